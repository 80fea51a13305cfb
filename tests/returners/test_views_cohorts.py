"""What programme managers see and do with a cohort: who has a place, an offer or a turn, and the number of places."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import ProgrammeText
from core import jobs
from core.audit import AuditEntry
from core.places import Status
from returners import actions
from tests.factories.cohorts import CohortFactory, PoolFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory

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


def cohort_url(cohort):
    return reverse("returners:cohort_detail", args=[cohort.programme.slug, cohort.slug])


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
