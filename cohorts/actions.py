"""What staff may do with programmes and cohorts, and how a person comes to take part."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.actions import close_invitations, take_role_away
from accounts.models import Role, User
from cohorts.calendar import Dates, changed, objections
from cohorts.models import Cohort, EligibilityRules, Enrolment, Pool, Programme, ProgrammeRole, ProgrammeText, Strand
from core import audit
from core.errors import Refused
from core.slots import SLOTS


@transaction.atomic
def add_cohort(
    programme: Programme, *, capacity: dict[Strand | None, int], waiting_limit: int | None = None, **calendar: Any
) -> Cohort:
    """A new cohort with its pools: one for the whole cohort (`{None: 40}`) or one for each strand, never both."""
    by_strand = None not in capacity
    if not capacity or (not by_strand and len(capacity) > 1):
        raise Refused("Count places for the whole cohort or for each strand, not both.")
    calendar.setdefault("rules", programme.rules.latest("version"))
    places_by = Cohort.PlacesBy.STRAND if by_strand else Cohort.PlacesBy.COHORT
    cohort = Cohort.objects.create(programme=programme, places_by=places_by, **calendar)
    for strand, seats in capacity.items():
        Pool.objects.create(cohort=cohort, strand=strand, capacity=seats, waiting_limit=waiting_limit)
    return cohort


@transaction.atomic
def change_calendar(cohort: Cohort, dates: Dates, *, why: str, by: User, at: dt.datetime) -> Cohort:
    """Move dates of a cohort. Only the dates: what hangs on them in apps above is for those to move, or refuse."""
    cohort = Cohort.objects.lock().get(pk=cohort.pk)
    for words in objections(cohort, dates, at).values():
        raise Refused(f"{words}.")
    new = changed(cohort, dates)
    for name, value in new.items():
        setattr(cohort, name, value)
    cohort.save(update_fields=list(new))
    audit.changed(by, cohort, sorted(new), why=why)
    return cohort


@transaction.atomic
def change_rules(programme: Programme, *, at: dt.datetime, by: User | None = None, **fields: Any) -> EligibilityRules:
    """Change who may join. Cohorts that have opened keep the version they opened with; later ones take the new one."""
    Programme.objects.lock().get(pk=programme.pk)
    rules = programme.rules.latest("version")
    if not rules.is_frozen(at):
        EligibilityRules.objects.filter(pk=rules.pk).update(**fields, made_by=by, made_at=at)
        rules.refresh_from_db()
        return rules
    kept = {name: getattr(rules, name) for name in ("regions", "min_break_months", "fields")}
    newer = EligibilityRules.objects.create(
        programme=programme, version=rules.version + 1, made_by=by, made_at=at, **{**kept, **fields}
    )
    programme.cohorts.filter(opens_at__gt=at).update(rules=newer)
    return newer


@transaction.atomic
def publish_text(programme: Programme, kind: ProgrammeText.Kind, *, body: str) -> ProgrammeText:
    """A new version of a text people agree to. Who agreed to an older one stays with it."""
    Programme.objects.lock().get(pk=programme.pk)
    last = programme.texts.filter(kind=kind).order_by("-version").first()
    if last and last.body == body:
        return last
    return ProgrammeText.objects.create(
        programme=programme, kind=kind, body=body, version=last.version + 1 if last else 1
    )


@transaction.atomic
def make_manager(programme: Programme, *, person: User, by: User | None = None) -> ProgrammeRole:
    """Somebody who holds the role of programme manager manages this programme."""
    with audit.acting(by=by, why=f"Made manager of {programme}"):
        role, _ = ProgrammeRole.objects.get_or_create(
            programme=programme, person=person, role=ProgrammeRole.Role.MANAGER
        )
    return role


@transaction.atomic
def remove_manager(role: ProgrammeRole, *, by: User) -> None:
    """Somebody stops managing a programme, also by an invitation still open; with the last one goes the role itself."""
    with audit.acting(by=by, why=f"No longer manager of {role.programme}"):
        close_invitations(role.person, role=Role.PROGRAMME_MANAGER, scope=role.programme.uuid)
        ProgrammeRole.objects.filter(pk=role.pk).delete()
        if not role.person.programme_roles.exists() and Role.PROGRAMME_MANAGER in role.person.roles:
            take_role_away(role.person, role=Role.PROGRAMME_MANAGER, by=by)


@transaction.atomic
def enrol(
    person: User,
    *,
    cohort: Cohort,
    strand: Strand,
    region: str,
    agreement: ProgrammeText,
    signed_name: str,
    at: dt.datetime,
) -> Enrolment:
    """Somebody takes part from now on. Asking twice answers with the same enrolment."""
    enrolment, _ = Enrolment.objects.active().get_or_create(
        person=person,
        cohort=cohort,
        defaults={
            "strand": strand,
            "region": region,
            "agreement": agreement,
            "signed_name": signed_name,
            "signed_at": at,
        },
    )
    return enrolment


@transaction.atomic
def end_enrolment(person: User, *, cohort: Cohort, why: str, at: dt.datetime) -> None:
    """Somebody stops taking part. Nothing happens if they do not take part now."""
    enrolment = Enrolment.objects.active().lock().filter(person=person, cohort=cohort).first()
    if enrolment:
        enrolment.status, enrolment.ended_at, enrolment.ended_why = Enrolment.Status.ENDED, at, why
        enrolment.save(update_fields=["status", "ended_at", "ended_why"])


@transaction.atomic
def set_availability(enrolment: Enrolment, *, slots: list[str], terms: str, by: User) -> Enrolment:
    """When in the week somebody can take part. It may change as often as their caring does, while they take part."""
    enrolment = Enrolment.objects.lock().get(pk=enrolment.pk)
    if enrolment.status != Enrolment.Status.ACTIVE:
        raise Refused("You no longer take part in this cohort, so there is nothing to plan.")
    chosen = [code for code in SLOTS if code in slots]
    if not chosen:
        raise Refused("Choose at least one time when you could take part.")
    with audit.acting(by=by):
        enrolment.availability, enrolment.terms = chosen, terms
        enrolment.save(update_fields=["availability", "terms"])
    return enrolment
