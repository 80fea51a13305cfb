"""What staff may do with programmes and cohorts, and how a person comes to take part."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from accounts.actions import close_invitations, take_role_away
from accounts.models import Role, User
from cohorts.calendar import Dates, changed, dates_of, objections, out_of_order
from cohorts.freezing import plan_for_rules
from cohorts.models import Cohort, EligibilityRules, Enrolment, Pool, Programme, ProgrammeRole, ProgrammeText, Strand
from cohorts.signals import enrolment_ended, enrolment_moved, manager_removed
from core import audit
from core.errors import Refused, SeenOtherwise
from core.slots import SLOTS
from notifications.timed import replan


@transaction.atomic
def add_programme(*, by: User, **words: Any) -> Programme:
    """A new programme, not public yet: strands, rules and texts come next."""
    programme = Programme.objects.create(**words)
    audit.changed(by, programme, sorted(words), why="Programme added")
    return programme


@transaction.atomic
def change_programme(programme: Programme, *, by: User, **words: Any) -> Programme:
    """Change what the public page says. Its address stays once people may have it."""
    programme = Programme.objects.lock().get(pk=programme.pk)
    new = {name: value for name, value in words.items() if value != getattr(programme, name)}
    if "slug" in new and programme.address_is_fixed:
        raise Refused("The address of this programme has been given out, so it cannot be changed any more.")
    for name, value in new.items():
        setattr(programme, name, value)
    if new:
        programme.save(update_fields=list(new))
        audit.changed(by, programme, sorted(new))
    return programme


@transaction.atomic
def add_strand(programme: Programme, *, name: str, about: str, by: User) -> Strand:
    """A strand people can choose, from the next page they open: cohorts that count places by strand keep theirs."""
    Programme.objects.lock().get(pk=programme.pk)
    slug = slug_for(name, Strand._meta.get_field("slug").max_length, programme.strands.all())
    strand = Strand.objects.create(programme=programme, name=name, slug=slug, about=about)
    audit.changed(by, strand, ["about", "name", "slug"], why="Strand added")
    return strand


@transaction.atomic
def change_strand(strand: Strand, *, name: str, about: str, by: User) -> Strand:
    """Other words for the same strand: who has chosen it keeps it."""
    Programme.objects.lock().get(pk=strand.programme_id)
    if strand.programme.strands.exclude(pk=strand.pk).filter(name__iexact=name).exists():
        raise Refused("This programme has a strand of that name already.")
    strand.name, strand.about = name, about
    strand.save(update_fields=["name", "about"])
    audit.changed(by, strand, ["about", "name"])
    return strand


def slug_for(name: str, length: int | None, others: QuerySet) -> str:
    """The part of an address that a name comes to; Refused where another of `others` has it, or nothing is left."""
    slug = slugify(name)[:length].strip("-")
    if not slug:
        raise Refused("The name must have a letter or a number in it.")
    if others.filter(slug=slug).exists() or others.filter(name__iexact=name).exists():
        raise Refused("There is one of that name already. Choose another name.")
    return slug


@transaction.atomic
def add_cohort(
    programme: Programme,
    *,
    capacity: dict[Strand | None, int],
    waiting_limit: int | None = None,
    by: User | None = None,
    **calendar: Any,
) -> Cohort:
    """A new cohort with its pools: one for the whole cohort (`{None: 40}`) or one for each strand, never both.

    It takes the newest rules and, with `admission` ranked, the newest rubric.
    """
    by_strand = None not in capacity
    if not capacity or (not by_strand and len(capacity) > 1):
        raise Refused("Count places for the whole cohort or for each strand, not both.")
    Programme.objects.lock().get(pk=programme.pk)
    is_ranked = calendar.get("admission") == Cohort.Admission.RANKED
    if missing := programme.missing_for_a_cohort(is_ranked=is_ranked):
        raise Refused(f"Before there can be a cohort, the programme needs {', '.join(missing)}.")
    if "slug" not in calendar:
        calendar["slug"] = slug_for(calendar["name"], 50, programme.cohorts.all())
    calendar.setdefault("rules", programme.rules.latest("version"))
    if is_ranked:
        calendar.setdefault("rubric", programme.rubrics.latest("version"))
    places_by = Cohort.PlacesBy.STRAND if by_strand else Cohort.PlacesBy.COHORT
    cohort = Cohort.objects.create(programme=programme, places_by=places_by, **calendar)
    for strand, seats in capacity.items():
        Pool.objects.create(cohort=cohort, strand=strand, capacity=seats, waiting_limit=waiting_limit)
    audit.changed(by, cohort, sorted(calendar), why="Cohort added")
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
def change_admission(cohort: Cohort, admission: Cohort.Admission, *, at: dt.datetime, by: User) -> Cohort:
    """Give places in the other way. Whoever has begun to apply knows how, so it is settled by the opening."""
    programme = Programme.objects.lock().get(pk=cohort.programme_id)
    cohort = Cohort.objects.lock().get(pk=cohort.pk)
    if cohort.admission == admission:
        return cohort
    if cohort.opens_at <= at:
        raise Refused("Applications have opened, so how places are given cannot be changed any more.")
    is_ranked = admission == Cohort.Admission.RANKED
    if is_ranked and not programme.rubrics.exists():
        raise Refused("Make the rubric of the programme first.")
    for words in out_of_order(dates_of(cohort), is_ranked=is_ranked).values():
        raise Refused(f"{words}. Change the calendar first.")
    cohort.admission, cohort.rubric = admission, programme.rubrics.latest("version") if is_ranked else None
    cohort.save(update_fields=["admission", "rubric"])
    if is_ranked:
        # Nobody is turned away by the length of a list that begins after the close.
        cohort.pools.update(waiting_limit=None)
    audit.changed(by, cohort, ["admission", "rubric"])
    return cohort


@transaction.atomic
def change_rules(
    programme: Programme, *, at: dt.datetime, by: User | None = None, seen: str | None = None, **fields: Any
) -> EligibilityRules:
    """Change who may join. Cohorts that have opened keep the version they opened with; later ones take the new one.

    `seen` is of the plan that a page showed: Refused if this would now do something else.
    """
    Programme.objects.lock().get(pk=programme.pk)
    plan = plan_for_rules(programme, at)
    if seen not in (None, plan.seen):
        raise SeenOtherwise("The rules or the cohorts have changed since this page was shown. Look at it again.")
    rules = plan.latest
    if rules and plan.edits:
        EligibilityRules.objects.filter(pk=rules.pk).update(**fields, made_by=by, made_at=at)
        rules.refresh_from_db()
    else:
        kept = {name: getattr(rules, name) for name in ("regions", "min_break_months", "fields")} if rules else {}
        rules = EligibilityRules.objects.create(
            programme=programme, version=plan.version, made_by=by, made_at=at, **{**kept, **fields}
        )
        programme.cohorts.opens_after(at).update(rules=rules)
    audit.changed(by, rules, sorted(fields), why=f"Version {rules.version} of the rules")
    return rules


@transaction.atomic
def publish_text(
    programme: Programme, kind: ProgrammeText.Kind, *, body: str, by: User | None = None, after: int | None = None
) -> ProgrammeText:
    """A new version of a text people agree to. Who agreed to an older one stays with it.

    `after` is the version it was written over: Refused if a colleague has published another one since.
    """
    Programme.objects.lock().get(pk=programme.pk)
    last = programme.texts.filter(kind=kind).order_by("-version").first()
    newest = last.version if last else 0
    if after not in (None, newest):
        raise SeenOtherwise("A colleague has published a newer version since you opened this page. Read it first.")
    if last and last.body == body:
        return last
    text = ProgrammeText.objects.create(programme=programme, kind=kind, body=body, version=newest + 1)
    audit.changed(by, text, ["body"], why=f"{text} published")
    return text


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
        end_managing(role)
        if not role.person.programme_roles.managers().exists() and Role.PROGRAMME_MANAGER in role.person.roles:
            take_role_away(role.person, role=Role.PROGRAMME_MANAGER, by=by)


def end_managing(role: ProgrammeRole) -> None:
    """What they lead is for a higher floor, which hears of it. Nothing happens to what has ended already."""
    ended, _ = ProgrammeRole.objects.filter(pk=role.pk).delete()
    if ended:
        manager_removed.send(ProgrammeRole, programme=role.programme, person=role.person)


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
    enrolment, _ = Enrolment.objects.live().get_or_create(
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
    replan(enrolment, at=at)
    return enrolment


@transaction.atomic
def end_enrolment(person: User, *, cohort: Cohort, why: str, at: dt.datetime) -> None:
    """Somebody stops taking part. Nothing happens if they do not take part now."""
    enrolment = Enrolment.objects.live().lock().filter(person=person, cohort=cohort).first()
    if enrolment:
        end(enrolment, why=why, at=at)


def end(enrolment: Enrolment, *, why: str, at: dt.datetime, reason: str = "") -> None:
    """The caller holds it."""
    enrolment.move_to(Enrolment.Status.ENDED)
    enrolment.ended_at, enrolment.ended_why, enrolment.reason = at, why, reason
    enrolment.paused_at = enrolment.back_on = None
    enrolment.save(update_fields=["status", "ended_at", "ended_why", "reason", "paused_at", "back_on"])
    enrolment_ended.send(Enrolment, enrolment=enrolment, at=at)
    replan(enrolment, at=at)


def go_on_in(
    left: Enrolment, cohort: Cohort, *, why: str, reason: str, is_deferral: bool, at: dt.datetime
) -> Enrolment:
    """The part of somebody goes on in another cohort, with what they signed. The caller holds the one they leave."""
    joined = Enrolment.objects.create(
        person=left.person,
        cohort=cohort,
        strand=left.strand,
        region=left.region,
        availability=left.availability,
        terms=left.terms,
        agreement=left.agreement,
        signed_name=left.signed_name,
        signed_at=left.signed_at,
        moved_from=left,
        has_deferred=left.has_deferred or is_deferral,
    )
    enrolment_moved.send(Enrolment, left=left, joined=joined)
    end(left, why=why, reason=reason, at=at)
    replan(joined, at=at)
    return joined


@transaction.atomic
def set_availability(enrolment: Enrolment, *, slots: list[str], terms: str, by: User) -> Enrolment:
    """When in the week somebody can take part. It may change as often as their caring does, while they take part."""
    enrolment = Enrolment.objects.lock().get(pk=enrolment.pk)
    if not enrolment.is_live:
        raise Refused("You no longer take part in this cohort, so there is nothing to plan.")
    chosen = [code for code in SLOTS if code in slots]
    if not chosen:
        raise Refused("Choose at least one time when you could take part.")
    with audit.acting(by=by):
        enrolment.availability, enrolment.terms = chosen, terms
        enrolment.save(update_fields=["availability", "terms"])
    return enrolment
