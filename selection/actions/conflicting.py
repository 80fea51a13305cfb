"""Who must not read what, because both have worked for the same employer."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from cohorts.models import Programme
from employers.models import Contact
from returners.models import WorkRole
from selection.employment import employer_keys
from selection.models import Candidate, Conflict


def note_shared_employers(programme: Programme, candidates: QuerySet[Candidate], *, at: dt.datetime) -> None:
    """Write down which of these applications come from where a reviewer has worked; take back what holds no more.

    A reviewer may tell us of an employer at any time, and an application may be opened again.
    """
    readers = _readers(programme)
    held = Conflict.objects.filter(kind=Conflict.Kind.EMPLOYER, application__candidate__in=candidates)
    known = {(conflict.reviewer_id, conflict.application_id): conflict.pk for conflict in held}
    pairs = {
        (reviewer, application)
        for application, keys in _applications(candidates).items()
        for reviewer, others in readers.items()
        if not keys.isdisjoint(others)
    }
    Conflict.objects.filter(pk__in=[pk for pair, pk in known.items() if pair not in pairs]).delete()
    Conflict.objects.bulk_create(
        (
            Conflict(reviewer_id=reviewer, application_id=application, kind=Conflict.Kind.EMPLOYER, at=at)
            for reviewer, application in sorted(pairs - known.keys())
        ),
        # One that a manager declared, or that was handed back, stays as it is.
        ignore_conflicts=True,
    )


def _readers(programme: Programme) -> dict[int, frozenset[str]]:
    """By reviewer. Contacts of an organisation work there, or did, whether or not they have written it down."""
    theirs = Contact.objects.filter(person=OuterRef("person")).order_by().values("organisation__name")
    reviewers = programme.reviewers.select_related("person").annotate(organisations=ArraySubquery(theirs))
    return {
        reviewer.pk: employer_keys([*reviewer.employers, *reviewer.organisations], reviewer.person.email)
        for reviewer in reviewers
    }


def _applications(candidates: QuerySet[Candidate]) -> dict[int, frozenset[str]]:
    """By application. What was typed alike by many is worked out once."""
    employers: dict[int, list[str]] = {}
    roles = WorkRole.objects.filter(application__candidate__in=candidates).order_by()
    for application, employer in roles.values_list("application", "employer"):
        employers.setdefault(application, []).append(employer)
    people: Iterable[tuple[int, str]] = candidates.order_by().values_list("application", "application__person__email")
    return {application: employer_keys(employers.get(application, ()), email) for application, email in people}
