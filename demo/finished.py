"""The Pilot cohort, which ended half a year ago: certificates, how people felt before and after, and check-ins."""

import datetime as dt
import random

from cohorts.models import Cohort, Enrolment, Programme
from core.calendar import uk_day
from demo.attending import Leaving, catch_up, keep_registers, over, say_what_they_thought
from demo.feeling import answer
from demo.mentoring import mentor_finished
from demo.roadmaps import plan_ahead
from demo.running import Team
from demo.taking_part import DAY, add_cohort, choose_refresh_week, enrol, known, strangers
from demo.timetables import lay
from participation.actions.completing import complete_cohort, plan_completion
from participation.models import Moment, Outline

FINISHED, FINISHED_NAME = "bridget.amadi@example.org", "Bridget Amadi"
PEOPLE, PLACES = 14, 16
# Six months after its end people are asked again: that was two weeks ago.
STARTS = -258


def add_finished(programme: Programme, team: Team, outline: Outline, at: dt.datetime) -> Cohort:
    chance = random.Random("pilot")
    cohort = add_cohort(programme, name="Pilot cohort", slug="pilot", places=PLACES, starts=STARTS, at=at)
    enrolments = enrol(cohort, [known(FINISHED, "WF2"), *strangers("pilot")[: PEOPLE - 1]], chance)
    began, ended = (at + (day - uk_day(at)) for day in (cohort.starts_on, cohort.ends_on))
    lay(cohort, outline, team.leaders, by=team.manager, at=began - 12 * DAY)
    mentor_finished(enrolments, team.manager, at)
    answer(enrolments, Moment.START, began - 2 * DAY)
    choose_refresh_week(enrolments[::2], began + DAY)
    sessions = over(cohort, ended)
    # Two come to fewer and fewer, and do not complete.
    keep_registers(sessions, Leaving(frozenset(one.pk for one in enrolments[-2:]), {}, last=4), chance)
    say_what_they_thought(sessions, chance, at)
    plan_ahead(enrolments[:1], ended - 20 * DAY, done=3)
    catch_up(cohort, 6, by=team.manager, after=4 * DAY, until=ended)
    answer(enrolments[:-3], Moment.END, ended - DAY)
    seen = plan_completion(cohort, at=ended + DAY).seen
    complete_cohort(cohort, seen=seen, by=team.manager, at=ended + DAY)
    completed = cohort.enrolments.filter(status=Enrolment.Status.COMPLETED).exclude(person__email=FINISHED)
    answer(completed.select_related("person", "cohort").order_by("pk")[:7], Moment.LATER, at - 9 * DAY)
    return cohort
