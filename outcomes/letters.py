"""The letters about placements, updating days and money. Every context is plain strings."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse

from core.calendar import uk_day
from core.uktime import uk_date
from notifications.models import Message
from notifications.outbox import letter_url, post
from outcomes.links import sign_off_url
from outcomes.models import Award, Claim, LogEntry, Placement, StrandNeeds, UpdatingPlan
from outcomes.money import pounds
from outcomes.updating import DAY_MINUTES, in_days


def placed(placement: Placement) -> None:
    _to_participant(f"placement:{placement.pk}", "placed", placement.enrolment, **_words(placement))


def placement_changed(placement: Placement, *, at: dt.datetime) -> None:
    key = f"placement-changed:{placement.pk}:{at.isoformat()}"
    _to_participant(key, "placement_changed", placement.enrolment, **_words(placement))


def called_off(placement: Placement) -> None:
    _to_participant(f"placement-called-off:{placement.pk}", "called_off", placement.enrolment, **_words(placement))


def no_longer_supervising(placement: Placement) -> None:
    """To whoever has been told that they do, as their link ends before its day."""
    if placement.supervisor_email:
        _to_supervisor(f"not-supervising:{placement.link}", "no_longer_supervising", placement)


def supervising(placement: Placement, *, again: dt.datetime | None = None) -> None:
    """With the link: on no page of letters, and wiped once it has gone."""
    key = f"supervising:{placement.link}{f':{again:%Y-%m-%dT%H%M}' if again else ''}"
    _to_supervisor(key, "supervising", placement, sign_url=sign_off_url(placement))


def ask_to_sign(placement: Placement, waiting: int, *, at: dt.datetime) -> bool:
    """Whether it was written: once a day to each supervisor."""
    key = f"sign-off:{placement.link}:{uk_day(at)}"
    if Message.objects.filter(key=key).exists():
        return False
    number = "1 entry" if waiting == 1 else f"{waiting} entries"
    _to_supervisor(key, "ask_to_sign", placement, number=number, sign_url=sign_off_url(placement))
    return True


def answered(placement: Placement, entries: Sequence[LogEntry]) -> None:
    """What the supervisor, or the team, did with some entries: all of them signed, or all sent back with one word."""
    first = entries[0]
    is_signed = first.status == LogEntry.Status.SIGNED
    _to_participant(
        f"days-{first.status.replace(' ', '-')}:{first.pk}:{first.answered_at:%Y-%m-%dT%H%M%S.%f}",
        "days_signed" if is_signed else "days_sent_back",
        placement.enrolment,
        supervisor=placement.supervisor_name,
        answered_by=first.answered_by,
        entries="\n".join(f"- {entry}" for entry in entries),
        **({} if is_signed else {"why": first.why}),
    )


def plan_set(plan: UpdatingPlan, needs: StrandNeeds) -> None:
    starts_on = plan.enrolment.cohort.starts_on
    _to_participant(
        f"updating-days:{plan.pk}:{plan.set_at.isoformat()}",
        "plan_set",
        plan.enrolment,
        days=in_days(plan.days_needed * DAY_MINUTES) if plan.days_needed else "",
        ready_from=uk_date(needs.ready_from(starts_on)),
        ready_by=uk_date(needs.ready_by(starts_on)),
    )


def ready(plan: UpdatingPlan) -> None:
    """Once for each number of days: with another number, being ready is something new."""
    _to_participant(
        f"ready-to-practise:{plan.pk}:{plan.days_needed}",
        "ready",
        plan.enrolment,
        days=in_days(plan.days_needed * DAY_MINUTES),
        ready_on=uk_date(plan.ready_on) if plan.ready_on else "",
    )


def awarded(award: Award) -> None:
    _about_award(f"award:{award.pk}", "awarded", award)


def award_closed(award: Award) -> None:
    _about_award(f"award-closed:{award.pk}", "award_closed", award, approved=pounds(award.approved_pence))


def claim_decided(claim: Claim, award: Award) -> None:
    _about_award(
        f"claim-decided:{claim.pk}",
        "claim_approved" if claim.status == Claim.Status.APPROVED else "claim_refused",
        award,
        claimed=pounds(claim.amount_pence),
        what=claim.get_what_display().lower(),
        spent_on=uk_date(claim.spent_on),
        **({} if claim.status == Claim.Status.APPROVED else {"why": claim.why}),
    )


def _about_award(key: str, template: str, award: Award, **context: str) -> None:
    _to_participant(key, template, award.enrolment, amount=pounds(award.amount_pence), purpose=award.purpose, **context)


def _words(placement: Placement) -> dict[str, str]:
    return {
        "host": placement.where,
        "supervisor": placement.supervisor_name,
        "starts": uk_date(placement.starts_on),
        "ends": uk_date(placement.ends_on),
    }


def _to_participant(key: str, template: str, enrolment, **context: str) -> None:
    person, programme = enrolment.person, enrolment.cohort.programme
    post(
        key,
        to=person.email,
        person=person,
        template=f"outcomes/email/{template}",
        context={
            "name": person.name,
            "programme": programme.name,
            "contact_email": programme.contact_email,
            "url": letter_url(reverse("outcomes:my_placement")),
            **context,
        },
    )


def _to_supervisor(key: str, template: str, placement: Placement, **context: str) -> None:
    programme = placement.enrolment.cohort.programme
    post(
        key,
        to=placement.supervisor_email,
        about=placement.uuid,
        secret=True,
        template=f"outcomes/email/{template}",
        context={
            "name": placement.supervisor_name,
            "who": placement.enrolment.person.name,
            "programme": programme.name,
            "contact_email": programme.contact_email,
            "privacy_url": letter_url(reverse("portal:programme_privacy", args=[programme.slug])),
            "until": uk_date(placement.signed_by),
            **_words(placement),
            **context,
        },
    )
