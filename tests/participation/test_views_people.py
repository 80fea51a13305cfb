"""Who takes part, for managers: the list, one person, and what they change for them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from cohorts.models import Enrolment
from core.models import AuditEntry
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import SupportNeedsFactory
from tests.factories.profiles import ProfileFactory

pytestmark = pytest.mark.django_db


def somebody(name="Amina Hussain"):
    """Their part, and a manager of the programme, signed in."""
    enrolment = ProfileFactory(application__person__name=name).enrolment
    manager = ProgrammeManagerFactory()
    make_manager(enrolment.cohort.programme, person=manager)
    return enrolment, sign_in(Client(), manager)


def url(name, enrolment):
    return reverse(
        f"participation:{name}", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug, enrolment.uuid]
    )


def people(enrolment):
    cohort = enrolment.cohort
    return reverse("participation:people_list", args=[cohort.programme.slug, cohort.slug])


def test_the_list_is_by_name_and_narrowed_by_standing():
    enrolment, client = somebody()
    EnrolmentFactory(cohort=enrolment.cohort, person__name="Zoe Away", paused=True)

    everybody = client.get(people(enrolment)).text
    away = client.get(people(enrolment), {"status": "paused"}).text

    assert everybody.index("Amina Hussain") < everybody.index("Zoe Away")
    assert "Zoe Away" in away
    assert "Amina Hussain" not in away
    assert AuditEntry.objects.filter(verb="looked", table="cohorts_enrolment").count() == 3


def test_the_list_goes_on_over_pages():
    enrolment, client = somebody("Aa First")
    for number in range(40):
        EnrolmentFactory(cohort=enrolment.cohort, person__name=f"Person {number:02}")

    first = client.get(people(enrolment))
    second = client.get(people(enrolment) + first.context["page"].older_url)

    names = [row[0]["text"] for page in (first, second) for row in page.context["rows"]]
    assert names == ["Aa First", *(f"Person {number:02}" for number in range(40))]


def test_one_person_is_shown_with_what_would_help_and_whether_it_is_shared():
    enrolment, client = somebody()
    SupportNeedsFactory(enrolment=enrolment, text="A break every hour")

    page = client.get(url("participant_detail", enrolment)).text

    assert "A break every hour" in page
    assert "Only managers of the programme may read this." in page
    assert AuditEntry.objects.filter(verb="looked", row=enrolment.pk, table="cohorts_enrolment").exists()


def test_a_break_and_back_for_somebody():
    enrolment, client = somebody()

    client.post(url("participant_pause", enrolment), {"reason": "health"})
    enrolment.refresh_from_db()
    away = enrolment.status
    page = client.post(url("participant_come_back", enrolment), follow=True).text

    assert away == "paused"
    assert "takes part again, and has been told." in page


@pytest.mark.parametrize(("counts", "has_deferred"), [("yes", True), ("no", False)])
def test_move_somebody_with_or_without_their_one_deferral(counts, has_deferred):
    enrolment, client = somebody()
    starts_on = enrolment.cohort.starts_on + dt.timedelta(days=90)
    later = CohortFactory(programme=enrolment.cohort.programme, name="Autumn", starts_on=starts_on)

    given = {"cohort": later.slug, "reason": "caring", "counts": counts}
    page = client.post(url("participant_move", enrolment), given, follow=True).text

    joined = Enrolment.objects.live().get()
    assert "has moved to the Autumn, and has been told." in page
    assert (joined.cohort, joined.has_deferred) == (later, has_deferred)
    assert ">Moved<" in client.get(people(enrolment)).text.replace("\n", "")
    assert "Moved to the" in client.get(url("participant_detail", enrolment)).text


def test_put_off_to_an_earlier_cohort_is_refused_on_the_page():
    enrolment, client = somebody()
    starts_on = enrolment.cohort.starts_on - dt.timedelta(days=9)
    earlier = CohortFactory(programme=enrolment.cohort.programme, name="Winter", starts_on=starts_on)

    given = {"cohort": earlier.slug, "reason": "caring", "counts": "yes"}
    page = client.post(url("participant_move", enrolment), given).text

    assert "Choose a cohort that starts after" in page
    assert Enrolment.objects.live().get() == enrolment


def test_end_for_somebody_and_nothing_more_after_it():
    enrolment, client = somebody()

    done = client.post(url("participant_end", enrolment), {"reason": "job"}, follow=True).text
    after = client.get(url("participant_move", enrolment), follow=True).text

    assert "no longer takes part, and has been told." in done
    assert "has ended, so this can no longer be changed." in after


def test_a_way_in_from_the_cohort():
    enrolment, client = somebody()
    cohort = enrolment.cohort

    page = client.get(reverse("returners:cohort_detail", args=[cohort.programme.slug, cohort.slug])).text

    assert people(enrolment) in page
