"""The form with which staff write to those who booked an event."""

from tests.inputs.form import Typed
from tests.inputs.making import KEY, of_event

FORMS: dict[str, Typed] = {
    "MessageForm": Typed(
        "officer",
        of_event("message_create"),
        {
            "audience": "live",
            "subject": "Bring your laptop",
            "text": "There are sockets.\n\nSee you there.",
            "key": KEY,
        },
    ),
}
