"""Events, and who comes to them."""

from tests.browser.world.place import World
from tests.factories.events import (
    BookingFactory,
    EventFactory,
    MaterialFactory,
    ModuleFactory,
    SpeakerFactory,
    SupporterFactory,
    VenueFactory,
)

ABOUT = "Talks by employers and by people who came back.\n\nThen tea, and time for questions."


def add(world: World) -> None:
    """One event in each state; the full one has somebody waiting."""
    states: dict[str, dict] = {
        "open": {"online": True},
        "full": {"seats": 2},
        "online": {"venue": None, "online": True},
        "cancelled": {"cancelled": True},
        "over": {"past": True},
        "draft": {"draft": True},
        "session": {"kind": "training", "module": MaterialFactory(event=None, module=ModuleFactory()).module},
        "unfinished": {"draft": True, "about": ""},
    }
    venue = VenueFactory()
    for state, given in states.items():
        words = {"title": f"Insight Event, {state}", "about": ABOUT, "venue": venue}
        world.events[state] = EventFactory(programme=world.programme, **{**words, **given})
    MaterialFactory(event=world.events["open"])
    SpeakerFactory(event=world.events["open"])
    SupporterFactory(event=world.events["open"])
    for names in (["Ada", "Bo"], ["Cy"]):
        BookingFactory(event=world.events["full"], names=names)
