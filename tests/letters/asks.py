"""The letters to mentors who are asked, and to both once one has said yes."""

from django.urls import reverse
from django.utils import timezone

from core.words import first_name
from mentoring.actions import answering, asking
from mentoring.models import Pair
from notifications.models import Message
from notifications.timed import send_due
from tests.factories.accounts import ProgrammeManagerFactory
from tests.letters.letters import Expected
from tests.mentoring.two import DAY, a_mentor, a_returner

NOW = timezone.now()
NAMES = {"asked", "answer_reminder", "not_answered", "taken_back", "you_mentor", "you_have_a_mentor"}


def cause() -> None:
    manager = ProgrammeManagerFactory()
    asked = []
    for _ in range(3):
        enrolment = a_returner()
        asked.append(asking.ask_by_hand(enrolment, a_mentor(enrolment.cohort), by=manager, at=NOW))
    answering.accept(asked[0], by=asked[0].mentor.person, at=NOW)
    answering.ask_another(asked[1], by=manager, at=NOW)
    send_due(NOW + 6 * DAY)
    answering.expire(NOW + 9 * DAY)


def expected(message: Message) -> Expected | None:
    """None for a letter of another part."""
    if message.template.rpartition("/")[2] not in NAMES:
        return None
    pair = Pair.objects.select_related("person", "mentor__person", "programme").get(uuid=message.subject_uuid)
    mentor = pair.mentor.person
    other = mentor.name if message.person == pair.person else first_name(pair.person.name)
    pages = [reverse(f"mentoring:{name}", args=[pair.uuid]) for name in ("ask_detail", "pair_detail")]
    return Expected(
        message.person.name,
        message.person.email,
        other,
        pair.programme.name,
        {*pages, reverse("mentoring:mentor_home")},
    )
