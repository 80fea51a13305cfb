"""The letters of a thread, through one of an organisation."""

import datetime as dt

from employers import actions
from employers.models import SupportRequest
from notifications.models import Message
from support import actions as threads
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.employers import ContactFactory
from tests.letters.letters import Expected, Letters

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def everything_that_is_ever_written() -> None:
    member, (giver, taker) = ContactFactory(), (ProgrammeManagerFactory() for _ in range(2))
    asked = actions.ask_for_support(
        member.organisation,
        programme=ProgrammeFactory(),
        subject="First steps",
        text="How do we begin?",
        key=member.uuid,
        by=member.person,
        at=NOW,
    )
    threads.assign(asked, owner=taker, by=giver, at=NOW)
    threads.answer(asked, text="With the training.", by=taker, at=NOW)
    actions.say(asked, text="And then?", by=member.person, at=NOW)
    threads.close(asked, by=taker, at=NOW, from_team=True)


def expected(message: Message) -> Expected:
    thread = SupportRequest.objects.get(uuid=message.subject_uuid)
    person = message.person
    is_team = person == thread.owner
    leads_to = {thread.team_url if is_team else thread.asker_url}
    return Expected(person.name, person.email, "", thread.subject, leads_to)


LETTERS = Letters("support", everything_that_is_ever_written, expected, elsewhere=set())
