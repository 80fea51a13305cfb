"""The forms of a timetable."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q, QuerySet

from accounts.models import User
from cohorts.models import Cohort, Programme, ProgrammeRole
from core.forms import LongTextField, PortalForm, UKInstantField, choices_of
from core.presses import KeyField
from core.seen import SeenForm
from participation.models import Group, Session

FEW = forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"})
MOST_PEOPLE = 10_000


def leaders_of(programme: Programme, now: User | None = None) -> QuerySet[User]:
    """Who can lead a session: its session leaders and managers, and whoever leads it `now`."""
    roles = ProgrammeRole.objects.that_lead().filter(programme=programme)
    return User.objects.filter(Q(pk__in=roles.values("person")) | Q(pk=now.pk if now else None)).order_by("name", "pk")


class WordsOfASession(SeenForm):
    """What a session is, whom it is for and where: the same in an outline and in a timetable."""

    kind = forms.ChoiceField(
        label="What kind of session is it?", choices=[("", "Choose a kind"), *Session.Kind.choices]
    )
    title = forms.CharField(label="Title", help_text="Like “Your CV after a break”.", max_length=150)
    about = LongTextField(
        label="What it is about (optional)",
        help_text="What people do there, and what to bring.",
        required=False,
        max_length=2000,
        rows=4,
    )
    minutes = forms.IntegerField(
        label="How many minutes does it last?",
        help_text="Two hours are 120 minutes.",
        min_value=5,
        max_value=12 * 60,
        widget=FEW,
    )
    track = forms.ModelChoiceField(
        label="Who is it for?", queryset=Programme.objects.none(), required=False, empty_label="Everyone in the cohort"
    )
    is_core = forms.BooleanField(
        label="It counts towards completing the programme",
        help_text="ReFresh Week never does: people choose it.",
        required=False,
        initial=True,
    )
    capacity = forms.IntegerField(
        label="Room for how many people? (optional)",
        help_text="Leave it empty if there is room for everyone.",
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=FEW,
    )
    place = forms.CharField(
        label="Place (optional)",
        help_text="Building, street and town. Leave it empty if people meet online.",
        required=False,
        max_length=200,
    )

    mark_optional = False
    WORDS = ("kind", "title", "about", "track", "is_core", "capacity", "place")

    def offer_tracks(self, programme: Programme) -> None:
        choices_of(self, "track").queryset = programme.strands.all()

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        if given.get("kind") == Session.Kind.REFRESH and given.get("is_core"):
            self.add_error("is_core", "People choose ReFresh Week, so it cannot count. Take the tick away")
        return given

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.WORDS}


class SessionForm(WordsOfASession):
    """A session of a cohort: added, or changed."""

    submit_label = "Save the session"
    starts_at = UKInstantField(
        label="When does it start?",
        help_text="In UK time. For example, 27 3 2027 and 10am.",
        subject="The start",
        error_messages={"required": "Enter the day and the time when it starts"},
    )
    join_url = forms.URLField(
        label="Link to join online (optional)",
        help_text="Only people who take part see it, shortly before the session. It can wait until then.",
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    leader = forms.ModelChoiceField(
        label="Who leads it? (optional)",
        help_text="Session leaders and managers of the programme.",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
    )
    group = forms.ModelChoiceField(
        label="Is it for one small group only? (optional)",
        help_text="Only its members see it, once they know they are in it.",
        queryset=Group.objects.none(),
        required=False,
        empty_label="No",
    )
    key = KeyField()

    def __init__(self, data: Any = None, *, cohort: Cohort, session: Session | None = None, seen: str = ""):
        super().__init__(data, seen=seen, initial=_initial(session) if session else None)
        self.session = session
        self.offer_tracks(cohort.programme)
        self.offer_groups(cohort)
        self.layout = Layout(
            Fieldset("What", "kind", "title", "about", "is_core"),
            Fieldset("When", "starts_at", "minutes"),
            Fieldset("Where", "place", "join_url", "capacity"),
            Fieldset("Who", *(name for name in ("track", "group", "leader") if name in self.fields)),
            "key",
        )
        leader = choices_of(self, "leader")
        leader.queryset = leaders_of(cohort.programme, session.leader if session else None)
        leader.label_from_instance = lambda person: person.name or person.email

    def offer_groups(self, cohort: Cohort) -> None:
        """None where there are no groups: then nobody is asked."""
        if cohort.groups.exists():
            choices_of(self, "group").queryset = cohort.groups.all()
        else:
            del self.fields["group"]

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        if given.get("group"):
            if given.get("kind") != Session.Kind.SMALL_GROUP:
                self.add_error("group", "Choose “Small group” as the kind, or leave this at “No”")
            if given.get("track"):
                self.add_error("track", "A small group has people of several strands: choose everyone here")
        return given

    def given(self) -> dict[str, Any]:
        """As the model has it. A form shows no seconds: an instant that was kept with some is the same without."""
        starts_at, session = self.cleaned_data["starts_at"], self.session
        if session and starts_at == session.starts_at.replace(second=0, microsecond=0):
            starts_at = session.starts_at
        ends_at = starts_at + dt.timedelta(minutes=self.cleaned_data["minutes"])
        more = {name: self.cleaned_data.get(name) for name in ("join_url", "leader", "group")}
        return {**self.words(), **more, "starts_at": starts_at, "ends_at": ends_at}


def _initial(session: Session) -> dict[str, Any]:
    names = (*SessionForm.WORDS, "starts_at", "minutes", "join_url", "leader", "group")
    return {name: getattr(session, name) for name in names}


class CallOffForm(PortalForm):
    submit_label = "Call the session off"
    submit_class = "govuk-button--warning"
    why = forms.CharField(
        label="Why does it not take place?",
        help_text="People who would have come read this.",
        max_length=300,
        error_messages={"required": "Enter why it does not take place"},
    )
