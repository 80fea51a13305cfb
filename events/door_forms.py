"""What is pressed and typed at the door."""

import datetime as dt
from typing import Any

from django import forms

from core.forms import Checkboxes, NameField, PortalForm, choices_of
from core.presses import KeyField
from events.models import Attendee, Press

# A press that is older was forgotten in somebody's pocket.
LONGEST_WAIT = dt.timedelta(hours=12)


class PressForm(PortalForm):
    """One press on somebody's row, or one scan. `waited`: the seconds since then, where there was no network."""

    what = forms.ChoiceField(choices=[(what.value, what.label) for what in Press.What if what != Press.What.WALK_IN])
    key = forms.UUIDField()
    attendee = forms.UUIDField()
    name = forms.CharField(max_length=200, required=False)
    waited = forms.IntegerField(required=False)

    def clean_waited(self) -> dt.timedelta:
        return waited(self.cleaned_data["waited"])


class WalkInForm(PortalForm):
    """Somebody who comes without a booking."""

    submit_label = "Check them in"
    name = NameField(label="Full name", max_length=200)
    organisation_name = forms.CharField(label="Organisation", max_length=200, required=False)
    email = forms.EmailField(
        label="Email address",
        required=False,
        max_length=254,
        help_text="Only if they would like the materials afterwards. We also ask them what they thought.",
    )
    what = forms.CharField(widget=forms.HiddenInput, initial=Press.What.WALK_IN.value)
    key = forms.UUIDField(widget=forms.HiddenInput)
    waited = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **kwargs: Any):
        super().__init__(data, prefix=None, auto_id="id_walk_in_%s", **kwargs)

    def clean_waited(self) -> dt.timedelta:
        return waited(self.cleaned_data["waited"])


class JoinForm(PortalForm):
    """Who of a party joins now. One alone need not say so."""

    submit_label = "Join now"
    who = forms.MultipleChoiceField(label="Who is joining?", widget=Checkboxes, required=False)

    def __init__(self, data: Any = None, *, attendees: list[Attendee]):
        super().__init__(data)
        self.attendees = attendees
        if len(attendees) > 1:
            choices_of(self, "who").choices = [(str(one.uuid), _called(one)) for one in attendees]
            self.fields["who"].required = True
            self.fields["who"].error_messages["required"] = "Select who is joining"
        else:
            del self.fields["who"]

    def joining(self) -> list[Attendee]:
        chosen = self.cleaned_data.get("who")
        return [one for one in self.attendees if chosen is None or str(one.uuid) in chosen]


def _called(attendee: Attendee) -> str:
    return attendee.name or f"Person {attendee.position}, to be named"


class DayLinkForm(PortalForm):
    submit_label = "Make a link"
    name = forms.CharField(
        label="Who is it for?",
        max_length=100,
        required=False,
        help_text="A first name is enough. It helps you to know which link to take back.",
    )
    key = KeyField()


def waited(seconds: int | None) -> dt.timedelta:
    """A phone's word for how long ago it was, within reason."""
    return min(dt.timedelta(seconds=max(0, min(seconds or 0, 10**6))), LONGEST_WAIT)
