"""The letters to reviewers, through the actions that cause them."""

import datetime as dt

from django.urls import reverse

from notifications.models import Message
from notifications.timed import send_due
from selection.actions.opening import chase, set_review_by
from selection.models import Review, Reviewer
from tests.factories.accounts import ProgrammeManagerFactory
from tests.letters.letters import Expected, Letters
from tests.selection.reading import LATER, opened, submit


def everything_that_is_ever_written() -> None:
    round_ = opened(applications=1, reviewers=2)
    done, to_do = Review.objects.order_by("pk")
    submit(done, 3)
    set_review_by(round_, review_by=dt.date(2026, 3, 20), by=ProgrammeManagerFactory(), at=LATER)
    chase(to_do.reviewer, round_, at=LATER)
    send_due(dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC))


def expected(message: Message) -> Expected:
    reviewer = Reviewer.objects.get(person=message.person)
    programme = reviewer.programme.name
    return Expected(
        reviewer.person.name, reviewer.person.email, programme, programme, {reverse("selection:review_list")}
    )


LETTERS = Letters("selection", everything_that_is_ever_written, expected, elsewhere=set())
