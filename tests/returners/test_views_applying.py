"""The application as its person begins it, fills it in and sends it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from cohorts.actions import publish_text
from cohorts.models import ProgrammeText
from returners import actions
from returners.eligibility import Answers
from returners.models import Application
from returners.sections import incomplete
from tests.factories.cohorts import CohortFactory, PoolFactory
from tests.factories.returners import ApplicationFactory
from tests.returners.applying_pages import draft, url

pytestmark = pytest.mark.django_db

ANSWERS = {
    "contact": {"full_name": "Amina Hussain", "phone": "07700 900123", "contact_by": "text"},
    "support": {"needs_support": "yes", "support_needs": "Captions, please."},
    "declarations": {"version": "1", "agree": "on"},
}
QUESTIONS = {
    "postcode": {"postcode": "LS6 3BN"},
    "work": {"situation": "not working"},
    "break": {"reason": "childcare", "start_month": "9", "start_year": "2020", "end_month": "", "end_year": ""},
    "field": {"field": "engineering"},
    "right-to-work": {"right_to_work": "yes"},
}


def start_url(cohort):
    return reverse("returners:application_start", args=[cohort.programme.slug, cohort.slug])


def sent(client, **kwargs):
    application = draft(client, **kwargs)
    return actions.submit(application, at=application.cohort.closes_at - 7 * dt.timedelta(days=1))


def empty(client):
    cohort = CohortFactory()
    return actions.start(client.user, cohort=cohort, answers=Answers(), at=cohort.opens_at)


# -- Start ---------------------------------------------------------------------------------------------------------


def test_start_page_makes_nothing_until_the_press(returner_client):
    cohort = CohortFactory()

    page = returner_client.get(start_url(cohort))
    before = Application.objects.count()
    response = returner_client.post(start_url(cohort))

    assert "Start your application" in page.text
    assert before == 0
    assert response.url == url("application_tasks", Application.objects.get())


def test_start_page_for_whoever_is_not_signed_in_leads_to_an_account(client):
    cohort = CohortFactory()

    pages = [client.get(start_url(cohort)), client.post(start_url(cohort))]

    assert all("Create an account" in page.text for page in pages)
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("calendar", "words"), [({"closed": True}, "Applications closed "), ({"upcoming": True}, "Applications open on")]
)
def test_start_page_says_when_it_cannot_be_started(returner_client, calendar, words):
    cohort = CohortFactory(**calendar)

    page = returner_client.get(start_url(cohort)).text
    pressed = returner_client.post(start_url(cohort)).text

    assert words in page
    assert "Start your application" not in page
    assert f"Applications for the {cohort.name} " in pressed
    assert not Application.objects.exists()


def test_start_page_leads_whoever_has_applied_to_their_application(returner_client):
    application = sent(returner_client)

    response = returner_client.get(start_url(application.cohort))

    assert response.url == url("application_detail", application)


def test_start_page_of_another_cohort_says_which_application_stands_in_the_way(returner_client):
    application = sent(returner_client)
    other = CohortFactory(programme=application.programme, name="Autumn cohort")

    page = returner_client.get(start_url(other), follow=True)

    assert page.redirect_chain[-1][0] == url("application_detail", application)
    assert f"You have applied to the {application.cohort.name} already" in page.text
    assert "To apply to the Autumn cohort instead, withdraw this one first." in page.text


def test_start_page_of_another_cohort_offers_to_move_the_draft(returner_client):
    application = draft(returner_client)
    first, other = application.cohort, CohortFactory(programme=application.programme, name="Autumn cohort")

    page = returner_client.get(start_url(other)).text
    response = returner_client.post(start_url(other))

    application.refresh_from_db()
    assert f"You have begun an application to the {first.name}." in page
    assert "Move my application here" in page
    assert response.url == url("application_tasks", application)
    assert application.cohort == other


@pytest.mark.parametrize(
    ("following", "words"),
    [(True, "You can try for the Autumn cohort"), (False, "The dates of the next cohort are not set yet")],
)
def test_start_page_of_a_full_cohort_leads_to_the_next_one(returner_client, following, words):
    full = CohortFactory(pool__capacity=5, pool__taken=5, pool__waiting=2, pool__waiting_limit=2)
    if following:
        CohortFactory(programme=full.programme, name="Autumn cohort")

    pages = [returner_client.get(start_url(full)).text, returner_client.post(start_url(full)).text]

    assert all("its waiting list is full. We are sorry." in page for page in pages)
    assert all(words in page for page in pages)
    assert "Start your application" not in pages[0]
    assert not Application.objects.exists()


def test_start_of_what_is_not_public_does_not_exist(returner_client):
    cohort = CohortFactory(programme__is_public=False)

    assert returner_client.get(start_url(cohort)).status_code == 404
    assert returner_client.post(start_url(cohort)).status_code == 404


def test_start_with_a_cohort_of_another_programme_does_not_exist(returner_client):
    one, other = CohortFactory(), CohortFactory()

    response = returner_client.post(reverse("returners:application_start", args=[one.programme.slug, other.slug]))

    assert response.status_code == 404


# -- Task list and sections ----------------------------------------------------------------------------------------


def test_application_is_filled_in_from_empty_to_sent(returner_client):
    application, client = empty(returner_client), returner_client
    assert "You have completed 0 of 5 sections." in client.get(url("application_tasks", application)).text

    for section, given in ANSWERS.items():
        client.get(url("application_section", application, section))
        client.post(url("application_section", application, section), given)
    for question, given in QUESTIONS.items():
        client.get(url("application_question", application, question))
        client.post(url("application_question", application, question), given)
    strand = application.programme.strands.get(slug="engineering")
    suggested = client.get(url("application_section", application, "strand")).text
    to_check = client.post(url("application_section", application, "strand"), {"strand": strand.pk})
    check = client.get(to_check.url).text
    response = client.post(url("application_submit", application))

    assert re.search(rf'value="{strand.pk}"[^>]*\bchecked', suggested)  # the field they worked in
    assert to_check.url == url("application_check", application)
    for shown in ("Amina Hussain", "07700 900123", "Text message", "LS6 3BN", "Engineering", "Captions, please."):
        assert shown in check
    assert response.url == url("application_sent", application)
    application.refresh_from_db()
    assert application.status == Application.Status.DECIDED
    assert application.declarations.version == 1


def test_declarations_that_have_changed_are_shown_before_they_are_confirmed(returner_client):
    application = draft(returner_client, declarations=None)
    section = url("application_section", application, "declarations")
    newer = publish_text(application.programme, ProgrammeText.Kind.DECLARATIONS, body="Something new.")

    page = returner_client.post(section, ANSWERS["declarations"]).text
    application.refresh_from_db()
    before = application.declarations
    returner_client.post(section, ANSWERS["declarations"] | {"version": "2"})

    application.refresh_from_db()
    assert "We have changed this text since you opened the page." in page
    assert "Something new." in page
    assert (before, application.declarations) == (None, newer)


def test_declarations_say_which_privacy_notice_was_in_force(returner_client):
    application = draft(returner_client, declarations=None, privacy_notice=None)
    section = url("application_section", application, "declarations")
    newer = publish_text(application.programme, ProgrammeText.Kind.PRIVACY, body="All new.")

    page = returner_client.get(section).text
    returner_client.post(section, ANSWERS["declarations"])
    publish_text(application.programme, ProgrammeText.Kind.PRIVACY, body="Newer still.")

    application.refresh_from_db()
    assert reverse("portal:programme_privacy", args=[application.programme.slug]) in page
    assert application.privacy_notice == newer


@pytest.mark.parametrize(
    "missing", [{"full_name": ""}, {"needs_support": ""}, {"strand": None}, {"declarations": None}]
)
def test_check_your_answers_waits_for_every_section(returner_client, missing):
    application = draft(returner_client, **missing)

    tasks = returner_client.get(url("application_tasks", application)).text
    response = returner_client.get(url("application_check", application))

    assert "Cannot start yet" in tasks
    assert response.url == url("application_tasks", application)


@pytest.mark.parametrize("page", ["application_section", "contact_change"])
@pytest.mark.parametrize(("by", "phone", "taken"), [("email", "", True), ("phone", "", False), ("text", "", False)])
def test_phone_number_is_needed_by_whoever_wants_to_be_called(returner_client, page, by, phone, taken):
    application = draft(returner_client) if page == "application_section" else sent(returner_client)
    there = url(page, application, *(["contact"] if page == "application_section" else []))

    response = returner_client.post(there, {"full_name": "Amina Hussain", "phone": phone, "contact_by": by})

    application.refresh_from_db()
    assert response.status_code == (302 if taken else 200)
    assert ("Enter a phone number, or choose email" in response.text) != taken
    assert bool(application.phone) != taken


def test_contact_is_complete_without_a_phone_for_whoever_prefers_email(returner_client):
    by_email, by_text = draft(returner_client, phone=""), ApplicationFactory(phone="", contact_by="text")

    assert [incomplete(application) == [] for application in (by_email, by_text)] == [True, False]


def test_whoever_never_stopped_working_can_send_their_application(returner_client):
    application = draft(returner_client, situation="self-employed", career_break=None)

    response = returner_client.post(url("application_question", application, "break"), {"reason": "kept working"})
    check = returner_client.get(response.url).text
    returner_client.post(url("application_submit", application))

    application.refresh_from_db()
    assert "I did not stop working in my field" in check
    assert application.status == Application.Status.IN_REVIEW
    assert application.decisions.get().answers["kept_working"] == "yes"


def test_question_of_the_application_leads_through_what_is_left(returner_client):
    application = empty(returner_client)

    response = returner_client.post(url("application_question", application, "postcode"), {"postcode": "SY10 7AA"})

    assert response.url == url("application_question", application, "council")


def test_question_that_is_not_asked_leads_to_the_tasks(returner_client):
    application = draft(returner_client)

    responses = [
        returner_client.get(url("application_question", application, slug)) for slug in ("caring", "council", "colour")
    ]

    assert {response.url for response in responses} == {url("application_tasks", application)}


@pytest.mark.parametrize("section", ["eligibility", "equality", "x"])
def test_section_that_is_no_form_does_not_exist(returner_client, section):
    application = draft(returner_client)

    assert returner_client.get(url("application_section", application, section)).status_code == 404


def test_strand_offers_only_those_with_places_where_each_counts_its_own(returner_client):
    cohort = CohortFactory(pool=None, places_by="strand")
    technology, engineering = cohort.programme.strands.order_by("-name")
    PoolFactory(cohort=cohort, strand=technology)
    application = draft(returner_client, cohort=cohort, strand=None)

    page = returner_client.get(url("application_section", application, "strand")).text
    refused = returner_client.post(url("application_section", application, "strand"), {"strand": engineering.pk})

    assert "Technology" in page
    assert "Engineering" not in page
    assert refused.status_code == 200


def test_strand_of_another_programme_is_refused(returner_client):
    application, other = draft(returner_client), CohortFactory().programme.strands.first()

    page = returner_client.post(url("application_section", application, "strand"), {"strand": other.pk})

    assert "Choose one of the options listed" in page.text
    assert Application.objects.get(pk=application.pk).strand.programme == application.programme


def test_support_that_is_not_needed_is_not_kept(returner_client):
    application = draft(returner_client, needs_support="yes", support_needs="Captions")

    returner_client.post(
        url("application_section", application, "support"), {"needs_support": "no", "support_needs": "Captions"}
    )

    application.refresh_from_db()
    assert (application.needs_support, application.support_needs) == ("no", "")


def test_draft_of_a_closed_cohort_says_that_its_answers_are_kept(returner_client):
    application = draft(returner_client, cohort=CohortFactory(closed=True))

    tasks = returner_client.get(url("application_tasks", application)).text
    check = returner_client.get(url("application_check", application)).text

    assert "Your answers are kept for the next cohort." in tasks
    assert url("application_check", application) not in tasks
    assert "Your answers are kept for the next cohort." in check
    assert url("application_submit", application) not in check
