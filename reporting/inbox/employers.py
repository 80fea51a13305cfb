"""What waits for whoever works with employers: questions to answer, people who want to join, likely duplicates."""

import datetime as dt

from django.db.models import Count, Min, Q
from django.urls import reverse

from accounts.models import User
from core.words import number_of
from employers.models import Contact, JoinRequest, LikelyPair, Organisation, SupportRequest
from employers.models.organisation import is_team
from reporting.inbox.task import Task

GROUP = "Employers"
MOST = 20


def tasks(person: User, at: dt.datetime) -> list[Task]:
    if not is_team(person):
        return []
    return [*to_answer(person, at), *to_place(), *to_confirm(), *likely_duplicates()]


def to_answer(person: User, at: dt.datetime) -> list[Task]:
    """Questions that are this person's to answer, and those that nobody has taken yet; due when the first is."""
    asked = SupportRequest.objects.open().filter(Q(owner=person) | Q(owner=None))
    found = asked.order_by("owner").values("owner").annotate(count=Count("pk"), by=Min("due_at"))
    return [
        Task(
            group=GROUP,
            title=f"{number_of(row['count'], 'question')} from employers {'for you ' if row['owner'] else ''}to answer",
            url=f"{reverse('employers:support_list')}?whose={'mine' if row['owner'] else 'unowned'}",
            link="Answer" if row["owner"] else "Take one",
            by=row["by"],
            is_late=row["by"] <= at,
        )
        for row in found
    ]


def to_place() -> list[Task]:
    """People who say where they work, where no mail domain tells which organisation that is."""
    count = JoinRequest.objects.waiting().count()
    if not count:
        return []
    people = "1 person asks" if count == 1 else f"{count} people ask"
    url = reverse("employers:join_request_list")
    return [Task(group=GROUP, title=f"{people} to join an organisation", url=url, link="Find it for them")]


def to_confirm() -> list[Task]:
    """Organisations that somebody has asked to join and that have no colleague who could confirm them."""
    unanswered = Contact.objects.unanswered().values("organisation")
    found = Organisation.objects.filter(pk__in=unanswered).order_by("name", "pk")[:MOST]
    return [
        Task(
            group=GROUP,
            title=f"Somebody asks to join {organisation.name}",
            url=reverse("employers:contact_list", args=[organisation.uuid]),
            link="Confirm or refuse",
        )
        for organisation in found
    ]


def likely_duplicates() -> list[Task]:
    count = LikelyPair.objects.undecided().count()
    if not count:
        return []
    pairs = "1 pair of organisations" if count == 1 else f"{count} pairs of organisations"
    url = reverse("employers:duplicate_list")
    return [Task(group=GROUP, title=f"{pairs} may be the same", url=url, link="Look at them")]
