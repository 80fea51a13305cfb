"""A cohort whose days change: what is outside them is said before the press and on the timetable, and nothing moves."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cohorts.actions import change_calendar, make_manager
from cohorts.models import Cohort
from participation.models import Session
from returners.rescheduling import foresee
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.participation.planning import AT, DAY, START, shown, told

pytestmark = pytest.mark.django_db


def said(cohort, **dates):
    return [one for one in foresee(cohort, dates, AT).warnings if "timetable" in one]


def test_sessions_outside_the_new_days_are_said_before_the_press():
    cohort = shown()
    told(cohort)
    told(cohort, starts_at=START + 30 * DAY, kind=Session.Kind.FOLLOW_ON)
    told(cohort, starts_at=START + 30 * DAY, status=Session.Status.CALLED_OFF)
    told(cohort, starts_at=START + 31 * DAY)

    assert said(cohort, starts_on=dt.date(2027, 4, 20)) == []
    (late,) = said(cohort, starts_on=dt.date(2027, 4, 21))
    (early,) = said(cohort, ends_on=dt.date(2027, 5, 20), follow_on_ends_on=dt.date(2027, 5, 20))
    assert late.startswith("1 session of the timetable is outside these days. They do not move by themselves")
    assert early.startswith("1 session of the timetable")
    assert said(cohort, ends_on=dt.date(2027, 5, 19), follow_on_ends_on=dt.date(2027, 5, 19))[0].startswith("2 ")


def test_the_timetable_page_lists_them_and_nothing_has_moved():
    cohort, manager = shown(), ProgrammeManagerFactory()
    make_manager(cohort.programme, person=manager)
    session, was = told(cohort, title="Your strengths"), START
    told(cohort, starts_at=START + 2 * DAY)

    change_calendar(
        cohort,
        dict.fromkeys(("starts_on", "mentoring_starts_on"), dt.date(2027, 4, 22)),
        why="Later",
        by=manager,
        at=AT,
    )
    with time_machine.travel(AT, tick=False):
        page = sign_in(Client(), manager).get(
            reverse("participation:timetable_detail", args=[cohort.programme.slug, cohort.slug])
        )

    session.refresh_from_db()
    assert Cohort.objects.get(pk=cohort.pk).starts_on == dt.date(2027, 4, 22)
    assert [row["session"] for row in page.context["outside"]] == [session]
    assert "Outside the days of the cohort" in page.text
    assert session.starts_at == was
