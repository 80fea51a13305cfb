"""Completing a programme: everybody of a cohort who has been to enough sessions, in one press."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from cohorts.models import Cohort, Enrolment, Programme
from core import audit
from core.calendar import uk_day
from core.errors import Refused, SeenOtherwise
from core.seen import mark_of
from core.uktime import uk_datetime
from notifications.outbox import letter_url, post
from participation.completion import Standing
from participation.getting_on import core_sessions, standings
from participation.models import CompletionRule, ProgrammeCertificate
from returners import actions as returners
from returners.models import Application, Step


@dataclass(frozen=True)
class Plan:
    """What a press would do now. `seen` changes with who it concerns."""

    completes: list[tuple[Enrolment, Standing]]
    lacks: list[tuple[Enrolment, Standing]]
    # How many have completed before.
    completed: int
    why_not: str

    @property
    def seen(self) -> str:
        return mark_of([enrolment.pk for enrolment, _ in self.completes])


def plan_completion(cohort: Cohort, *, at: dt.datetime) -> Plan:
    """Who of those who have a place has enough, and who lacks how much. Nothing is written."""
    live = Enrolment.objects.live().filter(cohort=cohort)
    return _plan(cohort, list(live.select_related("person", "strand", "moved_from").order_by("person__name", "pk")), at)


def _plan(cohort: Cohort, enrolments: list[Enrolment], at: dt.datetime) -> Plan:
    sessions = core_sessions(cohort)
    found = standings(cohort, enrolments, sessions=sessions, at=at)
    pairs = [(enrolment, found[enrolment.pk]) for enrolment in enrolments]
    completes = [pair for pair in pairs if pair[1].has_enough]
    lacks = [pair for pair in pairs if not pair[1].has_enough]
    completed = cohort.enrolments.filter(status=Enrolment.Status.COMPLETED).count()
    ends = [session.core.ends_at for session in sessions]
    return Plan(completes, lacks, completed, _why_not(ends, bool(completes), bool(completed), at))


def _why_not(ends: list[dt.datetime], some_complete: bool, some_completed: bool, at: dt.datetime) -> str:
    if not ends:
        return "This cohort has no core sessions yet, so nobody can have been to enough of them."
    if max(ends) > at:
        return f"Core sessions are still to come. The last one ends on {uk_datetime(max(ends))}."
    if some_complete:
        return ""
    if some_completed:
        return "Everybody who has been to enough sessions has completed."
    return "Nobody who still takes part has been to enough sessions yet."


@transaction.atomic
def complete_cohort(cohort: Cohort, *, seen: str, by: User, at: dt.datetime) -> list[ProgrammeCertificate]:
    """Everybody who has enough completes, with a certificate and a letter. The others go on, and may catch up.

    Refused before the last core session is over. `seen` is of the plan that a page showed: Refused if others have
    enough by now.
    """
    list(Enrolment.objects.live().lock().filter(cohort=cohort).order_by("pk"))
    plan = plan_completion(cohort, at=at)
    if plan.why_not:
        raise Refused(plan.why_not)
    if plan.seen != seen:
        raise SeenOtherwise("The register has changed since this page was shown. Look at it again.")
    with audit.acting(by=by, why=f"Completed {cohort}"):
        made = [_complete(enrolment, standing, by=by, at=at) for enrolment, standing in plan.completes]
    completed = [certificate.enrolment_id for certificate in made]
    for application in Application.objects.filter(profile__enrolment__in=completed).order_by("pk"):
        returners.note(application, Step.What.COMPLETED, at=at, by=by, why=str(cohort))
    return made


def _complete(enrolment: Enrolment, standing: Standing, *, by: User, at: dt.datetime) -> ProgrammeCertificate:
    enrolment.move_to(Enrolment.Status.COMPLETED)
    enrolment.ended_at, enrolment.reason = at, ""
    enrolment.paused_at = enrolment.back_on = None
    enrolment.save(update_fields=["status", "ended_at", "reason", "paused_at", "back_on"])
    certificate = ProgrammeCertificate.objects.create(
        enrolment=enrolment, completed_on=standing.enough_on or uk_day(at), issued_at=at, issued_by=by
    )
    _write_to(enrolment, certificate)
    return certificate


def _write_to(enrolment: Enrolment, certificate: ProgrammeCertificate) -> None:
    cohort = enrolment.cohort
    url = reverse("participation:certificate_detail", args=[cohort.programme.slug, cohort.slug])
    post(
        f"completed:{enrolment.uuid}",
        to=enrolment.person.email,
        person=enrolment.person,
        about=enrolment.uuid,
        template="participation/email/completed",
        context={
            "name": enrolment.person.name,
            "programme": cohort.programme.name,
            "number": certificate.number,
            "certificate_url": letter_url(url),
            "account_url": letter_url(reverse("accounts:my_account")),
            "contact_email": cohort.programme.contact_email,
        },
    )


@transaction.atomic
def set_completion_rule(programme: Programme, *, percent: int, by: User) -> CompletionRule:
    """Ask for more or fewer of the core sessions from now on. Who has completed already, has."""
    with audit.acting(by=by, why=f"{percent}% of the core sessions"):
        rule, _ = CompletionRule.objects.update_or_create(programme=programme, defaults={"percent": percent})
    return rule
