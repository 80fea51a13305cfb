"""Somebody who takes part and has asked the team three times."""

import datetime as dt

from django.utils import timezone

from tests.browser.world.place import World
from tests.factories.participation import QuestionFactory


def add(world: World) -> None:
    asks, now = world.enrolments["getting on"], timezone.now()
    late = QuestionFactory(enrolment=asks, subject="Where are the slides?", opened_at=now - dt.timedelta(days=9))
    late.messages.create(author=late.asked_by, text="I have looked in my timetable.", at=late.opened_at)
    answered = QuestionFactory(enrolment=asks, subject="Can I bring my baby?", answered=True)
    answered.messages.create(author=world.people["manager"], text="Of course.", at=now, from_team=True)
    QuestionFactory(enrolment=asks, subject="Travel costs", closed=True)
