"""The application once its person has sent it: where it stands, what may still change, and who does not see it."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from core.uktime import uk_deadline
from returners import actions
from returners.models import Application
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "contact": {"full_name": "Amina Hussain", "phone": "07700 900123", "contact_by": "text"},
    "support": {"needs_support": "yes", "support_needs": "Captions, please."},
    "declarations": {"version": "1", "agree": "on"},
}


def url(name, application, *args):
    return reverse(f"returners:{name}", args=[application.uuid, *args])


def draft(client, **kwargs):
    return ApplicationFactory(person=client.user, **kwargs)


def sent(client, **kwargs):
    application = draft(client, **kwargs)
    return actions.submit(application, at=application.cohort.closes_at - 7 * dt.timedelta(days=1))


# -- Sent ----------------------------------------------------------------------------------------------------------


def test_sent_page_can_be_bookmarked(returner_client):
    application = sent(returner_client)

    pages = [returner_client.get(url("application_sent", application)) for _ in range(2)]

    token = r'name="csrfmiddlewaretoken" value="\w+"'
    assert len({re.sub(token, "", page.text) for page in pages}) == 1
    assert application.reference in pages[0].text
    assert "there is a place for you" in pages[0].text
    assert uk_deadline(application.places.get().offer_expires_at) in pages[0].text


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"situation": "studying"}, "Some of your answers need a person to look at them."),
        ({"field": "other"}, "you do not meet every rule"),
    ],
)
def test_sent_page_says_what_comes_next(returner_client, answers, words):
    application = sent(returner_client, **answers)

    assert words in returner_client.get(url("application_sent", application)).text


def test_sent_page_says_the_turn_on_the_waiting_list(returner_client):
    cohort = CohortFactory(pool__capacity=1)
    PlaceFactory.create_batch(3, pool=cohort.pools.get(), application__cohort=cohort)
    application = sent(returner_client, cohort=cohort)

    assert "you are number 3" in returner_client.get(url("application_sent", application)).text


def test_sent_page_of_a_draft_leads_to_its_tasks(returner_client):
    application = draft(returner_client)

    page = returner_client.get(url("application_sent", application), follow=True)

    assert page.redirect_chain[-1][0] == url("application_tasks", application)


# -- Once sent -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args", "given"),
    [
        ("application_tasks", [], {}),
        ("application_check", [], {}),
        ("application_section", ["contact"], ANSWERS["contact"]),
        ("application_question", ["field"], {"field": "other"}),
    ],
)
def test_pages_of_the_draft_lead_to_where_it_stands_once_sent(returner_client, name, args, given):
    """An old tab, the back button."""
    application = sent(returner_client)
    before = application.answers(), application.full_name

    for response in (
        returner_client.get(url(name, application, *args), follow=True),
        returner_client.post(url(name, application, *args), given, follow=True),
    ):
        assert response.redirect_chain[-1][0] == url("application_detail", application)
        assert "its answers can no longer be changed" in response.text
    application = Application.objects.get()
    assert (application.answers(), application.full_name) == before


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "There is a place for you"),
        ({"situation": "studying"}, "We decide and write to you"),
        ({"field": "other"}, "Ask for a person to look at it"),
    ],
)
def test_detail_says_where_it_stands(returner_client, answers, words):
    application = sent(returner_client, **answers)

    page = returner_client.get(url("application_detail", application)).text

    assert words in page
    assert application.reference in page
    assert "Application received" in page


def test_detail_of_a_draft_leads_to_its_tasks(returner_client):
    application = draft(returner_client)

    assert returner_client.get(url("application_detail", application)).url == url("application_tasks", application)


def test_contact_details_stay_open_after_sending(returner_client):
    application = sent(returner_client)

    returner_client.get(url("contact_change", application))
    page = returner_client.post(url("contact_change", application), ANSWERS["contact"], follow=True).text

    application.refresh_from_db()
    assert (application.phone.as_national, application.contact_by) == ("07700 900123", "text")
    assert "Contact details changed" in page


def test_contact_details_after_sending_are_not_the_name(returner_client):
    """A place could be handed on to somebody else."""
    application = sent(returner_client)

    page = returner_client.get(url("contact_change", application))
    returner_client.post(url("contact_change", application), ANSWERS["contact"])

    application.refresh_from_db()
    assert f"Your name, {application.full_name}, stays on the application." in page.text
    assert "full_name" not in page.context["form"].fields
    assert application.full_name == application.person.name


def test_contact_details_of_what_is_over_cannot_be_changed(returner_client):
    application = sent(returner_client, field="other")

    page = returner_client.post(url("contact_change", application), ANSWERS["contact"], follow=True).text

    assert "can no longer be changed" in page
    assert Application.objects.get().contact_by == "email"


# -- Somebody else's -----------------------------------------------------------------------------------------------

PAGES = [
    ("application_detail", []),
    ("application_tasks", []),
    ("application_section", ["contact"]),
    ("application_question", ["field"]),
    ("application_check", []),
    ("application_sent", []),
    ("contact_change", []),
    ("offer_accept", []),
    ("offer_decline", []),
    ("application_withdraw", []),
]


@pytest.mark.parametrize("is_sent", [True, False])
@pytest.mark.parametrize(("name", "args"), [*PAGES, ("application_submit", [])])
def test_somebody_elses_application_does_not_exist(returner_client, is_sent, name, args):
    application = ApplicationFactory()
    if is_sent:
        application = actions.submit(application, at=application.cohort.opens_at)
    absent = reverse(f"returners:{name}", args=[uuid.uuid4(), *args])

    answers = [
        (returner_client.get(there).status_code, returner_client.post(there, {"reason": "x"}).status_code)
        for there in (url(name, application, *args), absent)
    ]

    assert answers[0] == answers[1]
    assert answers[0][1] == 404
    assert Application.objects.get().status == application.status
