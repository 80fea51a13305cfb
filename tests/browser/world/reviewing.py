"""A ranked cohort that is being read, and two who read: one in the middle of it, one who is done."""

import datetime as dt

from django.utils import timezone

from core.calendar import uk_day
from returners.models import CriterionAnswer
from selection.actions import reviewing
from selection.models import Review
from tests.browser.world.place import World
from tests.factories.profiles import WorkRoleFactory
from tests.factories.selection import CandidateFactory, ReviewerFactory, ReviewFactory, RoundFactory
from tests.selection.writing import written

ANSWER = """I am Amina Hussain and led a team of four testers at Acme Software until 2018.

Since then I have looked after my mother. Last year I finished a course in Python, and wrote the booking page of our
village hall with it. I would like to work in a team again."""


def add(world: World) -> None:
    cohort = RoundFactory(
        cohort__programme__name="Engineers Again", cohort__programme__slug="again", cohort__name="North"
    )
    reader, done = (
        ReviewerFactory(programme=cohort.cohort.programme, person__name=name, person__email=f"{key}@example.org")
        for name, key in (("Rita Reader", "reader"), ("Dev Patel", "reader-done"))
    )
    world.people |= {"reviewer": reader.person, "reviewer-done": done.person}
    world.people["reviewer-new"] = ReviewerFactory(person__name="Nell Newman").person
    for state in ("to read", "begun", "late"):
        world.reviews[state] = _review(cohort, reader)
    reviewing.save(world.reviews["begun"], written(world.reviews["begun"], 3, why="She led a team of four."))
    Review.objects.filter(pk=world.reviews["late"].pk).update(due_on=uk_day(timezone.now()) - dt.timedelta(days=2))
    world.reviews["submitted"] = _review(cohort, reader, levels=[3, 2, 4])
    _review(cohort, done, levels=[1, 2, 1])


def _review(round_, reviewer, **state) -> Review:
    """Of somebody who has told about two jobs and answered what the rubric asks."""
    candidate = CandidateFactory(round=round_, application__person__name="Amina Hussain")
    application = candidate.application
    WorkRoleFactory(application=application, job_title="Lead tester")
    WorkRoleFactory(application=application, job_title="Tester at Acme Software", start=dt.date(2004, 1, 1))
    for criterion in round_.cohort.rubric.criteria.exclude(question=""):
        CriterionAnswer.objects.create(application=application, criterion=criterion, text=ANSWER)
    return ReviewFactory(candidate=candidate, reviewer=reviewer, **state)
