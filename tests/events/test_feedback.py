"""Asked what they thought: the form behind the link, and what becomes of the answers."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from core.errors import Refused
from events.actions import feedback as actions
from events.after_links import feedback_url
from events.models import Feedback, FeedbackInvite
from notifications.timed import all_rules
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import BookingFactory, EventFactory
from tests.factories.feedback import FeedbackFactory, FeedbackInviteFactory
from tests.parallel import in_parallel

ANSWERS = {"overall": "5", "speakers": "4", "best": "The speakers", "training": "maybe"}


def path(invite):
    return "/" + feedback_url(invite).split("/", 3)[3]


@pytest.mark.django_db
def test_an_address_is_asked_once_about_an_event():
    booking = BookingFactory(email="ada@example.org")

    first = actions.invite(booking.event, email="Ada@example.org", booking=booking, at=timezone.now())
    again = actions.invite(booking.event, email="ada@example.org", booking=booking, at=timezone.now())

    assert first == again
    assert (again.booking, again.email) == (booking, "ada@example.org")


@pytest.mark.django_db
def test_opening_the_link_changes_nothing_and_sending_it_keeps_the_answers(client):
    invite = FeedbackInviteFactory()

    shown = client.get(path(invite))
    kept_by_looking = Feedback.objects.count()
    sent = client.post(path(invite), ANSWERS, follow=True)

    assert "What did you think?" in shown.text
    assert kept_by_looking == 0
    assert "Thank you" in sent.text
    feedback = Feedback.objects.get(invite=invite)
    assert (feedback.overall, feedback.speakers, feedback.usefulness) == (5, 4, None)
    assert (feedback.best, feedback.training) == ("The speakers", "maybe")


@pytest.mark.django_db
def test_the_link_works_once_and_is_kind_about_it(client):
    invite = FeedbackInviteFactory()
    client.post(path(invite), ANSWERS)

    again = client.get(path(invite), follow=True)
    sent_again = client.post(path(invite), {"overall": "1"}, follow=True)

    assert "We have your answers" in again.text
    assert "We have your answers" in sent_again.text
    assert Feedback.objects.get().overall == 5


@pytest.mark.django_db
def test_the_thanks_of_whoever_has_sent_nothing_are_the_form(client):
    invite = FeedbackInviteFactory()

    page = client.get(path(invite) + "thanks/", follow=True)

    assert "What did you think?" in page.text


@pytest.mark.django_db
def test_a_link_that_has_run_out_says_where_to_write(client):
    url = path(FeedbackInviteFactory())

    with time_machine.travel(timezone.now() + dt.timedelta(days=61), tick=False):
        page = client.get(url)

    assert page.status_code == 404
    assert "We would still like to hear from you" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"speakers": "4"}, "Answer “How was the event as a whole?”"),
        ({"overall": "6"}, "Choose one of the options listed"),
        ({"overall": "5", "quote": "Great"}, "Say whether we may publish your sentence"),
        ({"overall": "5", "quote": "Great", "quote_use": "named"}, "Enter the name to go with your sentence"),
    ],
)
def test_what_is_missing_is_asked_for(client, given, says):
    page = client.post(path(FeedbackInviteFactory()), given)

    assert says in page.text
    assert Feedback.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"quote": "Great", "quote_use": "named", "quote_name": "Ada"}, ("Great", "named", "Ada", True)),
        ({"quote": "Great", "quote_use": "unnamed", "quote_name": "Ada"}, ("Great", "unnamed", "", True)),
        ({"quote": "Great", "quote_use": "no", "quote_name": "Ada"}, ("Great", "no", "", False)),
        ({"quote": "", "quote_use": "named", "quote_name": "Ada"}, ("", "", "", False)),
    ],
)
def test_a_name_is_kept_only_where_it_is_to_be_shown(client, given, kept):
    client.post(path(FeedbackInviteFactory()), {"overall": "5", **given})

    feedback = Feedback.objects.get()
    assert (feedback.quote, feedback.quote_use, feedback.quote_name, feedback.may_be_published) == kept


@pytest.mark.django_db
def test_a_quote_is_published_only_where_its_writer_agreed():
    officer, at = ProgrammeManagerFactory(), timezone.now()
    agreed = FeedbackFactory(quote="Great", quote_use="unnamed")
    refused = FeedbackFactory(quote="Great", quote_use="no")

    actions.mark_quote(agreed, published=True, by=officer, at=at)
    with pytest.raises(Refused):
        actions.mark_quote(refused, published=True, by=officer, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=refused.pk).update(published_at=at)

    assert Feedback.objects.get(pk=agreed.pk).published_at == at
    assert Feedback.objects.get(pk=refused.pk).published_at is None


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_kept_once():
    invite = FeedbackInviteFactory()

    outcomes = in_parallel(
        partial(actions.give_feedback, invite, at=timezone.now(), overall=overall) for overall in (1, 5)
    )

    assert outcomes[0] == outcomes[1]
    assert Feedback.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_address_is_asked_once_by_two_workers_at_once():
    event = EventFactory(past=True)

    in_parallel([partial(actions.invite, event, email="ada@example.org", at=timezone.now())] * 2)

    assert FeedbackInvite.objects.count() == 1


@pytest.mark.django_db
def test_sent_twice_by_two_presses_it_leads_to_the_thanks():
    url = path(FeedbackInviteFactory())

    first, second = (Client().post(url, ANSWERS) for _ in range(2))

    assert first.url == second.url


@pytest.mark.django_db
def test_the_thank_you_letter_asks_and_whoever_gets_none_is_not_counted(client):
    booking = BookingFactory(email="ada@example.org")
    asked_before = FeedbackInvite.objects.count()

    letter = all_rules()["event-thanks"].letter(booking)

    assert asked_before == 0
    invite = FeedbackInvite.objects.get()
    assert (invite.event, invite.email, invite.booking) == (booking.event, "ada@example.org", booking)
    assert "What did you think?" in client.get("/" + letter["context"]["feedback_url"].split("/", 3)[3]).text
