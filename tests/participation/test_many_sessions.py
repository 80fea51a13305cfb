"""A cohort with 2,000 sessions costs its pages as many queries as one with two."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from participation.models import Attendance, Session, Told
from tests.conftest import sign_in
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import (
    AttendanceFactory,
    GroupFactory,
    GroupMemberFactory,
    SessionFactory,
    TimetableFactory,
)
from tests.queries.growing import manager_of
from tests.queries.listed import MOST, cost
from tests.urls import addresses

pytestmark = pytest.mark.django_db
APPS = ("participation:", "outcomes:", "portal:my_", "reporting:", "returners:cohort_")
PART = re.compile(r"<(\w+):(\w+)>")


@pytest.fixture
def timetable():
    return TimetableFactory()


@pytest.fixture
def enrolment(timetable):
    """Of somebody in a small group, who was at a session that is over and comes to another."""
    enrolment = EnrolmentFactory(cohort=timetable.cohort, signed_at=timezone.now() - dt.timedelta(days=60))
    group = GroupFactory(cohort=timetable.cohort)
    GroupMemberFactory(group=group, enrolment=enrolment, told=group)
    over, to_come = SessionFactory(cohort=timetable.cohort, over=True), SessionFactory(cohort=timetable.cohort)
    AttendanceFactory(session=over, enrolment=enrolment)
    tell([over, to_come])
    return enrolment


def tell(sessions):
    Told.objects.bulk_create(
        Told(session=one, starts_at=one.starts_at, ends_at=one.ends_at, place=one.place, status=one.status)
        for one in sessions
    )


def fill(enrolment, number):
    """The cohort with sessions over and to come, told, each with what the register says of those that are over."""
    now = timezone.now()
    starts = [now + dt.timedelta(hours=at - number // 2) for at in range(number - 2)]
    made = Session.objects.bulk_create(
        SessionFactory.build(cohort=enrolment.cohort, starts_at=start) for start in starts
    )
    tell(made)
    Attendance.objects.bulk_create(
        AttendanceFactory.build(session=one, enrolment=enrolment) for one in made if one.ends_at < now
    )


def pages(enrolment, group):
    """Every address that has to do with taking part, with what there is in its parts."""
    known = {
        "programme_slug": [enrolment.cohort.programme.slug],
        "slug": [enrolment.cohort.slug, enrolment.cohort.programme.slug],
        "uuid": [*Session.objects.order_by("pk").values_list("uuid", flat=True)[:2], enrolment.uuid, group.uuid],
    }
    for address in addresses():
        names = [name for _, name in PART.findall(address.route)]
        if address.name.startswith(APPS) and all(name in known for name in names):
            for at in range(max((len(known[name]) for name in names), default=1)):
                yield (
                    address.name,
                    "/" + PART.sub(lambda part, at=at: str(known[part[2]][at % len(known[part[2]])]), address.route),
                )


def opened(client, enrolment):
    """The queries of each page that opens, by its address."""
    found = {}
    for name, url in pages(enrolment, enrolment.group_member.group):
        for query in ("", "?past"):
            if client.get(url + query).status_code == 200:
                found[name, url + query] = cost(client, url + query)
    return found


@pytest.mark.torture
@pytest.mark.parametrize("number", [40, 2_000])
@pytest.mark.parametrize("who", ["participant", "coordinator"])
def test_pages_cost_as_much_with_many_sessions_as_with_two(who, number, enrolment):
    person = enrolment.person if who == "participant" else manager_of(enrolment.cohort.programme)
    client = sign_in(Client(), person)
    few = opened(client, enrolment)

    fill(enrolment, number)
    many = opened(client, enrolment)

    assert few.keys() == many.keys()
    assert len({name for name, _ in few}) > 20, sorted(few)
    assert {page: len(queries) for page, queries in many.items()} == {
        page: len(queries) for page, queries in few.items()
    }
    assert max(map(len, many.values())) <= MOST
