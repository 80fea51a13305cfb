"""The form with which staff write to those who booked an event."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import LongTextField, PortalForm, Radios, choices_of
from core.presses import KeyField
from events.models import Event, EventMessage

Audience = EventMessage.Audience
# Nobody has come, or stayed away, before it has begun.
AFTER_IT_BEGAN = {Audience.CAME, Audience.ABSENT}


class MessageForm(PortalForm):
    mark_optional = False
    submit_label = "See the letter before it goes"

    audience = forms.ChoiceField(label="Who is it for?", widget=Radios)
    subject = forms.CharField(label="Subject", max_length=150)
    text = LongTextField(
        label="What do you want to say?",
        help_text="The letter greets each person by name and names the event. Leave an empty line between paragraphs.",
        max_length=5000,
    )
    key = KeyField()

    def __init__(self, data: Any = None, *, event: Event, at: dt.datetime, message: EventMessage | None = None):
        super().__init__(data, initial=_written(message) if message else None)
        if message:
            del self.fields["key"]
        open_to = [one for one in Audience if event.starts_at <= at or one not in AFTER_IT_BEGAN]
        choices_of(self, "audience").choices = [(one.value, one.label) for one in open_to]

    def clean_subject(self) -> str:
        """One line: nothing else fits into the head of a mail."""
        return " ".join(self.cleaned_data["subject"].split())


def _written(message: EventMessage) -> dict[str, str]:
    return {name: getattr(message, name) for name in ("audience", "subject", "text")}
