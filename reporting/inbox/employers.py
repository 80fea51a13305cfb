"""What waits for whoever works with employers: questions to answer, people who want to join, likely duplicates."""

import datetime as dt
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
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
    found = counted(person)
    return [*to_answer(found, at), *to_place(found), *to_confirm(found), *likely_duplicates(found)]


def counted(person: User) -> dict[str, Any]:
    """How many of each there are, and by when the first question is due: in one query."""
    asked = SupportRequest.objects.open()
    [counts] = User.objects.filter(pk=person.pk).values(
        mine=_count(asked.filter(owner=person)),
        mine_by=Subquery(asked.filter(owner=person).order_by("due_at").values("due_at")[:1]),
        unowned=_count(asked.filter(owner=None)),
        unowned_by=Subquery(asked.filter(owner=None).order_by("due_at").values("due_at")[:1]),
        joining=_count(JoinRequest.objects.waiting()),
        unanswered=_count(Contact.objects.unanswered()),
        pairs=_count(LikelyPair.objects.undecided()),
    )
    return dict(counts)


def _count(rows: QuerySet) -> Coalesce:
    counts = rows.order_by().annotate(every=Value(1)).values("every").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts), 0)


def to_answer(found: dict[str, Any], at: dt.datetime) -> list[Task]:
    """Questions that are this person's to answer, and those that nobody has taken yet; due when the first is."""
    return [
        Task(
            group=GROUP,
            title=f"{number_of(found[whose], 'question')} from employers {words}to answer",
            url=f"{reverse('employers:support_list')}?whose={whose}",
            link=link,
            by=found[f"{whose}_by"],
            is_late=found[f"{whose}_by"] <= at,
        )
        for whose, words, link in (("mine", "for you ", "Answer"), ("unowned", "", "Take one"))
        if found[whose]
    ]


def to_place(found: dict[str, Any]) -> list[Task]:
    """People who say where they work, where no mail domain tells which organisation that is."""
    if not found["joining"]:
        return []
    people = "1 person asks" if found["joining"] == 1 else f"{found['joining']} people ask"
    url = reverse("employers:join_request_list")
    return [Task(group=GROUP, title=f"{people} to join an organisation", url=url, link="Find it for them")]


def to_confirm(found: dict[str, Any]) -> list[Task]:
    """Organisations that somebody has asked to join and that have no colleague who could confirm them."""
    if not found["unanswered"]:
        return []
    unanswered = Contact.objects.unanswered().values("organisation")
    return [
        Task(
            group=GROUP,
            title=f"Somebody asks to join {organisation.name}",
            url=reverse("employers:contact_list", args=[organisation.uuid]),
            link="Confirm or refuse",
        )
        for organisation in Organisation.objects.filter(pk__in=unanswered).order_by("name", "pk")[:MOST]
    ]


def likely_duplicates(found: dict[str, Any]) -> list[Task]:
    if not found["pairs"]:
        return []
    pairs = "1 pair of organisations" if found["pairs"] == 1 else f"{found['pairs']} pairs of organisations"
    url = reverse("employers:duplicate_list")
    return [Task(group=GROUP, title=f"{pairs} may be the same", url=url, link="Look at them")]
