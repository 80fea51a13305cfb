"""What people fill in to book, and to change what they booked."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.urls import reverse_lazy
from phonenumber_field.phonenumber import PhoneNumber

from core.forms import Checkboxes, NameField, PhoneField, PortalForm, Radios, choices_of
from events.actions import Named
from events.models import Attendee, Event, Pool
from events.seats import seats_words

CONSENT = (
    "Only if you told us about needs or food: I agree that you keep it to run this event, and have asked everybody it"
    " is about. You delete it 30 days after the event."
)
NOT_AGREED = "Tick the box to agree that we keep what you wrote about needs and food, or take it out"


class PeopleForm(PortalForm):
    """Fields for each of a party. A subclass calls `add_people` where its own fields end."""

    people: int

    def add_people(self, people: int, *, with_needs: bool = True) -> None:
        self.people = people
        for n in range(1, people + 1):
            of = f" of person {n}" if people > 1 else ""
            self.fields[f"name_{n}"] = NameField(
                label=f"Name{of}" if of else "Name of who comes",
                required=False,
                help_text="Leave it empty if you come yourself."
                if n == 1
                else "Leave it empty if you do not know yet.",
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            )
            if with_needs:
                self._add_needs(n, of)
        if with_needs:
            self.fields["consent"] = forms.BooleanField(label=CONSENT, required=False)

    def _add_needs(self, n: int, of: str) -> None:
        self.fields[f"access_{n}"] = forms.CharField(
            label=f"Access needs{of}",
            help_text="For example a step-free way, captions, or somewhere quiet.",
            max_length=500,
            required=False,
        )
        self.fields[f"diet_{n}"] = forms.CharField(
            label=f"Food{of}", help_text="For example vegan, halal, or no nuts.", max_length=200, required=False
        )

    @property
    def party(self) -> Iterator[dict[str, Any]]:
        """For the template: each person's boxes, and whether what they need is to be seen at once."""
        for n in range(1, self.people + 1):
            names = [name for name in (f"access_{n}", f"diet_{n}") if name in self.fields]
            needs: list[BoundField] = [self[name] for name in names]
            is_open = any(field.value() or field.errors for field in needs)
            yield {"number": n, "name": self[f"name_{n}"], "needs": needs, "open": is_open}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.tells_of_needs = any(cleaned.get(f"{what}_{n}") for what in ("access", "diet") for n in self.numbers)
        if self.tells_of_needs and not cleaned.get("consent"):
            self.add_error("consent", NOT_AGREED)
        return cleaned

    @property
    def numbers(self) -> range:
        return range(1, self.people + 1)

    def named(self) -> list[Named]:
        given = self.cleaned_data
        return [Named(given[f"name_{n}"], "", given[f"access_{n}"], given[f"diet_{n}"]) for n in self.numbers]


class BookingForm(PeopleForm):
    """One page: who books, how they come, and for whom. It works without a script: see `reshaped`."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    name = NameField(label="Your name")
    email = forms.EmailField(
        label="Your email address",
        help_text="We send the booking there, with a link to change it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    organisation_name = forms.CharField(
        label="Where you work",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    phone = PhoneField(
        label="Phone number", required=False, help_text="We call only if something changes at the last moment."
    )

    def __init__(self, *args: Any, event: Event, pools: list[Pool], people: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.event, self.pools = event, pools
        if len(pools) > 1:
            hints: dict[object, str] = {pool.mode: seats_words(pool) for pool in pools}
            self.fields["mode"] = forms.ChoiceField(
                label="How will you come?", choices=Pool.Mode.choices, widget=Radios(hints=hints)
            )
            self.order_fields(["request_key", "mode"])
        self.add_people(people)

    @property
    def pool(self) -> Pool:
        mode = self.cleaned_data.get("mode")
        return next(pool for pool in self.pools if mode in (None, pool.mode))

    def booking(self) -> dict[str, Any]:
        """What `book` asks for."""
        given = self.cleaned_data
        first, *others = self.named()
        phone: PhoneNumber | str = given["phone"]
        return {
            "name": given["name"],
            "email": given["email"],
            "organisation_name": given["organisation_name"],
            "phone": phone.as_e164 if isinstance(phone, PhoneNumber) else "",
            "attendees": [Named(first.name or given["name"], first.email, first.access_needs, first.diet), *others],
            "needs_agreed": self.tells_of_needs,
            "request_key": press_key(given["request_key"], given["email"]),
        }


def press_key(page_key: uuid.UUID, email: str) -> uuid.UUID:
    """A press is one page sent with one address. With another it is another press, whatever became of the first: what
    follows would else tell whether there was a booking with that one."""
    return uuid.uuid5(page_key, email.lower())


def people_asked_for(event: Event, text: str | None) -> int:
    """How many there are boxes for: 1 unless the address says otherwise, at most the event's limit."""
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 1
    return max(1, min(number, event.party_limit))


def reshaped(typed: dict[str, Any], people: int) -> tuple[dict[str, Any], int]:
    """What was typed, with room for one person more, or without the one who was taken out."""
    if "add" in typed:
        return typed, people + 1
    out = people_out(typed, people)
    for what in ("name", "access", "diet"):
        kept = [typed.get(f"{what}_{n}", "") for n in range(1, people + 1) if n != out]
        typed |= {f"{what}_{n}": value for n, value in enumerate([*kept, ""], start=1)}
    return typed, max(people - 1, 1)


def people_out(typed: dict[str, Any], people: int) -> int:
    """The number of the person to take out: the last, where it makes no sense."""
    number = typed.get("remove", "")
    return int(number) if number in {str(n) for n in range(1, people + 1)} else people


class NamesForm(PeopleForm):
    """Who comes and what they need. A colleague of whoever booked sees nothing of the needs: they stay as they are."""

    submit_label = "Save"

    def __init__(self, *args: Any, attendees: list[Attendee], agreed: bool, sees_needs: bool = True, **kwargs: Any):
        self.attendees, self.agreed = attendees, agreed
        initial: dict[str, Any] = {"consent": agreed}
        for n, attendee in enumerate(attendees, start=1):
            needs = {f"access_{n}": attendee.access_needs, f"diet_{n}": attendee.diet}
            initial |= {f"name_{n}": attendee.name, **needs}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.add_people(len(attendees), with_needs=sees_needs)
        self.fields["name_1"].help_text = "Leave it empty if you do not know yet."

    @property
    def is_agreed(self) -> bool:
        return self.tells_of_needs if "consent" in self.fields else self.agreed

    def named(self) -> list[Named]:
        given = self.cleaned_data
        return [
            Named(
                given[f"name_{n}"],
                one.email,
                given.get(f"access_{n}", one.access_needs),
                given.get(f"diet_{n}", one.diet),
            )
            for n, one in enumerate(self.attendees, start=1)
        ]


class FewerForm(PortalForm):
    """Who of the party does not come."""

    submit_label = "Take them out"
    out = forms.MultipleChoiceField(
        label="Who does not come?",
        error_messages={"required": "Choose who does not come"},
        widget=Checkboxes(),
    )

    def __init__(self, *args: Any, attendees: list[Attendee], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(str(person.uuid), person.name or f"Person {person.position}, to be named") for person in attendees]
        choices_of(self, "out").choices = choices

    def clean_out(self) -> list[uuid.UUID]:
        return [uuid.UUID(value) for value in self.cleaned_data["out"]]


class FindForm(PortalForm):
    submit_label = "Send me the link"
    # It stands on the page for a link that does not work, too.
    action = reverse_lazy("events:booking_find")
    email = forms.EmailField(
        label="Email address you booked with",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
