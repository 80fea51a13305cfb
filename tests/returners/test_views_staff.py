"""What programme managers see and do with one application: read it, and decide on it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.audit import AuditEntry
from notifications.models import Message
from returners import actions
from returners.models import Application
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letters_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(staff_client):
    """A cohort of the programme that `staff_client` manages."""
    cohort = CohortFactory(name="Spring cohort", pool__capacity=1)
    make_manager(cohort.programme, person=staff_client.user)
    return cohort


def sent(cohort, **kwargs):
    return actions.submit(ApplicationFactory(cohort=cohort, **kwargs), at=timezone.now())


def review_url(application):
    return reverse("returners:application_review", args=[application.uuid])


def decide_url(application):
    return reverse("returners:application_decide", args=[application.uuid])


# -- One application -----------------------------------------------------------------------------------------------


def test_review_shows_rules_answers_history_and_letters(staff_client, cohort):
    application = sent(cohort, support_needs="Captions, please.", needs_support="yes", field="other")

    page = staff_client.get(review_url(application)).text

    for shown in (
        "You need experience in technology or engineering.",
        "Version 1".lower(),
        "LS6 3BN",
        "Captions, please.",
        "Found not eligible",
        "We have received your application",
        "Overturn the decision",
    ):
        assert shown in page


def test_review_says_which_versions_were_declared(staff_client, cohort):
    application = sent(cohort)

    page = staff_client.get(review_url(application)).text

    assert "Agreed to version 1 of the declarations" in page
    assert reverse("portal:programme_privacy_version", args=[cohort.programme.slug, 1]) in page


def test_review_is_written_down(staff_client, cohort):
    application = sent(cohort)

    staff_client.get(review_url(application))

    entry = AuditEntry.objects.get(verb="looked")
    assert (entry.actor, entry.table, entry.row) == (staff_client.user, "returners_application", application.pk)


def test_review_never_shows_a_letter_with_a_secret(staff_client, cohort):
    application = sent(cohort)
    Message.objects.filter(person=application.person).update(secret=True, subject="Your code is ABC123")

    page = staff_client.get(review_url(application)).text

    assert "Letters" in page
    assert "ABC123" not in page


def test_review_says_by_when_a_decision_was_promised(staff_client, cohort):
    page = staff_client.get(review_url(sent(cohort, situation="studying"))).text

    assert "We promised an answer by <strong>the end of" in page
    assert ">Decide<" in page.replace("\n", "").replace("  ", "")


@pytest.mark.parametrize("kind", ["draft", "foreign"])
def test_review_of_a_draft_or_of_another_programme_does_not_exist(staff_client, cohort, kind):
    application = ApplicationFactory(cohort=cohort) if kind == "draft" else sent(CohortFactory(), situation="studying")

    for there in (review_url(application), decide_url(application)):
        assert staff_client.get(there).status_code == 404
        assert staff_client.post(there, {"eligible": "yes", "why": "x"}).status_code == 404

    assert application.decisions.filter(decided_by__isnull=False).count() == 0


# -- Decide --------------------------------------------------------------------------------------------------------


def test_decide_page_shows_the_rules_and_changes_nothing(staff_client, cohort):
    application = sent(cohort, situation="studying")

    page = staff_client.get(decide_url(application)).text

    assert "You are studying." in page
    assert Application.objects.get().status == Application.Status.IN_REVIEW


@pytest.mark.parametrize(("answer", "status"), [("yes", "decided"), ("no", "not eligible")])
def test_decide_saves_and_tells_the_applicant(staff_client, cohort, answer, status):
    application = sent(cohort, situation="studying")

    page = staff_client.post(decide_url(application), {"eligible": answer, "why": "Spoke to her."}, follow=True).text

    application.refresh_from_db()
    assert application.status == status
    assert application.decisions.latest().decided_by == staff_client.user
    assert "Your decision is saved, and the applicant has been told." in page
    assert letters_to(application.person)[-1] in ("offered", "not_eligible")


def test_decide_needs_a_reason_and_keeps_the_choice(staff_client, cohort):
    application = sent(cohort, situation="studying")

    page = staff_client.post(decide_url(application), {"eligible": "no", "why": " "}).text

    assert "Enter your reason" in page
    assert 'value="no"' in page
    assert Application.objects.get().status == Application.Status.IN_REVIEW


def test_decide_can_only_overturn_what_was_turned_down(staff_client, cohort):
    application = sent(cohort, field="other")

    page = staff_client.post(decide_url(application), {"eligible": "no", "why": "Still no."}).text

    assert "Choose one of the options listed" in page
    assert application.decisions.count() == 1


def test_decide_on_ones_own_application_is_refused(staff_client, cohort):
    application = sent(cohort, situation="studying", person=staff_client.user)

    page = staff_client.post(decide_url(application), {"eligible": "yes", "why": "I am."}, follow=True).text

    assert "Nobody decides on their own application." in page
    assert application.decisions.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_decide_on_what_is_decided_already_says_so(staff_client, cohort, method):
    """A second tab, a colleague who was quicker."""
    application = sent(cohort, situation="studying")
    actions.overrule(application, eligible=True, why="Yes.", by=ProgrammeManagerFactory(), at=timezone.now())

    page = getattr(staff_client, method)(decide_url(application), {"eligible": "no", "why": "No."}, follow=True)

    assert page.redirect_chain[-1][0] == review_url(application)
    assert "decided already" in page.text
    assert application.decisions.count() == 2


def test_decide_page_is_written_down(staff_client, cohort):
    application = sent(cohort, situation="studying")

    staff_client.get(decide_url(application))

    entry = AuditEntry.objects.get(verb="looked")
    assert (entry.actor, entry.table, entry.row) == (staff_client.user, "returners_application", application.pk)
