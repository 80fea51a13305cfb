"""Cohorts whose places go by score: added with a rubric, settled by their opening."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import add_cohort, change_admission
from cohorts.models import Cohort
from core.calendar import uk_day
from core.errors import Refused
from tests.cohorts.pages import url
from tests.cohorts.test_actions import calendar
from tests.factories.cohorts import CohortFactory, ProgrammeFactory, RubricFactory
from tests.typed import NEW_COHORT

pytestmark = pytest.mark.django_db

# After the close, and before the last joining.
RANKED = NEW_COHORT | {"admission": "ranked", "decisions_by_month": "5"}


def test_ranked_cohort_takes_the_newest_rubric():
    programme = RubricFactory().programme
    newest = RubricFactory(programme=programme, version=2)

    ranked = add_cohort(programme, capacity={None: 40}, admission=Cohort.Admission.RANKED, **calendar())
    other = add_cohort(programme, capacity={None: 40}, **calendar() | {"name": "Autumn", "slug": "autumn"})

    assert (ranked.rubric, other.rubric) == (newest, None)


def test_ranked_cohort_needs_a_rubric():
    with pytest.raises(Refused, match="needs a rubric"):
        add_cohort(ProgrammeFactory(), capacity={None: 40}, admission=Cohort.Admission.RANKED, **calendar())

    assert not Cohort.objects.exists()


def test_ranked_cohort_is_added_on_its_page(staff_client, programme):
    RubricFactory(programme=programme)

    shown = staff_client.get(url("cohort_add", programme)).text
    page = staff_client.post(url("cohort_add", programme), RANKED, follow=True).text

    cohort = Cohort.objects.get()
    assert "it uses version 1 of" in shown
    assert "Places go by score." in page
    assert (cohort.is_ranked, cohort.rubric.version) == (True, 1)
    # The list is as long as there are people on it.
    assert cohort.pools.get().waiting_limit is None


def test_ranked_cohort_without_a_rubric_is_refused_beside_the_choice(staff_client, programme):
    answer = staff_client.post(url("cohort_add", programme), RANKED)

    assert "Make the rubric of the programme first" in answer.context["form"].errors["admission"][0]
    assert url("rubric_list", programme) in answer.text
    assert not Cohort.objects.exists()


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"decisions_by_month": "3"}, "All applications are read after the close"),
        ({"last_joining_at_year": "2091"}, "People must be able to join after the day of decisions"),
    ],
)
def test_decisions_of_a_ranked_cohort_lie_between_close_and_last_joining(staff_client, programme, dates, words):
    RubricFactory(programme=programme)

    page = staff_client.post(url("cohort_add", programme), RANKED | dates).text

    assert words in page
    assert not Cohort.objects.exists()


def test_admission_is_changed_until_the_opening(staff_client, programme):
    rubric = RubricFactory(programme=programme)
    cohort = CohortFactory(programme=programme, upcoming=True, pool__waiting_limit=3)
    page = url("cohort_admission", programme, cohort.slug)

    staff_client.post(page, {"admission": "ranked"})
    cohort.refresh_from_db()
    ranked = (cohort.admission, cohort.rubric, cohort.pools.get().waiting_limit)
    staff_client.post(page, {"admission": "first come"})
    cohort.refresh_from_db()

    assert ranked == ("ranked", rubric, None)
    assert (cohort.admission, cohort.rubric) == ("first come", None)


def test_admission_is_settled_by_the_opening(staff_client, programme):
    RubricFactory(programme=programme)
    cohort = CohortFactory(programme=programme)

    page = staff_client.post(url("cohort_admission", programme, cohort.slug), {"admission": "ranked"}).text

    assert "this cannot be changed any more" in page
    with pytest.raises(Refused, match="Applications have opened"):
        change_admission(cohort, Cohort.Admission.RANKED, at=cohort.opens_at, by=staff_client.user)
    cohort.refresh_from_db()
    assert not cohort.is_ranked


@pytest.mark.parametrize(
    ("has_rubric", "days", "words"),
    [(False, 21, "Make the rubric of the programme first."), (True, 1, "Change the calendar first.")],
)
def test_admission_by_score_needs_a_rubric_and_time_to_read(staff_client, programme, has_rubric, days, words):
    if has_rubric:
        RubricFactory(programme=programme)
    day = uk_day(timezone.now()) + dt.timedelta(days=days)
    cohort = CohortFactory(programme=programme, upcoming=True, decisions_by=day)

    page = staff_client.post(url("cohort_admission", programme, cohort.slug), {"admission": "ranked"}).text

    assert words in page
    cohort.refresh_from_db()
    assert not cohort.is_ranked


def test_public_page_says_how_places_of_a_ranked_cohort_are_given(client):
    cohort = CohortFactory(ranked=True)

    page = client.get(reverse("cohorts:programme_detail", args=[cohort.programme.slug])).text
    home = client.get(reverse("portal:home")).text

    assert "All applications are read after the close, so you need not be the first." in page
    assert "Everybody is told by" in page
    assert "All applications are read after that" in home
