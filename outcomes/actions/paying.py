"""Awards out of a strand's budget, and claims on them. The budget can never be overdrawn, whoever presses when."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import F

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.calendar import uk_day
from core.errors import Refused
from core.presses import once
from outcomes import letters
from outcomes.actions.holding import hold_enrolment
from outcomes.models import Award, Claim, Fund
from outcomes.money import pounds


@transaction.atomic
def award(enrolment: Enrolment, *, pence: int, purpose: str, key: uuid.UUID, by: User, at: dt.datetime) -> Award:
    """Set money of the strand's budget aside for somebody, and tell them. Refused where not so much is left."""
    if made := Award.objects.filter(uuid=key, enrolment=enrolment).first():
        return made
    enrolment = hold_enrolment(enrolment, refusal="They no longer take part, so they cannot be awarded anything.")
    if enrolment.person_id == by.pk:
        raise Refused("You cannot award anything to yourself. Ask a colleague.")
    fund = Fund.objects.filter(strand=enrolment.strand_id).first()
    if fund is None:
        raise Refused(f"{enrolment.strand} has no budget yet. Set it first.")

    def make() -> Award:
        made = Award.objects.create(
            uuid=key, fund=fund, enrolment=enrolment, purpose=purpose, amount_pence=pence, made_at=at, made_by=by
        )
        _take(fund, pence)
        letters.awarded(made)
        return made

    with audit.acting(by, why="Award made"):
        return once(enrolment.awards.all(), key, make)


@transaction.atomic
def close_award(award: Award, *, by: User, at: dt.datetime) -> Award:
    """What was not claimed goes back to the budget. Closed twice, it goes back once."""
    award = _locked(award)
    if award.closed_at:
        return award
    if award.claims.waiting().exists():
        raise Refused("A claim on this award has not been decided yet. Decide on it first.")
    left = award.amount_pence - award.approved_pence
    award.closed_at = at
    with audit.acting(by, why="Award closed"):
        award.save(update_fields=["closed_at"])
    Fund.objects.filter(pk=award.fund_id).update(awarded_pence=F("awarded_pence") - left)
    letters.award_closed(award)
    return award


@transaction.atomic
def claim(
    award: Award,
    *,
    pence: int,
    what: str,
    about: str,
    spent_on: dt.date,
    key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> Claim:
    """Ask for money that was spent. Refused beyond what is left of the award; sent twice, it is one claim."""
    award = _locked(award)
    if made := award.claims.filter(uuid=key).first():
        return made
    if award.closed_at:
        raise Refused("This award is closed. Ask the team if you have spent more for it.")
    if spent_on > uk_day(at):
        raise Refused("That day is still to come. Claim what you have spent already.")
    left = award.amount_pence - award.approved_pence - award.waiting
    if pence > left:
        raise Refused(f"{pounds(left)} of this award is left to claim. Ask the team if you need more.")
    made = Claim(uuid=key, award=award, amount_pence=pence, what=what, about=about, spent_on=spent_on, made_at=at)
    with audit.acting(by):
        return once(award.claims.all(), key, lambda: _saved(made))


@transaction.atomic
def decide_claim(claim: Claim, *, approves: bool, why: str, by: User, at: dt.datetime) -> Claim:
    """Approve or refuse, and say so. Decided twice the same way, the first counts; another way, it is refused."""
    award = _locked(claim.award)
    claim = Claim.objects.lock().get(pk=claim.pk)
    status = Claim.Status.APPROVED if approves else Claim.Status.REFUSED
    if claim.status == status:
        return claim
    if award.enrolment.person_id == by.pk:
        raise Refused("You cannot decide on your own claim. Ask a colleague.")
    if not approves and not why:
        raise Refused("Say why, so that they know what to do next.")
    claim.move_to(status)
    claim.decided_at, claim.decided_by, claim.why = at, by, "" if approves else why
    with audit.acting(by, why=f"Claim {claim.get_status_display().lower()}"):
        claim.save(update_fields=["status", "decided_at", "decided_by", "why"])
        if approves:
            Award.objects.filter(pk=award.pk).update(approved_pence=F("approved_pence") + claim.amount_pence)
    letters.claim_decided(claim, award)
    return claim


def _take(fund: Fund, pence: int) -> None:
    """One statement that compares and moves, so that nobody awards what another has just awarded."""
    enough = Fund.objects.filter(pk=fund.pk, awarded_pence__lte=F("budget_pence") - pence)
    if not enough.update(awarded_pence=F("awarded_pence") + pence):
        fund.refresh_from_db()
        raise Refused(f"{pounds(fund.left_pence)} is left in the budget of {fund.strand}. Award less, or raise it.")


def _locked(award: Award) -> Award:
    held = Award.objects.lock().select_related("enrolment__person", "enrolment__cohort__programme", "fund__strand")
    return held.get(pk=award.pk)


def _saved(made: Claim) -> Claim:
    made.save()
    return made
