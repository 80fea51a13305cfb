"""Carrying on at another device: answers of the check by a link, a draft by a letter to its own person."""

import datetime as dt

from django.db import transaction
from django.urls import reverse

from cohorts.models import Programme
from core import links
from core.errors import Refused
from core.uktime import uk_date
from notifications.actions import delete_sent
from notifications.outbox import Lane, letter_url, post
from returners import letters
from returners.eligibility import Answers
from returners.models import Application, SavedCheck
from returners.models.saved import LASTS

PURPOSE = "carry on"
LETTER = "returners/email/check_saved"
# The letter itself names the address, so it goes before long: by then it has arrived or never will.
LETTER_KEPT = dt.timedelta(days=2)
OVER = "This link has run out. Saved answers are kept for 14 days, then deleted."


@transaction.atomic
def save_check(answers: Answers, *, programme: Programme, email: str, at: dt.datetime) -> SavedCheck:
    """Keep the answers of a check for two weeks and send a link to them. The letter alone holds the address.

    Whoever counts how often this is asked for, does so before: see `accounts.limits`.
    """
    saved = SavedCheck.objects.create(programme=programme, answers=answers.as_json(), saved_at=at)
    token = links.sign(PURPOSE, str(saved.uuid))
    post(
        f"check-saved:{saved.uuid}",
        to=email,
        template=LETTER,
        context={
            "programme": programme.name,
            "carry_on_url": letter_url(reverse("returners:eligibility_carry_on", args=[token])),
            "ends": uk_date(saved.ends_at),
        },
        lane=Lane.NOW,
        secret=True,
    )
    return saved


def find_saved(token: str, *, at: dt.datetime) -> SavedCheck:
    """The answers that a link leads to, as often as it is pressed: a phone now, the library's computer tomorrow."""
    key = links.read(PURPOSE, token, within=LASTS)
    saved = SavedCheck.objects.kept_at(at).select_related("programme").filter(uuid=key).first()
    if saved is None or not saved.programme.is_public:
        raise Refused(OVER)
    return saved


def delete_saved_checks(*, at: dt.datetime) -> int:
    """Forget what has run out, and the letters that led there with the addresses on them."""
    delete_sent(LETTER, before=at - LETTER_KEPT)
    deleted, _ = SavedCheck.objects.run_out(at).delete()
    return deleted


@transaction.atomic
def send_link(application: Application, *, at: dt.datetime) -> None:
    """A letter to the draft's own person, with the way back to it. Pressed again within the hour, it is that letter."""
    letters.link(application, at=at)
