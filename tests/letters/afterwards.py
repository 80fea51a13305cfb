"""The letters of what comes after an event: what causes them, and what each should say."""

import re

from django.conf import settings
from django.urls import resolve

from notifications.models import Message
from tests.events.training import book_training, complete, series_of_two
from tests.letters.letters import Expected

PAGES = {"certificate": "events:certificate_detail", "series_booked": "events:series_booking_manage"}


def cause() -> None:
    complete(series_of_two(name="Inclusion Training"), email="ada@example.org", names=["Ada King"])
    sessions = series_of_two(name="Inclusion Training", slug="again")
    for event in sessions:
        # Each booking writes its own letter, and is held to what those of a single one say.
        event.title = "Insight in Leeds"
        event.save()
    book_training(sessions)


def is_one(message: Message) -> bool:
    return message.template.rpartition("/")[2] in PAGES


def expected(message: Message) -> Expected:
    """Where it leads to: to the one page of this letter, by a link of its own."""
    paths = re.findall(rf"{re.escape(settings.SITE_URL)}(/[^\s]*)", message.text)
    page = PAGES[message.template.rpartition("/")[2]]
    return Expected(
        hello="Ada King",
        to="ada@example.org",
        text_names="Inclusion Training",
        subject_names="Inclusion Training",
        leads_to={path for path in paths if resolve(path.partition("?")[0]).view_name == page},
    )
