"""Carrying on at another device: the check by a link, a draft by a letter to its own person."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from notifications.models import Message
from returners import actions
from returners.eligibility import Answers, Break
from returners.models import SavedCheck
from returners.tasks import delete_saved_checks
from tests.conftest import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory, SavedCheckFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
GIVEN = Answers(
    postcode="LS6 3BN",
    situation="not working",
    breaks=(Break("childcare", dt.date(2015, 3, 1), dt.date(2016, 8, 1)), Break("eldercare", dt.date(2019, 9, 1))),
)


def answered(answers=GIVEN):
    client = Client()
    session = client.session
    session["eligibility"] = answers.as_json()
    session.save()
    return client


def save_url(cohort):
    return reverse("returners:eligibility_save", args=[cohort.programme.slug])


def question_url(cohort, slug):
    return reverse("returners:eligibility_question", args=[cohort.programme.slug, slug])


def link_to(email):
    text = Message.objects.filter(to=email).latest("pk").text
    return re.search(rf"{re.escape(settings.SITE_URL)}(\S+)", text)[1]


def test_answers_come_to_another_browser_by_a_link():
    cohort, other = CohortFactory(), Client()

    sent = answered().post(save_url(cohort), {"email": "ada@example.org"}, follow=True)
    page = other.get(link_to("ada@example.org"))
    before = dict(other.session)
    there = other.post(link_to("ada@example.org"))

    assert "We have sent the link to ada@example.org. It works for 14 days." in sent.text
    assert cohort.programme.name in page.text
    assert "eligibility" not in before
    assert there.url == question_url(cohort, "field")
    assert Answers.from_session(other.session["eligibility"]) == GIVEN


def test_link_works_again_on_a_third_device():
    answered().post(save_url(CohortFactory()), {"email": "ada@example.org"})

    clients = [Client() for _ in range(2)]

    assert [client.post(link_to("ada@example.org")).status_code for client in clients] == [302, 302]
    assert all(client.session["eligibility"] for client in clients)


def test_link_says_that_it_takes_the_place_of_other_answers():
    cohort = CohortFactory()
    answered().post(save_url(cohort), {"email": "ada@example.org"})
    link = link_to("ada@example.org")

    pages = [client.get(link).text for client in (answered(Answers(postcode="M1 1AE")), answered(), Client())]

    assert ["This browser has other answers already." in page for page in pages] == [True, False, False]


def test_link_and_its_letter_hold_nothing_of_the_answers_or_the_address():
    answered().post(save_url(CohortFactory()), {"email": "ada@example.org"})

    message = Message.objects.get(to="ada@example.org")
    words = f"{message.text}{message.key}"
    assert not re.search("LS6|ada@|childcare|2019", words)
    assert message.secret
    assert message.person is None
    assert {field.name for field in SavedCheck._meta.fields} == {"id", "uuid", "programme", "answers", "saved_at"}


def test_letter_says_who_may_ignore_it_and_until_when_the_link_works():
    with time_machine.travel(NOW, tick=False):
        answered().post(save_url(CohortFactory(now=NOW)), {"email": "ada@example.org"})

    text = Message.objects.get(to="ada@example.org").text
    assert "The link works until Monday 16 March 2026." in text
    assert "You did not ask for this?" in text
    assert text.startswith("Hello,")


def test_page_answers_alike_whether_the_address_has_an_account():
    cohort, known = CohortFactory(), UserFactory()

    pages = [
        answered().post(save_url(cohort), {"email": email}, follow=True).text.replace(email, "")
        for email in (known.email, "nobody@example.org")
    ]

    without_tokens = [re.sub(r'value="[A-Za-z0-9]{64}"', "", page) for page in pages]
    assert without_tokens[0] == without_tokens[1]
    assert {message.text.count("account") for message in Message.objects.all()} == {0}


def test_without_answers_there_is_nothing_to_send():
    cohort = CohortFactory()

    response = Client().post(save_url(cohort), {"email": "ada@example.org"})

    assert response.url == reverse("returners:eligibility_check", args=[cohort.programme.slug])
    assert not Message.objects.exists()


def test_nobody_is_written_to_more_than_three_times_a_day():
    cohort = CohortFactory()

    pages = [
        answered().post(save_url(cohort), {"email": email}) for email in ("ada@example.org", "Ada@example.org") * 2
    ]

    assert [page.status_code for page in pages] == [302, 302, 302, 200]
    assert "You have asked for this a few times already." in pages[-1].text
    assert Message.objects.count() == 3


def test_one_place_of_the_network_writes_to_twenty_people_an_hour():
    cohort = CohortFactory()

    pages = [answered().post(save_url(cohort), {"email": f"person{n}@example.com"}) for n in range(21)]

    assert [page.status_code for page in pages] == [302] * 20 + [200]
    assert Message.objects.count() == 20


@pytest.mark.parametrize(
    "address", ["", "ada", "ada@", "ada@example.org\nBcc: b@example.org", "x" * 250 + "@example.org"]
)
def test_what_is_no_address_is_refused_in_words(address):
    page = answered().post(save_url(CohortFactory()), {"email": address})

    assert page.status_code == 200
    assert "Error:" in page.text
    assert not Message.objects.exists()


@pytest.mark.parametrize(("days", "status"), [(13, 200), (15, 404)])
def test_link_works_for_two_weeks(days, status):
    with time_machine.travel(NOW):
        answered().post(save_url(CohortFactory(now=NOW)), {"email": "ada@example.org"})

    with time_machine.travel(NOW + dt.timedelta(days=days)):
        page = Client().get(link_to("ada@example.org"))

    assert page.status_code == status
    assert ("This link does not work" in page.text) == (status == 404)


@pytest.mark.parametrize("token", ["x", "a:b:c", "x" * 300])
def test_link_that_was_not_copied_whole_says_so(client, token):
    page = client.post(reverse("returners:eligibility_carry_on", args=[token]))

    assert page.status_code == 404
    assert "This link is not complete." in page.text
    assert "eligibility" not in client.session


def test_saved_answers_are_deleted_after_two_weeks_and_the_letter_after_two_days():
    old = SavedCheckFactory(saved_at=NOW - dt.timedelta(days=14))
    kept = SavedCheckFactory(saved_at=NOW - dt.timedelta(days=13))
    with time_machine.travel(NOW - dt.timedelta(days=3)):
        letters = [
            actions.save_check(GIVEN, programme=kept.programme, email=f"{name}@example.org", at=NOW) and name
            for name in ("sent", "waiting")
        ]
    Message.objects.filter(to="sent@example.org").update(
        status="sent", sent_at=NOW, subject="", text="", html="", created_at=NOW - dt.timedelta(days=3)
    )

    with time_machine.travel(NOW):
        delete_saved_checks()

    assert letters == ["sent", "waiting"]
    assert not SavedCheck.objects.filter(pk=old.pk).exists()
    assert SavedCheck.objects.filter(pk=kept.pk).exists()
    assert [message.to for message in Message.objects.all()] == ["waiting@example.org"]


# -- A draft ---------------------------------------------------------------------------------------------------------


def test_person_of_a_draft_gets_one_letter_an_hour_with_the_way_back():
    draft = ApplicationFactory()
    client, url = sign_in(Client(), draft.person), reverse("returners:application_send_link", args=[draft.uuid])

    with time_machine.travel(NOW):
        pages = [client.post(url, follow=True) for _ in range(2)]
    with time_machine.travel(NOW + dt.timedelta(hours=1)):
        client.post(url)

    tasks = reverse("returners:application_tasks", args=[draft.uuid])
    assert f"We have sent a link to {draft.person.email}." in pages[1].text
    assert Message.objects.filter(to=draft.person.email).count() == 2
    assert link_to(draft.person.email) == tasks
    assert Client().get(tasks).url.startswith(reverse(settings.LOGIN_URL))


def test_letter_with_the_way_back_is_sent_by_a_press_alone():
    draft = ApplicationFactory()

    response = sign_in(Client(), draft.person).get(reverse("returners:application_send_link", args=[draft.uuid]))

    assert response.url == reverse("returners:application_tasks", args=[draft.uuid])
    assert not Message.objects.exists()
