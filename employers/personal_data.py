"""What we hold on the people at organisations."""

import datetime as dt

from django.db.models import Q

from core.privacy import (
    Fact,
    Holding,
    NotPersonal,
    Purpose,
    Retention,
    Subject,
    by_account,
    by_address_alone,
    either_way,
    holdings,
)
from employers.actions import forget_membership
from employers.models import (
    Contact,
    Domain,
    JoinRequest,
    LikelyPair,
    Milestone,
    Note,
    Organisation,
    ReturnerProgramme,
    Site,
    SupportMessage,
    SupportRequest,
)


def decided_join_requests():
    return JoinRequest.objects.exclude(decided_at=None)


def left_contacts():
    return Contact.objects.filter(status=Contact.Status.LEFT)


def closed_threads():
    return SupportRequest.objects.filter(status=SupportRequest.Status.CLOSED)


RETENTION = [
    Retention("contact", "Your details as a contact of an organisation", "as long as you belong to it"),
    Retention(
        "left-contact",
        "That you were a contact of an organisation",
        "after you left it",
        period=12,
        lowest=1,
        highest=24,
        rows=left_contacts,
        since="left_at",
        person="person",
    ),
    Retention(
        "join-request",
        "That you asked to join an organisation",
        "after we answered",
        period=6,
        lowest=1,
        highest=24,
        rows=decided_join_requests,
        since="decided_at",
        person="person",
    ),
    Retention(
        "support-thread",
        "What you asked us for your organisation, and our answers",
        "after it was closed",
        period=24,
        lowest=6,
        highest=60,
        rows=closed_threads,
        since="closed_at",
        person="asked_by",
    ),
]


def hold_organisations(subject: Subject) -> None:
    """Every one that anything of somebody's hangs on, in whichever app, in one order.

    Merging holds organisations before what hangs on them: so does whoever is about to change, or delete, the rows of
    one person in many tables. If one was merged or removed meanwhile, they are looked for again.
    """
    while keys := _organisations_of(subject):
        if len(Organisation.objects.lock().filter(pk__in=keys).order_by("pk")) == len(keys):
            return


def _organisations_of(subject: Subject) -> set[int]:
    ways = [
        (holding, field)
        for holding in holdings()
        for field in holding.model._meta.concrete_fields
        if field.related_model is Organisation
    ]
    found = [holding.rows(subject).values_list(field.attname, flat=True) for holding, field in ways]
    return {key for keys in found for key in keys if key}


def leave(subject: Subject, *, at: dt.datetime) -> None:
    """Whoever closes their account belongs to no organisation any more."""
    hold_organisations(subject)
    for contact in Contact.objects.live().filter(person=subject.pk).select_related("organisation").order_by("pk"):
        forget_membership(contact, at=at)


def own_words_and_answers(subject: Subject) -> Q:
    """What somebody wrote to the team, and all that was said about what they asked."""
    if subject.pk is None:
        return Q(pk__in=[])
    return Q(author=subject.pk, from_team=False) | Q(thread__asked_by=subject.pk)


HOLDINGS = [
    NotPersonal(Organisation, plain="uuid name other_names kind sector size website source found_on added_at"),
    NotPersonal(Domain, plain="organisation name"),
    NotPersonal(Site, plain="organisation town postcode region"),
    # About the organisation: its form asks for nothing about a person.
    NotPersonal(Note, plain="organisation text at", actors="author"),
    NotPersonal(LikelyPair, plain="one other shared found_at apart_at", actors="apart_by"),
    NotPersonal(Milestone, plain="organisation programme step on what"),
    Holding(
        model=Contact,
        title="Organisations you belong to",
        whose=either_way(by_account("person"), by_address_alone("email", account="person")),
        links="person",
        facts=[
            Fact("name email job_title phone", "your name, how to reach you, and your job", Purpose.PARTNERS),
            Fact("organisation status manages", "the organisation you belong to", Purpose.PARTNERS),
            Fact("added_at invited_at asked_at joined_at left_at", "when you joined and left", Purpose.PARTNERS),
        ],
        plain="uuid link",
        hidden="link",
        actors="invited_by",
        retention="contact left-contact",
    ),
    Holding(
        model=JoinRequest,
        title="Organisations you asked to join",
        whose=by_account("person"),
        links="person",
        facts=[
            Fact("employer job_title", "where you work, and your job", Purpose.PARTNERS),
            Fact("asked_at decided_at contact", "when you asked, and what came of it", Purpose.PARTNERS),
        ],
        plain="uuid",
        actors="decided_by",
        retention="join-request",
    ),
    Holding(
        model=SupportRequest,
        title="What you asked the team for your organisation",
        whose=by_account("asked_by"),
        links="asked_by",
        facts=[
            Fact("subject organisation programme", "what you asked, and for whom", Purpose.PARTNERS),
            Fact("status due_at opened_at answered_at closed_at changed_at", "how far it is", Purpose.PARTNERS),
        ],
        plain="uuid",
        actors="owner",
        retention="support-thread",
    ),
    Holding(
        model=SupportMessage,
        title="What you wrote to the team for your organisation, and our answers",
        whose=own_words_and_answers,
        links="thread",
        facts=[Fact("text at from_team", "what was written, and when", Purpose.PARTNERS)],
        actors="author",
        retention="support-thread",
    ),
    NotPersonal(
        ReturnerProgramme,
        plain="uuid employer organisation kind regions first_year last_year source seen_on added_at",
    ),
]
