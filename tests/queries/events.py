"""The pages of events."""

import datetime as dt

from django.utils import timezone

from accounts.models import Role
from events import actions
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.events import (
    EventFactory,
    MaterialFactory,
    ModuleFactory,
    SeriesFactory,
    SpeakerFactory,
    SupporterFactory,
)
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    """Enough for every page to have something on it, and somebody to look at each."""
    return {
        "person": UserFactory(),
        "officer": ProgrammeManagerFactory(role=Role.EVENTS_OFFICER),
        "event": EventFactory(online=True),
        "series": SeriesFactory(),
    }


def events(scene: Scene, number: int) -> None:
    """To come, over, and drafts, each somewhere else."""
    for n in range(number):
        at = scene["event"].starts_at + dt.timedelta(days=n + 1)
        EventFactory(programme=scene["event"].programme, online=True, starts_at=at, venue__town=f"Town {at:%d%m}")
        EventFactory(past=True, venue__town=f"Town {at:%d%m}")
        EventFactory(draft=True)


def people(scene: Scene, number: int) -> None:
    for n in range(number):
        SpeakerFactory(event=scene["event"], name=f"Speaker {n}")
        SupporterFactory(event=scene["event"], name=f"Supporter {n}")
        MaterialFactory(event=scene["event"], title=f"Slides {n}")


def modules(scene: Scene, number: int) -> None:
    """Each with two sessions and something to read."""
    for _ in range(number):
        module = ModuleFactory(series=scene["series"])
        for _ in range(2):
            EventFactory(module=module, kind="training")
        MaterialFactory(event=None, module=module)


def messages(scene: Scene, number: int) -> None:
    for n in range(number):
        officer = ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)
        words = {"audience": "live", "subject": f"Message {n}", "text": "There are sockets."}
        actions.draft_message(scene["event"], **words, by=officer, at=timezone.now())


LISTS: list[Listed] = [
    Listed("events:message_list", "officer", messages, lambda scene: [scene["event"].uuid]),
    Listed("events:event_list", "person", events),
    Listed("events:event_list", "person", events, query="?when=past"),
    Listed("events:event_calendar", "person", events),
    Listed("events:event_feed", "person", events),
    Listed("events:event_detail", "person", people, lambda scene: [scene["event"].slug]),
    Listed("events:staff_event_list", "officer", events),
    Listed("events:event_manage", "officer", people, lambda scene: [scene["event"].uuid]),
    Listed("events:series_detail", "person", modules, lambda scene: [scene["series"].slug]),
    Listed("events:series_manage", "officer", modules, lambda scene: [scene["series"].uuid]),
]
