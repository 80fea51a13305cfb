"""What programme managers see and do: an application, the decision on it, cohorts, the number of places."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import ProgrammeText
from core import jobs
from core.audit import AuditEntry
from core.places import Status
from notifications.models import Message
from returners import actions
from returners.models import Application
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, PoolFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory
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


def cohort_url(cohort):
    return reverse("returners:cohort_detail", args=[cohort.programme.slug, cohort.slug])


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


# -- Cohorts -------------------------------------------------------------------------------------------------------


def test_cohorts_shows_ones_own(staff_client, cohort):
    other = CohortFactory()

    page = staff_client.get(reverse("returners:cohort_list")).text

    assert cohort_url(cohort) in page
    assert cohort_url(other) not in page


def test_cohort_shows_places_offers_queue_and_calendar(staff_client, cohort):
    offered, first, second = (sent(cohort, person__name=name) for name in ("Ada One", "Beth Two", "Cleo Three"))

    page = staff_client.get(cohort_url(cohort)).text

    assert page.index("Ada One") < page.index("Waiting list</h2>") < page.index("Beth Two") < page.index("Cleo Three")
    assert "1 place." in page
    assert "2 waiting." in page
    assert "Reference date" in page
    assert all(review_url(application) in page for application in (offered, first, second))


def test_cohort_writes_down_each_person_it_shows(staff_client, cohort):
    shown = [sent(cohort) for _ in range(3)] + [sent(cohort, situation="studying")]
    sent(cohort, field="other")

    staff_client.get(cohort_url(cohort))

    looks = AuditEntry.objects.filter(verb="looked", actor=staff_client.user, table="returners_application")
    assert sorted(looks.values_list("row", flat=True)) == sorted(application.pk for application in shown)


def test_cohort_shows_who_goes_ahead_first(staff_client, cohort):
    _, waiting = sent(cohort), sent(cohort, person__name="In Turn")
    turned_down = sent(cohort, person__name="Goes Ahead", field="other")
    actions.overrule(turned_down, eligible=True, why="Yes.", by=staff_client.user, at=timezone.now())

    page = staff_client.get(cohort_url(cohort)).text

    assert page.index("Goes Ahead") < page.index(waiting.full_name)


def test_cohort_shows_the_first_of_a_long_queue(staff_client, cohort):
    for _ in range(53):
        PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort)

    page = staff_client.get(cohort_url(cohort))

    assert len(page.context["queue"]) == 50
    assert "The first 50 of 52." in page.text


def test_cohort_shows_the_progress_of_closing_its_waiting_list(staff_client, cohort):
    job = jobs.start("close-waiting-list", cohort.pools.get(), total=40)
    jobs.advance(job, 10)

    page = staff_client.get(cohort_url(cohort)).text

    assert "Telling people that the waiting list has closed" in page


def test_cohort_counts_each_strand_where_it_does(staff_client, cohort):
    other = CohortFactory(programme=cohort.programme, pool=None, places_by="strand")
    for strand in cohort.programme.strands.all():
        PoolFactory(cohort=other, strand=strand)

    page = staff_client.get(cohort_url(other)).text

    assert "the places of Technology" in page
    assert "the places of Engineering" in page


def test_cohort_of_another_programme_or_that_does_not_fit_its_address_does_not_exist(staff_client, cohort):
    other = CohortFactory()
    mixed = reverse("returners:cohort_detail", args=[cohort.programme.slug, other.slug])

    assert staff_client.get(cohort_url(other)).status_code == 404
    assert staff_client.get(mixed).status_code == 404


# -- Places --------------------------------------------------------------------------------------------------------


def resize_url(cohort):
    return reverse("returners:pool_resize", args=[cohort.pools.get().pk])


def test_resize_offers_what_is_added(staff_client, cohort):
    applications = [sent(cohort) for _ in range(4)]

    page = staff_client.post(
        resize_url(cohort), {"capacity": 2, "allowance": 1, "why": "More coaches"}, follow=True
    ).text

    assert "The number of places is changed. 2 offered to people who were waiting." in page
    statuses = [application.places.get().status for application in applications]
    assert statuses == [Status.OFFERED] * 3 + [Status.WAITING]


def test_resize_below_what_is_taken_says_the_figure_and_keeps_what_was_typed(staff_client, cohort):
    sent(cohort)

    page = staff_client.post(resize_url(cohort), {"capacity": 0, "allowance": 0, "why": "Fewer coaches"}).text

    assert "1 place is taken already, so there cannot be fewer than that." in page
    assert "Fewer coaches" in page
    assert cohort.pools.get().capacity == 1


@pytest.mark.parametrize(
    "given", [{"capacity": "-1"}, {"capacity": "ten"}, {"capacity": "10001"}, {"capacity": "1e3"}, {"why": ""}]
)
def test_resize_to_what_makes_no_sense_is_refused(staff_client, cohort, given):
    page = staff_client.post(resize_url(cohort), {"capacity": 5, "allowance": 0, "why": "x"} | given)

    assert "There is a problem" in page.text
    assert cohort.pools.get().capacity == 1


def test_resize_of_another_programme_does_not_exist(staff_client, cohort):
    other = CohortFactory()

    response = staff_client.post(resize_url(other), {"capacity": 50, "allowance": 0, "why": "x"})

    assert response.status_code == 404
    assert other.pools.get().capacity == 10


def test_resize_by_a_link_changes_nothing(staff_client, cohort):
    staff_client.get(resize_url(cohort), {"capacity": 50, "allowance": 0, "why": "x"})

    assert cohort.pools.get().capacity == 1


def test_confirmed_are_counted(staff_client, cohort):
    application = sent(cohort)
    agreement = cohort.programme.text(ProgrammeText.Kind.AGREEMENT)
    actions.accept(application.places.get(), agreement=agreement, signed_name="A", at=timezone.now())

    assert "1 confirmed." in staff_client.get(cohort_url(cohort)).text


def test_offers_are_listed_by_what_runs_out_first(staff_client, cohort):
    pool = cohort.pools.get()
    actions.resize_pool(pool, capacity=3, allowance=0, why="x", by=staff_client.user, at=timezone.now())
    for name, days in (("Later", 3), ("Sooner", 1)):
        place = PlaceFactory(pool=pool, application__cohort=cohort, application__person__name=name)
        place.offer_expires_at = timezone.now() + dt.timedelta(days=days)
        place.save()

    page = staff_client.get(cohort_url(cohort)).text

    assert page.index("Sooner") < page.index("Later")
