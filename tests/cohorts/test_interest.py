"""Tell me when it opens: asked, confirmed, told once and forgotten."""

import datetime as dt
import re
from functools import partial

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cohorts import interest
from cohorts.models import Interest
from cohorts.tasks import forget_interests, tell_interested
from notifications.models import Lane, Message
from tests.conftest import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, InterestFactory, PoolFactory, ProgrammeFactory
from tests.factories.returners import PlaceFactory
from tests.letters import NOT_PLAIN
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ADA = "ada@example.org"


def closed():
    return CohortFactory(closed=True).programme


def ask(programme, email=ADA, client=None):
    url = reverse("cohorts:interest_create", args=[programme.slug])
    return (client or Client()).post(url, {"email": email}, follow=True)


def links_to(email=ADA):
    """The address that confirms and the one that stops."""
    text = Message.objects.filter(to=email, template=interest.CONFIRM_LETTER).latest("pk").text
    confirm, stop = re.findall(rf"{re.escape(settings.SITE_URL)}(/tell-me\S+)", text)
    return confirm, stop


def told():
    return list(Message.objects.filter(template=interest.OPEN_LETTER).order_by("to").values_list("to", flat=True))


# -- Asking ------------------------------------------------------------------------------------------------------------


def test_visitor_asks_confirms_and_is_told_once():
    programme, client = closed(), Client()

    page = ask(programme, client=client)
    confirm, _ = links_to()
    before = client.get(confirm).text
    after = client.post(confirm, follow=True).text
    cohort = CohortFactory(programme=programme, name="Autumn cohort")
    for _ in range(2):
        tell_interested()

    letter = Message.objects.get(template=interest.OPEN_LETTER)
    assert f"We have sent a link to {ADA}." in page.text
    assert "Yes, tell me" in before
    assert "You are on the list" in after
    assert (letter.to, letter.lane) == (ADA, Lane.BULK)
    assert letter.subject == f"Applications to {programme.name} are open"
    assert f"the {cohort.name} of {programme.name}" in letter.text
    assert reverse("cohorts:programme_detail", args=[programme.slug]) in letter.text
    assert not Interest.objects.exists()


@pytest.mark.parametrize("calendar", [{"upcoming": True}, {"closed": True}])
def test_programme_page_offers_it_while_nothing_is_open(client, calendar):
    programme = CohortFactory(**calendar).programme

    page = client.get(reverse("cohorts:programme_detail", args=[programme.slug])).text

    assert reverse("cohorts:interest_create", args=[programme.slug]) in page


def test_programme_page_offers_it_while_everything_is_full(client):
    cohort = CohortFactory(pool=None)
    PlaceFactory(pool=PoolFactory(cohort=cohort, capacity=1, waiting_limit=0))

    page = client.get(reverse("cohorts:programme_detail", args=[cohort.programme.slug])).text

    assert reverse("cohorts:interest_create", args=[cohort.programme.slug]) in page


def test_programme_that_is_open_can_be_applied_to_instead(client):
    programme = CohortFactory().programme

    page = client.get(reverse("cohorts:programme_detail", args=[programme.slug])).text
    response = ask(programme)

    assert "Tell me when it opens" not in page
    assert "You can apply now." in response.text
    assert not Interest.objects.exists()


def test_programme_without_a_cohort_can_be_waited_for():
    ask(ProgrammeFactory())

    assert Interest.objects.get().email == ADA


def test_page_answers_alike_for_every_address():
    """New, asked already, confirmed, or with an account."""
    programme, account = closed(), UserFactory()
    InterestFactory(programme=programme, email="asked@example.org")
    InterestFactory(programme=programme, email="sure@example.org", confirmed=True)

    pages = []
    for email in (ADA, "asked@example.org", "sure@example.org", account.email):
        text = ask(programme, email).text.replace(email, "")
        pages.append(re.sub(r'value="[A-Za-z0-9]{64}"', "", text))

    assert len(set(pages)) == 1
    assert Message.objects.count() == 4


def test_address_stands_once_however_it_is_typed():
    programme = closed()

    with time_machine.travel(NOW):
        for email in ("Ada@Example.org", ADA):
            ask(programme, email)

    assert [row.email for row in Interest.objects.all()] == [ADA]
    assert Message.objects.count() == 1


def test_own_address_is_filled_in(client):
    person = UserFactory()

    page = sign_in(client, person).get(reverse("cohorts:interest_create", args=[closed().slug])).text

    assert f'value="{person.email}"' in page


def test_nobody_is_written_to_more_than_three_times_a_day():
    pages = [ask(closed()) for _ in range(4)]

    assert ["You have asked for this a few times already." in page.text for page in pages] == [False] * 3 + [True]
    assert Message.objects.count() == 3


@pytest.mark.parametrize("email", ["", "ada", "ada@example.org\nBcc: eve@example.org", "x" * 250 + "@example.org"])
def test_what_is_no_address_is_refused_in_words(email):
    page = ask(closed(), email)

    assert "Error:" in page.text
    assert not Interest.objects.exists()


# -- Links -------------------------------------------------------------------------------------------------------------


def test_looking_at_a_link_changes_nothing(client):
    ask(closed())

    pages = [client.get(link) for link in links_to()]

    assert [page.status_code for page in pages] == [200, 200]
    assert Interest.objects.get().confirmed_at is None


def test_link_that_stops_deletes_the_address_and_says_so_twice(client):
    ask(closed())
    confirm, stop = links_to()
    client.post(confirm)

    pages = [client.post(stop, follow=True).text for _ in range(2)]

    assert ["You are not on the list" in page for page in pages] == [True, True]
    assert not Interest.objects.exists()
    assert client.get(confirm).status_code == 404


def test_link_for_one_thing_does_no_other(client):
    ask(closed())
    confirm, stop = links_to()

    crossed = stop.replace("tell-me-no-more", "tell-me"), confirm.replace("/tell-me/", "/tell-me-no-more/")

    assert [client.post(link).status_code for link in crossed] == [404, 404]
    assert Interest.objects.get().confirmed_at is None


def test_link_that_confirms_runs_out_after_seven_days_and_the_one_that_stops_does_not(client):
    with time_machine.travel(NOW):
        ask(closed())
    confirm, stop = links_to()

    with time_machine.travel(NOW + 8 * DAY):
        pages = [client.get(confirm), client.get(stop)]

    assert [page.status_code for page in pages] == [404, 200]
    assert "This link has run out." in pages[0].text


def test_links_and_rows_hold_no_more_than_they_need():
    ask(closed())

    message = Message.objects.get()
    assert "ada" not in "".join(links_to())
    assert message.secret
    assert ADA not in message.key + message.text
    assert {f.name for f in Interest._meta.fields} == {"id", "uuid", "programme", "email", "asked_at", "confirmed_at"}


def test_letters_are_in_plain_words():
    programme = closed()
    InterestFactory(programme=programme, confirmed=True)
    ask(programme)
    CohortFactory(programme=programme)
    interest.tell_interested(at=dt.datetime.now(dt.UTC))

    for message in Message.objects.all():
        assert NOT_PLAIN.search(f"{message.subject}\n{message.text}") is None
        assert programme.name in message.subject
    assert Message.objects.count() == 2


# -- The clock ---------------------------------------------------------------------------------------------------------


def test_only_whoever_confirmed_is_told():
    programme = closed()
    InterestFactory(programme=programme)
    InterestFactory(programme=programme, email="sure@example.org", confirmed=True)
    InterestFactory(email="elsewhere@example.org", confirmed=True)
    CohortFactory(programme=programme)

    tell_interested()

    assert told() == ["sure@example.org"]
    assert Interest.objects.confirmed().get().email == "elsewhere@example.org"
    assert Interest.objects.count() == 2


def test_nobody_is_told_before_the_minute_it_opens():
    cohort = CohortFactory(now=NOW, upcoming=True)
    InterestFactory(programme=cohort.programme, confirmed=True)

    counts = [interest.tell_interested(at=at) for at in (cohort.opens_at - dt.timedelta(seconds=1), cohort.opens_at)]

    assert counts == [0, 1]


@pytest.mark.parametrize("how", ["private", "full"])
def test_nobody_is_told_of_what_they_cannot_apply_to(how):
    cohort = CohortFactory(pool=None, programme__is_public=how != "private")
    PlaceFactory(pool=PoolFactory(cohort=cohort, capacity=1, waiting_limit=0))
    InterestFactory(programme=cohort.programme, confirmed=True)

    tell_interested()

    assert told() == []
    assert Interest.objects.count() == 1


def test_everyone_is_told_in_batches(monkeypatch):
    monkeypatch.setattr(interest, "BATCH", 3)
    programme = CohortFactory().programme
    InterestFactory.create_batch(8, programme=programme, confirmed=True)

    tell_interested()

    assert len(told()) == len(set(told())) == 8
    assert not Interest.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_crash_between_letters_and_rows_loses_and_doubles_nothing(monkeypatch):
    programme = CohortFactory().programme
    InterestFactory.create_batch(4, programme=programme, confirmed=True)
    monkeypatch.setattr(interest, "delete", None)

    with pytest.raises(TypeError):
        tell_interested()
    after_crash = told()
    monkeypatch.undo()
    tell_interested()

    assert after_crash == []
    assert len(told()) == len(set(told())) == 4


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_send_one_letter_each():
    programme = CohortFactory().programme
    InterestFactory.create_batch(30, programme=programme, confirmed=True)

    counts = in_parallel([partial(interest.tell_interested, at=dt.datetime.now(dt.UTC))] * 4)

    assert sum(counts) == len(told()) == len(set(told())) == 30
    assert not Interest.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_leave_one_row():
    programme = closed()

    in_parallel([partial(interest.ask, programme, email=ADA, at=NOW)] * 4)

    assert Interest.objects.count() == 1
    assert Message.objects.count() == 1


def test_what_nobody_confirmed_is_forgotten_after_seven_days():
    rows = {
        "asked yesterday": InterestFactory(asked_at=NOW - DAY),
        "asked last week": InterestFactory(asked_at=NOW - 7 * DAY),
        "confirmed": InterestFactory(asked_at=NOW - 300 * DAY, confirmed_at=NOW - 300 * DAY),
        "long ago": InterestFactory(asked_at=NOW - 731 * DAY, confirmed_at=NOW - 731 * DAY),
    }

    with time_machine.travel(NOW):
        forget_interests()

    left = set(Interest.objects.values_list("pk", flat=True))
    assert {what for what, row in rows.items() if row.pk in left} == {"asked yesterday", "confirmed"}


def test_asking_again_begins_the_seven_days_anew():
    programme = closed()
    InterestFactory(programme=programme, email=ADA, asked_at=NOW - 6 * DAY)

    with time_machine.travel(NOW):
        ask(programme)
        interest.forget_interests(at=NOW + 5 * DAY)

    assert Interest.objects.get().asked_at == NOW


def test_letters_with_the_address_are_forgotten_once_they_have_gone():
    with time_machine.travel(NOW):
        ask(closed())
        ask(closed(), "waiting@example.org")
    Message.objects.filter(to=ADA).update(status="sent", sent_at=NOW, subject="", text="", html="")

    with time_machine.travel(NOW + 3 * DAY):
        forget_interests()

    assert [message.to for message in Message.objects.all()] == ["waiting@example.org"]
