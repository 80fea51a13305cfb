"""What becomes of somebody's part when it ends, or goes on in another cohort. Told by cohorts/signals.py.

So it is the same whoever ends it, and why: they stop, move, withdraw, or close their account.
"""

import datetime as dt
from typing import Any

from django.db.models import Model

from cohorts.models import Enrolment
from participation.models import Attendance, GroupMember, NextStep, Question, Roadmap, SupportNeeds
from returners.models import Profile

# What somebody has told belongs to them, and not to a cohort. Who was at which session stays where it was, and so does
# what they answered about work: they are asked anew as the other cohort starts.
GOES_ALONG: list[type[Model]] = [Profile, SupportNeeds, Roadmap, NextStep, Question]


def take_along(*, left: Enrolment, joined: Enrolment, **signal: Any) -> None:
    for told in GOES_ALONG:
        told._default_manager.filter(enrolment=left).update(enrolment=joined)


def leave(*, enrolment: Enrolment, at: dt.datetime, **signal: Any) -> None:
    """Their seat in the small group is free, and what they shared there is gone. Registers of before still know of it.

    Nobody expects them at what is still to come, so an excuse for it says nothing any more.
    """
    for member in GroupMember.objects.filter(enrolment=enrolment):
        member.group, member.is_locked = None, False
        member.stop_sharing()
        member.save(update_fields=["group", "is_locked", "shares_email", "phone", "shared_at"])
    Attendance.objects.filter(enrolment=enrolment, session__starts_at__gt=at).delete()
    SupportNeeds.objects.filter(enrolment=enrolment).delete()
