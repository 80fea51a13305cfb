"""Mentors and returners: a run that was published, how the mentors answered, and what the pairs have made of it."""

import datetime as dt
import random
import uuid

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from core import jobs
from core.calendar import uk_day, uk_instant
from core.skills import Skill
from demo.mentors import MENTOR, take_one_more
from demo.taking_part import DAY
from demo.telling import tell_availability
from mentoring.actions import answering, asking, concerns, ending, feedback, hands, keeping, meeting, wanting
from mentoring.actions.publishing import PUBLISH, carry_out_publishing, start_publishing
from mentoring.actions.running import MATCH, carry_out_run, start_run
from mentoring.choosing import mentors_for
from mentoring.foreseeing import foresee, seen_of
from mentoring.models import Hand, Meeting, Mentor, Pair, Run, Side
from mentoring.people import Mode

Reason = Pair.Reason
# Days from today. The mentors of the running cohort were asked shortly before it began.
ASKED, SAID_NO, NO_ANSWER = -42, -41, -34
# One pair began so long ago and has not met since.
SILENT = -35
# On these days the others met.
MET = [-31, -24, -17, -9, -4]
THEIRS = [
    ("She asks good questions, and I have two names to write to now.", 5),
    ("Useful. An hour is short.", 4),
    ("We talked about what is new in my field, and it is less than I feared.", 5),
]
GOALS = ["Write a CV of two pages", "Talk to two people who work with data", "Try an interview with my mentor"]
NOTE = "Bring the advert from the council next time. Look at the talk about pipelines before then."
FULL_HANDS = "My team is two people short until the summer. Please ask me again then."
DIFFERENT = "She is kind, but her work is in another field, and I would rather talk to a tester."
HARD_TO_MEET = "We have tried four times to find an hour. Maybe somebody with free evenings would suit better."


# -- The cohort that has finished --------------------------------------------------------------------------------------


def mentor_finished(enrolments: list[Enrolment], manager: User, at: dt.datetime) -> None:
    """Six pairs, made by hand, who met until their half year was over. One is of the mentor with a sign-in."""
    chance = random.Random("first mentors")
    pairs = []
    for enrolment in enrolments[:6]:
        tell_availability(enrolment.profiles.get().application, chance, at - 245 * DAY)
        pair = ask_the_best(enrolment, manager, at - 240 * DAY, first=MENTOR)
        pairs.append(answering.accept(pair, by=pair.mentor.person, at=at - 238 * DAY))
    for number, pair in enumerate(pairs):
        for day in range(-230, -80, 25 + 5 * (number % 3)):
            met(pair, at, day, 45 + 15 * (number % 2))
        last: dt.date = pair.ends_on  # type: ignore[assignment]
        over = uk_instant(last + DAY, 9)
        ending.complete(pair, at=over)
        say_how_it_is(pair, number, over + DAY)


def ask_the_best(enrolment: Enrolment, manager: User, at: dt.datetime, *, first: str = "") -> Pair:
    """Staff choose: this mentor if they fit and have a place, or whoever fits best."""
    fit = [one.mentor for one in mentors_for(enrolment) if not one.rules and one.mentor.registered_at < at]
    chosen = next((mentor for mentor in fit if mentor.person.email == first), fit[0])
    return asking.ask_by_hand(enrolment, chosen, by=manager, at=at)


# -- The cohort that is running ----------------------------------------------------------------------------------------


def match(cohort: Cohort, enrolments: list[Enrolment], manager: User, at: dt.datetime) -> None:
    """Some say what they want, staff keep two together, and the best for all is found and published."""
    mentor, asked = Mentor.objects.get(person__email=MENTOR), uk_instant(uk_day(at) + ASKED * DAY, 10)
    tell_wants(enrolments[2:12], asked - 6 * DAY)
    keep_together(enrolments[1], mentor, manager, asked - DAY)
    run = find(cohort, manager, asked)
    start_publishing(run, seen=seen_of(foresee(run)), by=manager, at=asked)
    while job := jobs.take(PUBLISH, at=asked):
        carry_out_publishing(job, at=asked)
    answer(run, at)


def find(cohort: Cohort, manager: User, at: dt.datetime) -> Run:
    """A manager presses, and a worker does it."""
    run = start_run(cohort, by=manager, at=at)
    while job := jobs.take(MATCH, at=at):
        carry_out_run(job, at=at)
    return Run.objects.select_related("cohort__programme", "weight_set").get(pk=run.pk)


def tell_wants(enrolments: list[Enrolment], at: dt.datetime) -> None:
    chance = random.Random("wants")
    topics = list(Skill.objects.active().topics().in_order())
    for number, enrolment in enumerate(enrolments):
        skills = list(Skill.objects.active().filter(group=enrolment.strand.slug).in_order())
        wished = chance.sample(topics, 2)
        wanting.tell_wants(
            enrolment,
            skills=[skill.pk for skill in (*chance.sample(skills, 3), *wished)],
            first_wish=wished[0],
            second_wish=wished[1] if number % 2 else None,
            mode=Mode.ONLINE if number % 4 == 3 else Mode.EITHER,
            seniority=2 + number % 2,
            by=enrolment.person,
            at=at + number * DAY / 5,
        )


def keep_together(enrolment: Enrolment, mentor: Mentor, manager: User, at: dt.datetime) -> None:
    """They talked at an open day: she wants just what the mentor knows, and staff see to it that they meet again."""
    skills = list(mentor.skills.order_by("pk"))
    topics = [skill for skill in skills if skill.group == Skill.Group.TOPIC]
    wanting.tell_wants(
        enrolment,
        occupation=mentor.occupation,
        occupation_version=mentor.occupation_version,
        skills=[skill.pk for skill in (*skills[:5], topics[0])],
        first_wish=topics[0],
        seniority=2,
        by=enrolment.person,
        at=at - DAY,
    )
    seen = hands.hand_seen(enrolment, mentor)
    hands.set_hand(enrolment, mentor, Hand.Kind.LOCKED, seen=seen, by=manager, at=at)


def answer(run: Run, at: dt.datetime) -> None:
    """One says no and one nothing, and the next best is asked at once; one is the last to say yes."""
    pairs = run.pairs.select_related("mentor__person", "enrolment").order_by("pk")
    hers = pairs.filter(mentor__person__email=MENTOR)
    said_no, no_answer, silent, *others = pairs.exclude(pk__in=hers)
    for number, pair in enumerate([*hers, *others]):
        answering.accept(pair, by=pair.mentor.person, at=at + (ASKED + 1) * DAY + number * DAY / 6)
    answering.decline(said_no, reason=Reason.TIME, words=FULL_HANDS, by=said_no.mentor.person, at=at + SAID_NO * DAY)
    answering.accept(silent, by=silent.mentor.person, at=at + SILENT * DAY)
    answering.expire(at + NO_ANSWER * DAY)
    for pair, day in ((said_no, SAID_NO), (no_answer, NO_ANSWER)):
        asking.ask_next(pair.enrolment, at=at + day * DAY)
        following = pair.enrolment.pairs.asked().select_related("mentor__person").get()
        answering.accept(following, by=following.mentor.person, at=at + (day + 2) * DAY)


# -- What they have made of it -----------------------------------------------------------------------------------------


def keep_going(cohort: Cohort, own: Enrolment, manager: User, at: dt.datetime) -> None:
    """All meet but the silent one. The pair of the two sign-ins keeps goals and a note, and has a time agreed."""
    running = Pair.objects.active().filter(programme=cohort.programme_id).exclude(answered_at=at + SILENT * DAY)
    pairs = list(running.select_related("mentor__person", "person", "enrolment__strand").order_by("pk"))
    mine = next(pair for pair in pairs if pair.person_id == own.person_id)
    pairs.remove(mine)
    work_together(mine, at)
    for number, pair in enumerate(pairs):
        for day in MET[1 + number % 2 :][: 1 + number % 3]:
            met(pair, at, day, 40 + 10 * (number % 4))
        if number % 3 == 2:
            say_how_it_is(pair, number // 3, at - 2 * DAY)
    propose(pairs[0], Side.RETURNER, at - DAY / 2)
    by = pairs[1].person
    concerns.raise_concern(pairs[1], side=Side.RETURNER, words=HARD_TO_MEET, by=by, at=at - 2 * DAY)
    ask_somebody_else(next(pair for pair in pairs[2:] if pair.enrolment.strand == own.strand), manager, at)


def work_together(pair: Pair, at: dt.datetime) -> None:
    first = arrange(pair, at - 27 * DAY)
    mentor = pair.mentor.person
    began: dt.datetime = first.starts_at  # type: ignore[assignment]
    meeting.log(first, side=Side.MENTOR, on=uk_day(began), minutes=50, by=mentor, at=began + DAY / 12)
    met(pair, at, -8, 60)
    arrange(pair, at - DAY)
    for number, text in enumerate(GOALS):
        goal = keeping.add_goal(pair, text=text, key=uuid.uuid5(pair.uuid, text), by=pair.person, at=at - 20 * DAY)
        if not number:
            keeping.mark_goal(goal, done=True, by=pair.person, at=at - 8 * DAY)
    key = uuid.uuid5(pair.uuid, NOTE)
    keeping.write_note(pair, side=Side.MENTOR, text=NOTE, key=key, by=mentor, at=at - 8 * DAY)


def arrange(pair: Pair, at: dt.datetime) -> Meeting:
    """The mentor proposes three times, and two hours later the returner picks the first."""
    proposed = propose(pair, Side.MENTOR, at)
    return meeting.pick(
        proposed, side=Side.RETURNER, time=proposed.times[0], by=pair.person, at=at + dt.timedelta(hours=2)
    )


def propose(pair: Pair, side: Side, at: dt.datetime) -> Meeting:
    by = pair.person if side == Side.RETURNER else pair.mentor.person
    times = meeting.suggestions(pair, at=at)[:3]
    where = "https://meet.example.org/mentoring"
    return meeting.propose(pair, side=side, times=times, minutes=60, where=where, by=by, at=at)


def ask_somebody_else(pair: Pair, manager: User, at: dt.datetime) -> None:
    """A returner would rather have another mentor: staff ask the one with a sign-in, who has yet to answer."""
    ending.end(
        pair,
        side=Side.RETURNER,
        reason=Reason.FIT,
        words=DIFFERENT,
        another=False,
        by=pair.person,
        at=at - 3 * DAY,
    )
    take_one_more()
    ask_the_best(pair.enrolment, manager, at - 2 * DAY, first=MENTOR)


def met(pair: Pair, at: dt.datetime, day: int, minutes: int) -> None:
    """Logged in the evening, now by one, now by the other."""
    on = uk_day(at) + day * DAY
    side, by = (Side.RETURNER, pair.person) if day % 2 else (Side.MENTOR, pair.mentor.person)
    key = uuid.uuid5(pair.uuid, f"met {day}")
    meeting.log_unplanned(pair, side=side, on=on, minutes=minutes, key=key, by=by, at=uk_instant(on, 20))


def say_how_it_is(pair: Pair, number: int, at: dt.datetime) -> None:
    """Half way or at the end: the returner in words, the mentor with a tick alone."""
    words, rating = THEIRS[number % len(THEIRS)]
    feedback.give_feedback(pair, side=Side.RETURNER, rating=rating, words=words, by=pair.person, at=at)
    feedback.give_feedback(pair, side=Side.MENTOR, rating=4, words="", by=pair.mentor.person, at=at)
