"""The letters to mentors about being one."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from core.skills import Skill
from mentoring.actions import registering, renewing, standing
from mentoring.models import Mentor
from mentoring.offer_forms import offer_of
from notifications.models import Message
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.core import SkillFactory
from tests.factories.mentoring import MentorFactory
from tests.letters.letters import Expected

LETTERS = {
    "mentor_registered",
    "mentor_approved",
    "mentor_turned_down",
    "mentor_paused",
    "mentor_brought_back",
    "mentor_left",
    "mentor_still_so",
    "mentor_paused_unanswered",
}


def cause() -> None:
    """Somebody offers, is approved, has a break, comes back, and stops. Others do not answer, or are turned down."""
    at, staff, other = timezone.now(), ProgrammeManagerFactory(), MentorFactory()
    offer = offer_of(other) | {"skills": [SkillFactory(group=Skill.Group.TOPIC).pk]}
    mentor = registering.register(UserFactory(name="Amina Hussain"), other.programme, offer=offer, at=at)
    standing.approve(mentor, by=staff, at=at)
    standing.pause(mentor, by=staff, at=at)
    standing.come_back(mentor, by=staff, at=at)
    later = at + dt.timedelta(days=370)
    Mentor.objects.filter(pk=other.pk).update(renewed_at=later)
    renewing.ask_who_is_due(at=later)
    renewing.pause_who_did_not_answer(at=later + dt.timedelta(days=31))
    standing.leave(mentor, by=mentor.person, at=later)
    refused = MentorFactory(status=Mentor.Status.WAITING)
    standing.turn_down(refused, words="We have enough mentors in London.", by=staff, at=at)


def expected(message: Message) -> Expected | None:
    if message.template.rpartition("/")[2] not in LETTERS:
        return None
    mentor = Mentor.objects.get(uuid=message.subject_uuid)
    pages = {reverse("mentoring:mentor_home")} | {
        reverse(f"mentoring:{name}", args=[mentor.uuid]) for name in ("offer_detail", "offer_renew")
    }
    return Expected(mentor.person.name, mentor.person.email, mentor.programme.name, mentor.programme.name, pages)
