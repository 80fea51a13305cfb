"""A mentor who is asked, and what became of other questions; runs before and after they are published."""

import datetime as dt

from django.utils import timezone

from cohorts.actions import make_manager
from core import jobs
from core.jobs import Job
from core.skills import Skill
from mentoring.actions.publishing import FAULT, PUBLISH
from mentoring.models import Mentor, NextAsk, Pair
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, ProgrammeFactory
from tests.factories.mentoring import MentorFactory, PairFactory, ProposalFactory, RunFactory, WantsFactory

NOW = timezone.now()
DAY = dt.timedelta(days=1)
WEEK = ["tue-school", "wed-evening"]
RETURNERS = ["Ada Nwosu", "Bryony Shaw", "Chitra Rao", "Delyth Pugh", "Efua Mensah", "Farah Aziz"]
MENTORS = ["Gwen Tait", "Hana Novak", "Isla Reid", "Jess Cole", "Kim Doyle", "Lena Vogt"]
OVER = {
    "declined": {
        "status": "declined",
        "reason": "time",
        "private_words": "I have just changed jobs.",
        "answered_at": NOW,
    },
    "withdrawn": {"status": "withdrawn"},
    "expired": {"status": "expired", "asked_at": NOW - 9 * DAY},
}


def add(world: World) -> None:
    programme = ProgrammeFactory(name="Paths Back", slug="paths-back")
    make_manager(programme, person=world.people["manager"])
    cohort = CohortFactory(programme=programme, name="Spring cohort", slug="spring")
    returners = [_returner(name, cohort) for name in RETURNERS]
    mentors = [_mentor(name, programme) for name in MENTORS]
    _questions(world, returners, mentors)
    _runs(world, programme)


def _returner(name: str, cohort):
    email = f"{name.split(maxsplit=1)[0].lower()}-asked@example.org"
    enrolment = EnrolmentFactory(person=UserFactory(name=name, email=email), cohort=cohort, availability=WEEK)
    topics = Skill.objects.topics().order_by("pk")[:2]
    WantsFactory(enrolment=enrolment).skills.set(topics)
    return enrolment


def _mentor(name: str, programme) -> Mentor:
    email = f"{name.split(maxsplit=1)[0].lower()}-asks@example.org"
    person = UserFactory(name=name, email=email)
    mentor = MentorFactory(person=person, programme=programme, availability=WEEK, region="Yorkshire and The Humber")
    mentor.skills.set(Skill.objects.topics().order_by("pk")[1:3])
    return mentor


def _questions(world: World, returners, mentors) -> None:
    for state, fields in {"asked": {}, **OVER}.items():
        enrolment, mentor = returners.pop(), mentors.pop()
        world.people[f"{state}-to-mentor"] = mentor.person
        over = {} if state == "asked" else {"ended_at": NOW}
        world.pairs[state] = PairFactory(enrolment=enrolment, mentor=mentor, **{**fields, **over})
    NextAsk.objects.create(enrolment=world.pairs["declined"].enrolment, since=NOW, ran_out_at=NOW)
    NextAsk.objects.create(enrolment=world.pairs["expired"].enrolment, since=NOW)


def _runs(world: World, programme) -> None:
    """Each in a cohort of its own: found, passed over by the next one, being published, not published, published."""
    for state in ("to publish", "older", "being published", "not published", "published"):
        cohort = CohortFactory(programme=programme, name=f"Cohort {state}", slug=state.replace(" ", "-"))
        run = world.runs[state] = RunFactory(cohort=cohort, number=1)
        for n, name in enumerate(RETURNERS[:2]):
            mentor = MentorFactory(programme=programme, availability=WEEK, person__name=f"Mona {name.split()[1]}")
            person = UserFactory(name=name)
            enrolment = EnrolmentFactory(person=person, cohort=cohort, availability=WEEK)
            ProposalFactory(run=run, enrolment=enrolment, mentor=mentor, score=40 - n)
    gone = world.runs["to publish"].proposals.last().mentor
    Mentor.objects.filter(pk=gone.pk).update(status=Mentor.Status.PAUSED)
    RunFactory(cohort=world.runs["older"].cohort, number=2)
    for state in ("being published", "not published"):
        jobs.start(PUBLISH, world.runs[state], total=2)
    jobs.fail(Job.objects.filter(kind=PUBLISH).latest("pk"), FAULT)
    published = world.runs["published"]
    type(published).objects.filter(pk=published.pk).update(status="published", published_at=NOW)
    first, second = published.proposals.all()
    PairFactory(run=published, enrolment=first.enrolment, mentor=first.mentor)
    published.proposals.filter(pk=second.pk).update(skipped="The mentor is having a break.")
    Pair.objects.filter(pk=world.pairs["asked"].pk).update(run=published)
