"""What a strand asks for and how much money it has; and what that comes to for one person."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment, Strand
from core import audit
from core.calendar import uk_day
from core.errors import Refused
from core.uktime import uk_month
from outcomes import letters
from outcomes.actions.holding import hold_enrolment
from outcomes.models import Fund, StrandNeeds, UpdatingPlan
from outcomes.money import pounds
from outcomes.standing import settle


@transaction.atomic
def set_needs(strand: Strand, *, by: User, **needs: Any) -> StrandNeeds:
    """From now on. Whoever has been told how many days they need keeps that number."""
    with audit.acting(by, why="What the strand asks for"):
        saved, _ = StrandNeeds.objects.update_or_create(strand=strand, defaults=needs)
    return saved


@transaction.atomic
def set_budget(strand: Strand, *, pence: int, by: User) -> Fund:
    """Refused below what is awarded already."""
    fund, _ = Fund.objects.get_or_create(strand=strand, defaults={"budget_pence": pence})
    # The counter is compared where it is moved, so that an award made at this moment is seen.
    if not Fund.objects.filter(pk=fund.pk, awarded_pence__lte=pence).update(budget_pence=pence):
        fund.refresh_from_db()
        raise Refused(f"{pounds(fund.awarded_pence)} is awarded already. The budget cannot be less than that.")
    audit.changed(by, fund, ["budget_pence"], why=f"Budget set to {pounds(pence)}")
    fund.refresh_from_db()
    return fund


@transaction.atomic
def set_plan(enrolment: Enrolment, *, last_practised_on: dt.date, by: User, at: dt.datetime) -> UpdatingPlan:
    """Work out how many days somebody needs, and tell them. Measured, like every break, to the reference date."""
    enrolment = hold_enrolment(enrolment, refusal="They no longer take part, so they need no updating days.")
    needs = StrandNeeds.objects.filter(strand=enrolment.strand_id).first()
    if needs is None or not needs.needs_days:
        raise Refused(f"{enrolment.strand} asks for no updating days.")
    if last_practised_on > uk_day(at):
        raise Refused(f"{uk_month(last_practised_on)} is still to come.")
    days = needs.bands.days(last_practised_on, enrolment.cohort.reference_date)
    said = {"last_practised_on": last_practised_on, "days_needed": days}
    with audit.acting(by, why="Updating days worked out"):
        plan, is_new = UpdatingPlan.objects.get_or_create(
            enrolment=enrolment, defaults={**said, "set_at": at, "set_by": by}
        )
        if not is_new and (plan.last_practised_on, plan.days_needed) == (last_practised_on, days):
            return plan
        plan.last_practised_on, plan.days_needed, plan.set_at, plan.set_by = last_practised_on, days, at, by
        # Whether that many are done is found out anew.
        plan.ready_on = None
        plan.save(update_fields=["last_practised_on", "days_needed", "set_at", "set_by", "ready_on"])
        letters.plan_set(plan, needs)
        settle(enrolment, at=at)
    plan.refresh_from_db()
    return plan
