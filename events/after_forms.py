"""The forms of what comes after an event."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from core import pdf
from core.forms import LongTextField, NameField, PortalForm, Radios, choices_of
from core.uktime import uk_date
from events.actions import Named
from events.actions.series_booking import next_with_room
from events.booking_forms import press_key
from events.models import Event, Feedback, Module, Pool
from events.seats import seats_words


class CertificateCheckForm(PortalForm):
    submit_label = "Check"
    method = "get"
    mark_optional = False

    number = forms.CharField(
        label="Certificate number",
        max_length=40,
        help_text="It is at the bottom of the certificate, like 7K3M-9QXD-2FHT.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false", "autocomplete": "off"}),
    )


class TraineeNameForm(PortalForm):
    submit_label = "Save the name"

    name = NameField(label="Name on the certificate")

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if missing := pdf.unprintable(name):
            raise ValidationError(f"We have no letters to print “{missing}”. Write the name without them")
        return name


USEFUL = [
    (5, "Very useful"),
    (4, "Useful"),
    (3, "Somewhat useful"),
    (2, "Not very useful"),
    (1, "Not useful at all"),
]


def rating(label: str, *, choices=Feedback.Rating.choices, required: bool = False) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=None, required=required, widget=Radios(small=True)
    )


class FeedbackForm(PortalForm):
    """Two minutes: one question has to be answered, the others may be."""

    submit_label = "Send"

    overall = rating("How was the event as a whole?", required=True)
    speakers = rating("How were the speakers?")
    usefulness = rating("How useful was it to you?", choices=USEFUL)
    best = LongTextField(label="What was best?", max_length=1000, rows=3, required=False)
    better = LongTextField(label="What should be better next time?", max_length=1000, rows=3, required=False)
    quote = LongTextField(
        label="A sentence for others",
        max_length=300,
        rows=2,
        required=False,
        help_text="What would you tell a colleague about it? For example: “Very good event. Excellent speakers.”",
    )
    quote_use = forms.ChoiceField(
        label="May we publish this sentence?",
        choices=Feedback.QuoteUse.choices,
        required=False,
        widget=Radios(small=True),
    )
    quote_name = NameField(
        label="Name to go with it", required=False, help_text="Only if you answered “Yes, with my name”."
    )
    training = forms.ChoiceField(
        label="Would you take our training?",
        choices=Feedback.Training.choices,
        required=False,
        widget=Radios(small=True),
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("quote"):
            cleaned |= {"quote_use": "", "quote_name": ""}
        elif not cleaned.get("quote_use") and "quote_use" not in self.errors:
            self.add_error("quote_use", "Say whether we may publish your sentence")
        elif cleaned.get("quote_use") == Feedback.QuoteUse.NAMED and not cleaned.get("quote_name"):
            self.add_error("quote_name", "Enter the name to go with your sentence, or choose to leave it out")
        if cleaned.get("quote_use") != Feedback.QuoteUse.NAMED:
            cleaned["quote_name"] = ""
        return cleaned


NOT_NOW = "none"


class SeriesBookingForm(PortalForm):
    """A session of each module, and who books. Who else comes is said later, for each booking.

    A module of which nothing is said is booked as the page had chosen it.
    """

    submit_label = "Book the training"
    mark_optional = False

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    name = NameField(label="Your name")
    email = forms.EmailField(
        label="Your email address",
        help_text="We send the bookings there, with links to change them.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    organisation_name = forms.CharField(
        label="Where you work (optional)",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    people = forms.TypedChoiceField(
        label="For how many people?",
        coerce=int,
        help_text="You yourself count. You can name the others and say what they need once you have booked.",
    )

    def __init__(self, *args: Any, modules: Sequence[tuple[Module, list[Pool]]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.modules = [(module, pools) for module, pools in modules if pools]
        for module, pools in self.modules:
            self.fields[f"module_{module.pk}"] = _which_session(module, pools)
        self.order_fields([f"module_{module.pk}" for module, _ in self.modules])
        most = max((pool.event.party_limit for _, pools in self.modules for pool in pools), default=1)
        choices_of(self, "people").choices = [(n, str(n)) for n in range(1, most + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.pools:
            raise ValidationError("Choose a session of one module at least.")
        return cleaned

    @property
    def pools(self) -> list[Pool]:
        fields = [f"module_{module.pk}" for module, _ in self.modules]
        chosen = {self.cleaned_data.get(name) or self.fields[name].initial for name in fields}
        return [pool for _, pools in self.modules for pool in pools if str(pool.pk) in chosen]

    def booking(self) -> dict[str, Any]:
        """What `book_series` asks for."""
        given = self.cleaned_data
        others = [Named()] * (given["people"] - 1)
        return {
            "pools": self.pools,
            "name": given["name"],
            "email": given["email"],
            "organisation_name": given["organisation_name"],
            "attendees": [Named(given["name"]), *others],
            "request_key": press_key(given["request_key"], given["email"]),
        }


def _which_session(module: Module, pools: list[Pool]) -> forms.ChoiceField:
    chosen = next_with_room(pools)
    sessions = [(str(pool.pk), f"{pool.event.when}, {_where(pool)}") for pool in pools]
    return forms.ChoiceField(
        label=module.name,
        required=False,
        choices=[*sessions, (NOT_NOW, "Not this module now")],
        initial=str(chosen.pk) if chosen else NOT_NOW,
        widget=Radios(small=True, hints={str(pool.pk): seats_words(pool) for pool in pools}, or_before=NOT_NOW),
    )


def _where(pool: Pool) -> str:
    venue = pool.event.venue
    return venue.town if venue and pool.mode == Pool.Mode.IN_PERSON else "online"


class EventChoiceField(forms.ModelChoiceField):
    """Two events may have one name: their dates tell them apart."""

    def label_from_instance(self, event: Any) -> str:
        return f"{event.title}, {uk_date(event.starts_at)}"


class FollowOnForm(PortalForm):
    submit_label = "Save"

    event = EventChoiceField(
        label="Which online event follows?",
        queryset=Event.objects.none(),
        required=False,
        empty_label="None",
        help_text="Only events that are published, online, and still to come are listed.",
    )

    def __init__(self, *args: Any, events: QuerySet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices_of(self, "event").queryset = events
