"""The letters to experts who were asked to a session."""

import datetime as dt
import uuid

from django.urls import reverse
from django.utils import timezone

from notifications.models import Message
from participation.actions.experts import ask_expert
from participation.actions.timetable import call_off, change_session
from participation.models import Expert
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.participation import SessionFactory, ToldFactory
from tests.letters.letters import Expected

LETTERS = {"expert_asked", "expert_changed", "expert_off"}


def cause() -> None:
    """Somebody is asked to a session, which moves to another place, and is called off."""
    session, by, at = SessionFactory(), ProgrammeManagerFactory(), timezone.now()
    ToldFactory(session=session)
    given = {"name": "Amara Okoye", "email": "amara@example.org", "keeps_register": True}
    ask_expert(session, key=uuid.uuid4(), by=by, at=at, **given)
    change_session(session, place="1 High Street, Leeds", by=by, at=at + dt.timedelta(hours=1))
    call_off(session, why="The room is closed.", by=by, at=at + dt.timedelta(hours=2))


def expected(message: Message) -> Expected:
    expert = Expert.objects.get(email=message.to)
    programme = expert.session.cohort.programme
    if message.template.endswith("expert_asked"):
        pages = {f"/{word.split('/', 3)[3]}" for word in message.text.split() if "/expert/" in word}
    else:
        # The link itself is kept nowhere.
        pages = {reverse("portal:programme_privacy", args=[programme.slug])}
    return Expected(expert.name, expert.email, programme.name, programme.name, pages)
