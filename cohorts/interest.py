"""Tell me when it opens: what a visitor may do with an address of theirs, and what the clock does."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.urls import reverse

from cohorts.models import Cohort, Interest, Programme
from cohorts.models.interest import CONFIRM_WITHIN, KEPT_FOR
from core import links
from core.batches import delete, work_off
from core.errors import Refused
from core.uktime import uk_date, uk_deadline
from notifications.actions import delete_sent
from notifications.outbox import Lane, letter_url, post

CONFIRM, STOP = "confirm interest", "stop interest"
CONFIRM_LETTER, OPEN_LETTER = "cohorts/email/interest_confirm", "cohorts/email/interest_open"
# The outbox names the address, too: by then a letter has arrived or never will.
LETTERS_KEPT = dt.timedelta(days=2)
BATCH = 50


@transaction.atomic
def ask(programme: Programme, *, email: str, at: dt.datetime) -> None:
    """Send the letter that confirms an address. The same for every address, one an hour: pressed twice it is that one.

    Whoever counts how often this is asked for, does so before: see `accounts.limits`.
    """
    interest, is_new = Interest.objects.get_or_create(
        programme=programme, email=email.lower(), defaults={"asked_at": at}
    )
    if not is_new and interest.confirmed_at is None:
        Interest.objects.filter(pk=interest.pk).update(asked_at=at)
    post(
        f"interest:{interest.uuid}:{at:%Y-%m-%dT%H}",
        to=interest.email,
        template=CONFIRM_LETTER,
        context={
            "programme": programme.name,
            "confirm_url": _link(CONFIRM, interest),
            "stop_url": _link(STOP, interest),
            "until": uk_date(at + CONFIRM_WITHIN),
        },
        lane=Lane.NOW,
        secret=True,
    )


def _link(purpose: str, interest: Interest) -> str:
    page = {CONFIRM: "interest_confirm", STOP: "interest_stop"}[purpose]
    return letter_url(reverse(f"cohorts:{page}", args=[links.sign(purpose, str(interest.uuid))]))


def find_to_confirm(token: str) -> Interest:
    interest = _find(CONFIRM, token, within=CONFIRM_WITHIN)
    if interest is None:
        raise Refused("This link has run out, or you have asked us to stop.")
    return interest


def find_to_stop(token: str) -> Interest | None:
    """None where the address is gone already."""
    return _find(STOP, token, within=KEPT_FOR + CONFIRM_WITHIN)


def _find(purpose: str, token: str, *, within: dt.timedelta) -> Interest | None:
    key = links.read(purpose, token, within=within)
    return Interest.objects.select_related("programme").filter(uuid=key).first()


def confirm(interest: Interest, *, at: dt.datetime) -> None:
    """The address is its reader's. Twice is once."""
    Interest.objects.filter(pk=interest.pk, confirmed_at=None).update(confirmed_at=at)


def stop(interest: Interest) -> None:
    """Forget the address."""
    Interest.objects.filter(pk=interest.pk).delete()


def tell_interested(*, at: dt.datetime) -> int:
    """Write to everyone who waits for a programme that can be applied to now: how many letters.

    Each letter and the end of its row are one transaction, so that a crash loses neither and doubles neither. Any
    number may run at once: each takes rows that nobody else holds.
    """
    told = 0
    for cohort in _open_cohorts(at):
        waiting = Interest.objects.confirmed().filter(programme=cohort.programme)
        told += work_off(waiting, partial(_tell, cohort=cohort), size=BATCH)
    return told


def _open_cohorts(at: dt.datetime) -> list[Cohort]:
    waited_for = Programme.objects.public().filter(interests__confirmed_at__isnull=False)
    cohorts = Cohort.objects.open_at(at).filter(programme__in=waited_for).with_state(at)
    return list(cohorts.filter(state=Cohort.State.OPEN).select_related("programme").order_by("closes_at", "pk"))


def _tell(interests: list[Interest], *, cohort: Cohort) -> None:
    for interest in interests:
        post(
            f"interest-open:{interest.uuid}",
            to=interest.email,
            template=OPEN_LETTER,
            context={
                "programme": cohort.programme.name,
                "cohort": cohort.name,
                "deadline": uk_deadline(cohort.closes_at),
                "starts": uk_date(cohort.starts_on),
                "programme_url": letter_url(reverse("cohorts:programme_detail", args=[cohort.programme.slug])),
            },
            lane=Lane.BULK,
        )
    delete(interests)


def forget_interests(*, at: dt.datetime) -> int:
    """Delete addresses that nobody confirmed, and letters that have done their work."""
    for template in (CONFIRM_LETTER, OPEN_LETTER):
        delete_sent(template, before=at - LETTERS_KEPT)
    deleted, _ = Interest.objects.run_out(at).delete()
    return deleted
