"""The forms with which staff make events, and change them."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import QuerySet

from accounts.models import User
from cohorts.models import Programme
from core.forms import LongTextField, PortalForm, PostcodeField, Radios, UKInstantField, choices_of
from core.presses import KeyField
from events.models import Event, Module, Pool, Speaker, Supporter, Venue

FEW = forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"})
IN_PERSON, ONLINE, BOTH = "in person", "online", "both"
NEW = "new"
MOST_SEATS = 100_000


def runs_programmes(user: User) -> QuerySet:
    """The programmes this member of staff may make events of."""
    return Programme.objects.all() if user.is_events_officer else Programme.objects.managed_by(user)


def only_one(programmes: QuerySet) -> Programme | None:
    """Where there is only one to choose, nobody is asked."""
    found = list(programmes[:2])
    return found[0] if len(found) == 1 else None


class VenueFields(PortalForm):
    """A venue that is not known yet. Where none is needed, nothing is asked for."""

    venue_name = forms.CharField(label="Name of the building", max_length=200, required=False)
    venue_street = forms.CharField(label="Building and street", max_length=200, required=False)
    venue_town = forms.CharField(label="Town or city", max_length=100, required=False)
    venue_postcode = PostcodeField(label="Postcode", required=False)
    venue_access = LongTextField(
        label="Getting in and around",
        help_text="Steps and lifts, hearing loop, toilets, parking, the nearest station.",
        max_length=2000,
        required=False,
    )
    VENUE = ("venue_name", "venue_street", "venue_town", "venue_postcode", "venue_access")

    def check_venue(self) -> None:
        for name in self.VENUE:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, f"Enter the {str(self.fields[name].label).lower()} of the new venue")

    def new_venue(self) -> Venue:
        return Venue(**{name.removeprefix("venue_"): self.cleaned_data[name] for name in self.VENUE})


class EventForm(VenueFields):
    """An event: what it is, when and where. Seats are asked for where there are none yet."""

    mark_optional = False
    submit_label = "Save the event"
    programme = forms.ModelChoiceField(
        label="Programme", queryset=Programme.objects.none(), empty_label="Choose a programme"
    )
    kind = forms.ChoiceField(
        label="What kind of event is it?",
        choices=Event.Kind,
        widget=Radios,
        error_messages={"required": "Select what kind of event it is"},
    )
    module = forms.ModelChoiceField(
        label="Training module (optional)",
        help_text="If it is a session of a series.",
        queryset=Module.objects.none(),
        required=False,
        empty_label="None",
    )
    title = forms.CharField(label="Title", max_length=150)
    summary = LongTextField(
        label="Summary", help_text="What it is and who it is for, in one or two sentences.", max_length=300, rows=3
    )
    who_for = forms.CharField(
        label="Who it is for (optional)",
        help_text="Like “Employers in the North West”. Needed before it is published.",
        max_length=300,
        required=False,
    )
    about = LongTextField(
        label="What happens (optional)",
        help_text="Leave an empty line between paragraphs. Needed before it is published.",
        max_length=5000,
        required=False,
        rows=8,
    )
    starts_at = UKInstantField(
        label="Starts",
        subject="The start",
        help_text="In UK time, like 24 4 2027 10am.",
        error_messages={"required": "Enter when the event starts"},
    )
    ends_at = UKInstantField(
        label="Ends",
        subject="The end",
        is_end=True,
        help_text="In UK time.",
        error_messages={"required": "Enter when the event ends"},
    )
    booking_closes_at = UKInstantField(
        label="Booking closes (optional)",
        subject="The close of booking",
        help_text="Leave it empty, and people can book until it starts.",
        required=False,
        is_end=True,
    )
    held = forms.ChoiceField(
        label="How do people take part?",
        choices=[(IN_PERSON, "In person"), (ONLINE, "Online"), (BOTH, "In person or online")],
        widget=Radios,
        error_messages={"required": "Select how people take part"},
    )
    venue = forms.ChoiceField(label="Venue", required=False)
    in_person_seats = forms.IntegerField(
        label="Seats in the room", min_value=1, max_value=MOST_SEATS, required=False, widget=FEW
    )
    online_seats = forms.IntegerField(
        label="Seats online", min_value=1, max_value=MOST_SEATS, required=False, widget=FEW
    )
    join_link = forms.URLField(
        label="Link to join online (optional)",
        help_text="Only people with a confirmed booking see it. It can wait until shortly before.",
        required=False,
        assume_scheme="https",
    )
    party_limit = forms.IntegerField(
        label="Most people in one booking", min_value=1, max_value=50, initial=5, widget=FEW
    )
    offer_hours = forms.IntegerField(
        label="Hours to take a freed seat",
        help_text="When a seat is freed, the next on the waiting list has so long to say yes.",
        min_value=1,
        max_value=336,
        initial=48,
        widget=FEW,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = KeyField()

    SEATS = {"in_person_seats": Pool.Mode.IN_PERSON, "online_seats": Pool.Mode.ONLINE}
    PLAIN = ("kind", "module", "title", "summary", "who_for", "about", "starts_at", "ends_at", "join_link")

    def __init__(self, data: Any = None, *, user: User, event: Event | None = None, module: str = ""):
        self.event = event
        new = {"kind": Event.Kind.TRAINING, "module": module} if module.isdecimal() else None
        super().__init__(data, initial=_initial(event) if event else new)
        self._choices(user)
        if event:
            self.fields.pop("programme", None)
            del self.fields["key"]
            self.fields["seen"].initial = event.edition
            modes = {pool.mode for pool in event.pools.all()}
            for name, mode in self.SEATS.items():
                if mode in modes:
                    del self.fields[name]

    def _choices(self, user: User) -> None:
        programmes = runs_programmes(user)
        choices_of(self, "programme").queryset = programmes
        self.only_programme = only_one(programmes)
        if self.only_programme:
            del self.fields["programme"]
        of = [self.event.programme] if self.event else programmes
        modules = (
            Module.objects.filter(series__programme__in=of).select_related("series").order_by("series", "position")
        )
        choices_of(self, "module").queryset = modules
        choices_of(self, "module").label_from_instance = lambda module: f"{module.series}: {module}"
        venues = [(str(venue.pk), str(venue)) for venue in Venue.objects.order_by("town", "name", "pk")]
        choices_of(self, "venue").choices = [("", "Choose a venue"), *venues, (NEW, "A new venue")]

    @property
    def layout(self) -> Layout:  # type: ignore[override]
        groups = {
            "What it is": ["programme", "kind", "module", "title", "summary", "who_for", "about"],
            "When": ["starts_at", "ends_at", "booking_closes_at"],
            "Where": ["held", "venue", "in_person_seats", "online_seats", "join_link"],
            "If it is a new venue": self.VENUE,
            "Booking": ["party_limit", "offer_hours"],
        }
        shown = {legend: [name for name in names if name in self.fields] for legend, names in groups.items()}
        return Layout(*(Fieldset(legend, *names) for legend, names in shown.items()))

    def clean(self) -> None:
        given = self.cleaned_data
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "The event must end after it starts")
        if starts and (closes := given.get("booking_closes_at")) and closes > starts:
            self.add_error("booking_closes_at", "Booking must close before the event starts, or when it starts")
        if given.get("module") and given.get("kind") != Event.Kind.TRAINING:
            self.add_error("module", "Only a training session has a module. Choose that kind, or no module")
        if given.get("held") in (IN_PERSON, BOTH):
            self._need("in_person_seats", "Enter how many seats there are in the room")
            self._need("venue", "Choose a venue, or add a new one")
            if given.get("venue") == NEW:
                self.check_venue()
        if given.get("held") in (ONLINE, BOTH):
            self._need("online_seats", "Enter how many seats there are online")

    def _need(self, name: str, words: str) -> None:
        if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    @property
    def chosen_programme(self) -> Programme:
        return self.only_programme or self.cleaned_data["programme"]

    def given(self) -> dict[str, Any]:
        """What the action takes, the programme apart."""
        given, event = self.cleaned_data, self.event
        held = given["held"]
        fields = {name: given[name] for name in (*self.PLAIN, "party_limit", "offer_hours")}
        fields["booking_closes_at"] = given["booking_closes_at"] or given["starts_at"]
        fields["online"] = held in (ONLINE, BOTH)
        fields["join_link"] = given["join_link"] if fields["online"] else ""
        fields["venue"] = self._venue() if held in (IN_PERSON, BOTH) else None
        for name in ("starts_at", "ends_at", "booking_closes_at"):
            # A form shows no seconds: an instant that was kept with some is the same without.
            if event and fields[name] == (was := getattr(event, name)).replace(second=0, microsecond=0):
                fields[name] = was
        if "key" in given:
            fields["key"] = given["key"]
        fields["seats"] = {mode: given[name] for name, mode in self.SEATS.items() if given.get(name)}
        return fields

    def _venue(self) -> Venue:
        chosen = self.cleaned_data["venue"]
        return self.new_venue() if chosen == NEW else Venue.objects.get(pk=chosen)


def _initial(event: Event) -> dict[str, Any]:
    held = BOTH if event.online and event.venue_id else ONLINE if event.online else IN_PERSON
    closes = event.booking_closes_at if event.booking_closes_at != event.starts_at else None
    names = ("kind", "module", "title", "summary", "who_for", "about", "starts_at", "ends_at", "join_link")
    return {
        **{name: getattr(event, name) for name in (*names, "party_limit", "offer_hours")},
        "module": event.module_id,
        "venue": str(event.venue_id or ""),
        "held": held,
        "booking_closes_at": closes,
    }


class CopyForm(PortalForm):
    submit_label = "Make the new event"
    starts_at = UKInstantField(
        label="When does the new event start?", subject="The start", help_text="In UK time, like 24 4 2027 10am."
    )
    key = KeyField()


class CancelEventForm(PortalForm):
    submit_label = "Cancel the event"
    submit_class = "govuk-button--warning"
    why = forms.CharField(
        label="Why is it cancelled?",
        help_text="The event’s page says it, and so does the letter to everybody who booked.",
        max_length=Event._meta.get_field("cancelled_why").max_length,
    )


class SeatsForm(PortalForm):
    submit_label = "Change the seats"
    capacity = forms.IntegerField(label="Seats", min_value=0, max_value=MOST_SEATS, widget=FEW)
    allowance = forms.IntegerField(
        label="Overbooking allowance",
        help_text="How many more than that may book, because some people do not come.",
        min_value=0,
        max_value=MOST_SEATS,
        widget=FEW,
    )


class AccessForm(PortalForm):
    submit_label = "Save"
    access = LongTextField(
        label="Getting in and around",
        help_text="Steps and lifts, hearing loop, toilets, parking, the nearest station. Every event at this venue"
        " shows it.",
        max_length=2000,
    )


class SpeakerForm(PortalForm):
    submit_label = "Save the speaker"
    name = forms.CharField(label="Name", max_length=Speaker._meta.get_field("name").max_length)
    role = forms.CharField(label="Job and organisation", max_length=200, required=False)
    about = LongTextField(label="About them", max_length=500, required=False, rows=3)


class SupporterForm(PortalForm):
    submit_label = "Save the supporter"
    name = forms.CharField(label="Name", max_length=Supporter._meta.get_field("name").max_length)
    website = forms.URLField(label="Website", required=False, assume_scheme="https")


class EventListForm(PortalForm):
    """Filters of the staff's list, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "All"),
            ("coming", "Coming up"),
            ("draft", "Draft"),
            ("over", "Over"),
            ("cancelled", "Cancelled"),
        ],
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *Event.Kind.choices])
    programme = forms.ModelChoiceField(
        label="Programme", queryset=Programme.objects.none(), required=False, empty_label="All"
    )

    def __init__(self, data: Any, *, programmes: QuerySet):
        super().__init__(data)
        choices_of(self, "programme").queryset = programmes

    def narrow(self, events: Any, at: dt.datetime) -> Any:
        chosen = {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
        state = chosen.pop("state", "")
        if state == "coming":
            events = events.published().not_over(at)
        elif state == "over":
            events = events.published().over(at)
        elif state:
            events = events.filter(status=state)
        return events.filter(**chosen)
