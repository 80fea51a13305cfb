"""The forms of events and bookings."""

from tests.inputs import afterwards, booking, event_messages, making, on_the_day
from tests.inputs.form import Scene, Typed

SCENES: dict[str, Scene] = {**making.SCENES, **on_the_day.SCENES, **afterwards.SCENES, **booking.SCENES}

FORMS: dict[str, Typed] = {
    **making.FORMS,
    **on_the_day.FORMS,
    **afterwards.FORMS,
    **booking.FORMS,
    **event_messages.FORMS,
}
# A choice of events, in the form of the one that follows.
BASES: set[str] = {*making.BASES, *booking.BASES, "EventChoiceField"}
