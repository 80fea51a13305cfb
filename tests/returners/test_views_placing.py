"""An offer on its pages: taken up, turned down, looked at too late; and leaving."""

import pytest
import time_machine
from django.db.models import prefetch_related_objects
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import publish_text
from cohorts.models import Enrolment, ProgrammeText
from core.places import Status
from core.uktime import uk_deadline
from returners import actions
from returners.models import Application
from returners.views import placing
from tests.conftest import sign_in
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory
from tests.letters import letters_to

pytestmark = pytest.mark.django_db

SIGNED = {"signed_name": "Amina Hussain", "version": "1", "agree": "on"}


def url(name, application):
    return reverse(f"returners:{name}", args=[application.uuid])


def sent(client, **kwargs):
    return actions.submit(ApplicationFactory(person=client.user, **kwargs), at=timezone.now())


def waiting(client):
    cohort = CohortFactory(pool__capacity=1)
    PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort)
    return sent(client, cohort=cohort)


def status(application):
    return application.places.latest("pk").status


# -- Accept --------------------------------------------------------------------------------------------------------


def test_accept_page_shows_the_agreement_and_changes_nothing(returner_client):
    application = sent(returner_client)

    page = returner_client.get(url("offer_accept", application)).text

    assert "I will come to the sessions." in page
    assert f'value="{application.full_name}"' in page
    assert status(application) == Status.OFFERED


def test_accept_confirms_and_shows_what_was_signed(returner_client):
    application = sent(returner_client)

    page = returner_client.post(url("offer_accept", application), SIGNED, follow=True).text

    assert "Your place is confirmed." in page
    assert "Signed by Amina Hussain" in page
    assert Enrolment.objects.get().person == application.person


@pytest.mark.parametrize("missing", ["signed_name", "agree"])
def test_accept_needs_a_name_and_a_tick(returner_client, missing):
    application = sent(returner_client)

    page = returner_client.post(url("offer_accept", application), SIGNED | {missing: ""}).text

    assert "There is a problem" in page
    assert status(application) == Status.OFFERED


@pytest.mark.parametrize("version", ["1", "", "99", "one"])
def test_accept_of_a_text_that_has_changed_shows_the_new_one_first(returner_client, version):
    application = sent(returner_client)
    publish_text(application.programme, ProgrammeText.Kind.AGREEMENT, body="Something new.")

    page = returner_client.post(url("offer_accept", application), SIGNED | {"version": version})

    assert "We have changed this text since you opened the page." in page.text
    assert "Something new." in page.text
    assert 'value="Amina Hussain"' in page.text
    assert "checked" not in page.text
    assert status(application) == Status.OFFERED
    assert 'name="version" value="2"' in page.text


def test_accept_signs_the_version_that_was_read(returner_client):
    application = sent(returner_client)
    newer = publish_text(application.programme, ProgrammeText.Kind.AGREEMENT, body="Something new.")

    returner_client.post(url("offer_accept", application), SIGNED | {"version": "2"})

    assert Enrolment.objects.get().agreement == newer


def test_accept_from_a_second_tab_says_it_is_done(returner_client):
    application = sent(returner_client)
    returner_client.post(url("offer_accept", application), SIGNED)

    page = returner_client.post(url("offer_accept", application), SIGNED, follow=True).text

    assert "You have accepted this place already." in page
    assert letters_to(application.person).count("confirmed") == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["offer_accept", "offer_decline"])
def test_offer_that_ran_out_a_moment_ago_cannot_be_answered(returner_client, name, method):
    """Nobody has closed it yet: the clock decides, not the sweep."""
    application = sent(returner_client)

    with time_machine.travel(application.places.get().offer_expires_at):
        page = getattr(returner_client, method)(url(name, application), SIGNED, follow=True)

    assert page.redirect_chain[-1][0] == url("application_detail", application)
    assert "Your offer ran out at the end of " in page.text
    assert "Accept your place" not in page.text
    assert status(application) == Status.OFFERED


@pytest.mark.parametrize("name", ["offer_accept", "offer_decline"])
def test_offer_of_an_old_link_says_where_it_stands(returner_client, name):
    application = sent(returner_client)
    actions.decline(application.places.get(), at=timezone.now())

    page = returner_client.get(url(name, application), follow=True).text

    assert "There is no offer waiting for an answer." in page
    assert "You turned down the place." in page


@pytest.mark.parametrize("name", ["offer_accept", "offer_decline"])
@pytest.mark.parametrize("answers", [{"situation": "studying"}, {"field": "other"}])
def test_offer_pages_without_an_offer_say_so(returner_client, name, answers):
    application = sent(returner_client, **answers)

    page = returner_client.post(url(name, application), SIGNED, follow=True).text

    assert "There is no offer waiting for an answer." in page
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("name", ["offer_accept", "offer_decline"])
def test_offer_pages_while_waiting_say_so(returner_client, name):
    application = waiting(returner_client)

    page = returner_client.post(url(name, application), SIGNED, follow=True).text

    assert "There is no offer waiting for an answer." in page
    assert status(application) == Status.WAITING


def test_offer_pages_of_a_draft_lead_to_its_tasks(returner_client):
    application = ApplicationFactory(person=returner_client.user)

    page = returner_client.get(url("offer_accept", application), follow=True)

    assert page.redirect_chain[-1][0] == url("application_tasks", application)


# -- Decline -------------------------------------------------------------------------------------------------------


def test_decline_page_changes_nothing_until_the_press(returner_client):
    application = sent(returner_client)

    returner_client.get(url("offer_decline", application))
    before = status(application)
    page = returner_client.post(url("offer_decline", application), {"reason": "A job"}, follow=True).text

    assert before == Status.OFFERED
    assert status(application) == Status.DECLINED
    assert "Thank you for letting us know." in page
    assert "apply again" in page


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("offer_accept", SIGNED, "There is no offer to accept"),
        ("offer_decline", {"reason": "A job"}, "cannot become declined"),
        ("application_withdraw", {"why": "A job"}, "This application is over already."),
    ],
)
def test_press_that_comes_a_moment_too_late_is_told_why(returner_client, monkeypatch, name, given, words):
    """Between looking and doing, the sweep has closed the offer."""
    application = sent(returner_client)
    find = placing.own_application

    def found_just_before(*args):
        stale = find(*args)
        prefetch_related_objects([stale], "places")
        actions.expire_offers(at=application.cohort.last_joining_at)
        return stale

    monkeypatch.setattr(placing, "own_application", found_just_before)
    page = returner_client.post(url(name, application), given, follow=True)

    assert page.status_code == 200
    assert words in page.text
    assert status(application) == Status.EXPIRED


# -- Withdraw ------------------------------------------------------------------------------------------------------


def test_withdraw_page_changes_nothing_until_the_press(returner_client):
    application = waiting(returner_client)

    shown = returner_client.get(url("application_withdraw", application)).text
    before = status(application)
    page = returner_client.post(url("application_withdraw", application), {"why": ""}, follow=True).text

    assert "You lose your turn on the waiting list." in shown
    assert before == Status.WAITING
    assert "Your application has been withdrawn." in page
    assert Application.objects.get(person=returner_client.user).status == Application.Status.WITHDRAWN


def test_withdraw_takes_one_press_without_a_reason(returner_client):
    """A form with nothing in it but its token."""
    application = sent(returner_client)

    returner_client.post(url("application_withdraw", application), {"csrfmiddlewaretoken": "x"})

    application.refresh_from_db()
    assert application.status == Application.Status.WITHDRAWN


def test_withdraw_again_says_it_is_over(returner_client):
    application = sent(returner_client)
    actions.withdraw(application, at=timezone.now())

    pages = [
        returner_client.get(url("application_withdraw", application), follow=True).text,
        returner_client.post(url("application_withdraw", application), {"why": ""}, follow=True).text,
    ]

    assert all("This application is over already." in page for page in pages)
    assert letters_to(application.person).count("withdrawn") == 1


def test_withdrawn_draft_can_be_looked_at(returner_client):
    application = ApplicationFactory(person=returner_client.user)

    page = returner_client.post(url("application_withdraw", application), {"why": ""}, follow=True)

    assert page.status_code == 200
    assert "You have withdrawn this application." in page.text


def test_detail_after_taking_part_twice_shows_the_agreement_signed_last(returner_client):
    first = sent(returner_client)
    returner_client.post(url("offer_accept", first), SIGNED | {"signed_name": "First Name"})
    actions.withdraw(first, at=timezone.now())
    second = sent(returner_client, cohort=first.cohort)
    returner_client.post(url("offer_accept", second), SIGNED | {"signed_name": "Second Name"})

    page = returner_client.get(url("application_detail", second)).text

    assert "Signed by Second Name" in page


def test_detail_while_waiting_says_the_turn(returner_client):
    page = returner_client.get(url("application_detail", waiting(returner_client))).text

    assert "you are number 1 on the waiting list" in page
    assert "You do not need to do anything." in page


@pytest.mark.parametrize(
    ("calendar", "leads_to"),
    [({}, "returners:application_start"), ({"upcoming": True}, "cohorts:programme_detail"), (None, None)],
    ids=["open", "coming", "none"],
)
def test_detail_after_the_waiting_list_closed_leads_to_the_next_cohort(returner_client, calendar, leads_to):
    application = waiting(returner_client)
    programme = application.programme
    last = application.cohort.last_joining_at
    following = CohortFactory(programme=programme, now=last, **calendar) if calendar is not None else None
    actions.close_waiting_list(application.places.get().pool, at=last)

    with time_machine.travel(last, tick=False):
        page = sign_in(Client(), returner_client.user).get(url("application_detail", application)).text

    assert "no place came free for you in time. We are sorry. You were eligible." in page
    args = {"returners:application_start": [programme.slug, following and following.slug]}.get(leads_to)
    assert reverse(leads_to or "cohorts:programme_detail", args=args or [programme.slug]) in page
    assert (following.name if following else "The dates of the next cohort are not set yet") in page


# -- Kept while a person decides -----------------------------------------------------------------------------------


def referred(returner_client, **cohort):
    """Somebody whose application a person has to look at."""
    found = ApplicationFactory(
        person=returner_client.user, cohort=CohortFactory(pool__capacity=1, **cohort), situation="self-employed"
    )
    return actions.submit(found, at=timezone.now())


def test_detail_says_until_when_a_place_is_kept_and_offers_nothing(returner_client):
    application = referred(returner_client)
    until = uk_deadline(application.places.get().pending_until)

    page = returner_client.get(reverse("returners:application_detail", args=[application.uuid])).text

    assert f"We are keeping a place for you until <strong>{until}</strong>" in page
    assert "If you are eligible, we offer you the place that is kept for you" in page
    assert "Accept your place" not in page


def test_accept_of_a_place_that_is_kept_leads_back(returner_client):
    application = referred(returner_client)

    response = returner_client.post(reverse("returners:offer_accept", args=[application.uuid]), SIGNED, follow=True)

    assert "There is no offer waiting for an answer." in response.text
    assert application.places.get().status == Status.HELD


def test_detail_says_the_number_of_a_turn_without_saying_eligible(returner_client):
    cohort = CohortFactory(pool__capacity=1)
    actions.submit(ApplicationFactory(cohort=cohort), at=timezone.now())
    application = ApplicationFactory(person=returner_client.user, cohort=cohort, situation="self-employed")
    actions.submit(application, at=timezone.now())

    pages = [
        returner_client.get(reverse(f"returners:application_{name}", args=[application.uuid])).text
        for name in ("detail", "sent")
    ]

    for page in pages:
        assert "number 1</strong> on the waiting list" in page
        assert "You are eligible." not in page


def test_detail_says_sorry_when_a_person_is_late(returner_client):
    application = referred(returner_client)
    late = application.decide_by
    actions.release_holds(at=late)

    with time_machine.travel(late):
        client = sign_in(Client(), application.person)
        page = client.get(reverse("returners:application_detail", args=[application.uuid])).text

    assert "We are late, and we are sorry." in page
    assert "you get the next place that comes free, before everyone on the waiting list" in page


def test_detail_of_what_nobody_decided_on_says_it_is_not_a_no(returner_client):
    application = referred(returner_client)
    far = application.cohort.last_joining_at
    actions.release_holds(at=far)
    actions.close_undecided(at=far)

    page = returner_client.get(reverse("returners:application_detail", args=[application.uuid])).text

    assert "This is not a no" in page
    assert "We are keeping a place" not in page
    assert "Withdraw my application" not in page
