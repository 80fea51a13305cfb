"""Sending an application, by its page."""

import pytest
import time_machine

from returners.models import Application
from returners.views import applying
from tests.factories.returners import ApplicationFactory
from tests.letters import letters_to
from tests.returners.applying_pages import SECOND, draft, url

pytestmark = pytest.mark.django_db


def test_submit_by_a_link_leads_to_the_button_and_sends_nothing(returner_client):
    application = draft(returner_client)

    page = returner_client.get(url("application_submit", application), follow=True)

    assert page.redirect_chain[-1][0] == url("application_check", application)
    assert "Send my application" in page.text
    assert Application.objects.get().is_draft


def test_submit_while_signed_out_comes_back_to_the_button(client):
    application = ApplicationFactory()

    asked = client.post(url("application_submit", application))
    client.force_login(application.person)
    page = client.get(asked.url.partition("next=")[2], follow=True)

    assert page.redirect_chain[-1][0] == url("application_check", application)
    assert "Send my application" in page.text


def test_submit_twice_leads_to_the_same_page(returner_client):
    application = draft(returner_client)

    responses = [returner_client.post(url("application_submit", application)) for _ in range(2)]

    assert {response.url for response in responses} == {url("application_sent", application)}
    assert letters_to(application.person) == ["received", "offered"]


def test_submit_incomplete_says_what_is_missing(returner_client):
    application = draft(returner_client, full_name="")

    page = returner_client.post(url("application_submit", application), follow=True).text

    assert "Some sections are not complete yet: how to reach you." in page


def test_submit_in_the_last_second_is_in_and_a_second_later_out(sign_in, returner_client):
    early = draft(returner_client)
    closes_at = early.cohort.closes_at
    late = ApplicationFactory(cohort=early.cohort)

    with time_machine.travel(closes_at - SECOND, tick=False):
        returner_client.post(url("application_submit", early))
    with time_machine.travel(closes_at, tick=False):
        page = sign_in(late.person).post(url("application_submit", late), follow=True).text

    early.refresh_from_db()
    late.refresh_from_db()
    assert early.status == Application.Status.DECIDED
    assert late.is_draft
    assert "Your answers are kept for the next one." in page


def test_submit_is_judged_by_when_it_arrived_however_long_it_takes(returner_client, monkeypatch):
    application = draft(returner_client)
    closes_at, find = application.cohort.closes_at, applying.own_application
    with time_machine.travel(closes_at - SECOND, tick=False) as clock:

        def slow(*args):
            clock.shift(20)
            return find(*args)

        monkeypatch.setattr(applying, "own_application", slow)
        response = returner_client.post(url("application_submit", application))

    application.refresh_from_db()
    assert response.url == url("application_sent", application)
    assert application.submitted_at == closes_at - SECOND
