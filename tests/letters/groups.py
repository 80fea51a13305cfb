"""The letters to members of small groups."""

import datetime as dt

from django.urls import reverse

from cohorts.models import Enrolment
from notifications.models import Message
from participation.actions import groups as actions
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.participation import GroupMemberFactory
from tests.letters.letters import Expected

LETTERS = {"your_group", "no_group"}
AT = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def cause() -> None:
    member = GroupMemberFactory(untold=True)
    cohort, manager = member.group.cohort, ProgrammeManagerFactory()
    for days in range(2):
        seen = actions.told_seen(actions.to_tell(cohort))
        actions.tell(cohort, seen=seen, at=AT + dt.timedelta(days=days), by=manager)
        actions.move(member.enrolment, to=None, is_locked=False, by=manager)


def expected(message: Message) -> Expected:
    enrolment = Enrolment.objects.get(uuid=message.subject_uuid)
    cohort = enrolment.cohort
    page = reverse("participation:group_detail", args=[cohort.programme.slug, cohort.slug])
    return Expected(enrolment.person.name, enrolment.person.email, cohort.name, cohort.programme.name, {page})
