"""The roadmap: somebody's own, written by nobody else."""

import datetime as dt
import uuid
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import Refused
from participation.actions.roadmap import add_next_step
from participation.models import NextStep, Roadmap
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import NextStepFactory, RoadmapFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


def url(enrolment, name, *more):
    return reverse(f"participation:{name}", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug, *more])


def test_roadmap_keeps_each_part_as_it_was_written(sign_in):
    enrolment = EnrolmentFactory()
    client = sign_in(enrolment.person)

    client.post(url(enrolment, "roadmap_change", "goals"), {"text": "To build bridges\nNear home"})
    page = client.post(url(enrolment, "roadmap_change", "values"), {"text": "To be trusted"}, follow=True)

    assert "To build bridges" in page.text
    roadmap = Roadmap.objects.get(enrolment=enrolment)
    assert (roadmap.goals, roadmap.strengths, roadmap.values) == ("To build bridges\nNear home", "", "To be trusted")


def test_roadmap_part_can_be_emptied(sign_in):
    enrolment = RoadmapFactory(goals="To build bridges").enrolment

    sign_in(enrolment.person).post(url(enrolment, "roadmap_change", "goals"), {"text": ""})

    assert Roadmap.objects.get(enrolment=enrolment).goals == ""


def test_roadmap_written_on_two_devices_shows_both(sign_in):
    enrolment = RoadmapFactory(goals="To build bridges").enrolment
    client, page = sign_in(enrolment.person), url(enrolment, "roadmap_change", "goals")
    seen = client.get(page).context["form"]["seen"].value()
    client.post(page, {"text": "Written on the train", "seen": seen})

    text = client.post(page, {"text": "Written at home", "seen": seen}).text

    assert "You have written something here since you opened this page." in text
    assert "Written on the train" in text
    assert "Written at home" in text
    assert Roadmap.objects.get().goals == "Written on the train"


def test_roadmap_has_no_other_parts(sign_in):
    enrolment = EnrolmentFactory()

    assert sign_in(enrolment.person).get(url(enrolment, "roadmap_change", "enrolment")).status_code == 404


def test_roadmap_is_of_the_last_time_somebody_took_part(sign_in):
    earlier = EnrolmentFactory(ended=True, now=timezone.now() - dt.timedelta(days=30))
    RoadmapFactory(enrolment=earlier, goals="Of the first time")
    again = EnrolmentFactory(person=earlier.person, cohort=earlier.cohort)
    RoadmapFactory(enrolment=again, goals="Of the second time")

    page = sign_in(again.person).get(url(again, "roadmap_detail"))

    assert "Of the second time" in page.text
    assert "Of the first time" not in page.text


def test_steps_stand_in_the_order_of_their_days(sign_in):
    enrolment = EnrolmentFactory()
    for what, due_on in {"Third": None, "Second": dt.date(2091, 5, 2), "First": dt.date(2091, 5, 1)}.items():
        NextStepFactory(enrolment=enrolment, what=what, due_on=due_on)

    page = sign_in(enrolment.person).get(url(enrolment, "roadmap_detail")).text

    assert page.index("First") < page.index("Second") < page.index("Third")
    assert "By Tuesday 1 May 2091" in page


def test_step_that_is_late_says_so_kindly(sign_in):
    step = NextStepFactory(due_on=dt.date(2020, 5, 1))

    page = sign_in(step.enrolment.person).get(url(step.enrolment, "roadmap_detail")).text

    assert "You meant to do this by Friday 1 May 2020. You can choose another day." in page


def test_step_is_done_once_and_undone(sign_in):
    step = NextStepFactory()
    client, mark = sign_in(step.enrolment.person), url(step.enrolment, "next_step_mark", step.uuid)

    client.post(mark, {"done": "yes"})
    first = NextStep.objects.get().done_at
    client.post(mark, {"done": "yes"})

    assert first is not None
    assert NextStep.objects.get().done_at == first
    client.post(mark, {"done": "no"})
    assert NextStep.objects.get().done_at is None


def test_step_is_changed_and_taken_off(sign_in):
    step = NextStepFactory(due_on=dt.date(2091, 5, 1))
    client = sign_in(step.enrolment.person)

    client.post(url(step.enrolment, "next_step_change", step.uuid), {"what": "Call Sam"})

    step.refresh_from_db()
    assert (step.what, step.due_on) == ("Call Sam", None)
    client.get(url(step.enrolment, "next_step_remove", step.uuid))
    assert NextStep.objects.exists()
    client.post(url(step.enrolment, "next_step_remove", step.uuid))
    assert not NextStep.objects.exists()


def test_step_of_somebody_else_does_not_exist(sign_in):
    step, own = NextStepFactory(), EnrolmentFactory()

    response = sign_in(own.person).post(url(own, "next_step_mark", step.uuid), {"done": "yes"})

    assert response.status_code == 404
    assert NextStep.objects.get().done_at is None


def test_step_that_is_sent_twice_is_there_once(sign_in):
    enrolment = EnrolmentFactory()
    client, sent = sign_in(enrolment.person), {"what": "Call Sam", "key": str(uuid.uuid4())}

    client.post(url(enrolment, "next_step_add"), sent)
    client.post(url(enrolment, "next_step_add"), sent)

    assert NextStep.objects.count() == 1


def test_steps_end_at_a_number_and_say_what_to_do(sign_in):
    enrolment = EnrolmentFactory()
    NextStep.objects.bulk_create(NextStepFactory.build_batch(NextStep.MOST, enrolment=enrolment))

    page = sign_in(enrolment.person).post(url(enrolment, "next_step_add"), {"what": "One more"})

    assert "Finish one, or take one off, to add another." in page.text
    assert "One more" in page.text
    assert NextStep.objects.count() == NextStep.MOST


@pytest.mark.django_db(transaction=True)
def test_steps_end_at_the_number_for_two_tabs_too():
    enrolment = EnrolmentFactory()
    NextStep.objects.bulk_create(NextStepFactory.build_batch(NextStep.MOST - 1, enrolment=enrolment))

    outcomes = in_parallel(
        (partial(add_next_step, enrolment, what=what, due_on=None, by=enrolment.person) for what in ("One", "Two")),
        may_raise=(Refused,),
    )

    assert sorted(type(outcome) is Refused for outcome in outcomes) == [False, True]
    assert enrolment.next_steps.count() == NextStep.MOST
