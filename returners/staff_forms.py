"""The forms of staff about applications, cohorts and their places."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from cohorts.models import Cohort, Strand
from core.forms import LongTextField, NameField, PhoneField, PortalForm, Radios, choices_of
from returners.models import Application, Place, Reopening


class OverruleForm(PortalForm):
    submit_label = "Save the decision"
    eligible = forms.TypedChoiceField(
        label="What do you decide?",
        choices=[("yes", "Eligible"), ("no", "Not eligible")],
        error_messages={"required": "Select what you decide"},
        coerce=lambda answer: answer == "yes",
        widget=Radios(
            hints={
                "yes": "They get the place that is kept for them, or keep their turn on the waiting list. With neither,"
                " they get the next place that comes free, before everyone who waits.",
                "no": "We write to the applicant and give your reason in the letter.",
            }
        ),
    )
    why = LongTextField(
        label="Your reason",
        help_text="Kept with the decision. If it is not eligible, the applicant reads it: write to them.",
        max_length=500,
    )

    # The newest decision on the page, so that new answers are never decided on unread.
    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, only: str = "", read: int, gets: str = ""):
        """`only`: the one way in which it can be decided, if there is but one."""
        super().__init__(data, initial={"read": read})
        if gets:
            widget = choices_of(self, "eligible").widget
            widget.hints = {**widget.hints, "yes": gets}
        if only:
            field = choices_of(self, "eligible")
            field.choices = [choice for choice in field.choices if choice[0] == only]
            self.initial["eligible"] = only


class DecideAgainForm(PortalForm):
    submit_label = "Save the decision"
    gives_place = forms.TypedChoiceField(
        label="What do you decide?",
        choices=[("yes", "Give a place after all"), ("no", "Keep the decision")],
        error_messages={"required": "Select what you decide"},
        coerce=lambda answer: answer == "yes",
        widget=Radios(
            hints={
                "yes": "They get the next place that comes free, before everyone on the waiting list. Nobody loses"
                " theirs.",
                "no": "We write to the applicant and give your reason in the letter.",
            }
        ),
    )
    why = LongTextField(
        label="Your reason",
        help_text="Kept with the decision. If you keep the decision, the applicant reads it: write to them.",
        max_length=500,
    )
    # The newest assessment on the page.
    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, read: int, is_asked: bool):
        super().__init__(data, initial={"read": read})
        if not is_asked:
            choices_of(self, "gives_place").choices = [("yes", "Give a place after all")]
            self.initial["gives_place"] = "yes"


class ReopenForm(PortalForm):
    submit_label = "Reopen this section"
    section = forms.ChoiceField(
        label="Which section?", widget=Radios, error_messages={"required": "Select the section to reopen"}
    )
    why = LongTextField(
        label="Your note to the applicant",
        help_text="Say what to look at and why. They read it in an email and on their application.",
        max_length=500,
        error_messages={"required": "Write a note, so that they know what to change"},
    )

    def __init__(self, data: Any = None, *, sections: list[Reopening.Section]):
        super().__init__(data)
        choices_of(self, "section").choices = [(section.value, section.label) for section in sections]


class PhoneStartForm(PortalForm):
    submit_label = "Start the application"
    cohort = forms.ModelChoiceField(
        label="Which cohort?",
        queryset=Cohort.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select the cohort they apply to"},
    )
    full_name = NameField(label="Full name", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label="Email address",
        help_text="We send them a link to it. Read it back to them letter by letter.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = PhoneField(label="Phone number", help_text="The number we can call them back on.")

    def __init__(self, data: Any = None, *, cohorts: Any, chosen: Any = None):
        super().__init__(data, initial={"cohort": chosen})
        choices_of(self, "cohort").queryset = cohorts


class ResizeForm(PortalForm):
    submit_label = "Change the number of places"
    number = forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"})
    capacity = forms.IntegerField(label="Places", min_value=0, max_value=10_000, widget=number)
    allowance = forms.IntegerField(
        label="Overbooking allowance",
        help_text="How many more places than that may be given out, because some people turn theirs down.",
        min_value=0,
        max_value=10_000,
        widget=number,
    )
    why = forms.CharField(label="Your reason", max_length=500)


class CalendarChangeForm(PortalForm):
    """The reason for what the page shows would move. `shown`: what it was when the page was drawn."""

    submit_label = "Change the calendar"
    why = forms.CharField(label="Your reason", help_text="Kept with the change. Staff can read it.", max_length=500)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, seen: str):
        self.shown = data.get("seen", "") if data else ""
        super().__init__({**data.dict(), "seen": seen} if data else None, initial={"seen": seen})


class ApplicationFilterForm(PortalForm):
    """Filters of the list of applications, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    cohort = forms.ModelChoiceField(label="Cohort", queryset=Cohort.objects.none(), required=False, empty_label="All")
    strand = forms.ModelChoiceField(label="Strand", queryset=Strand.objects.none(), required=False, empty_label="All")
    status = forms.ChoiceField(label="Status", required=False)
    place = forms.ChoiceField(label="Place", required=False, choices=[("", "All"), *Place.STANDING.items()])

    def __init__(self, data: Any, *, cohorts: Any):
        super().__init__(data)
        choices_of(self, "cohort").queryset = cohorts
        strands = Strand.objects.filter(programme__in=cohorts.values("programme")).select_related("programme")
        choices_of(self, "strand").queryset = strands
        statuses = [s for s in Application.Status if s not in (Application.Status.DRAFT, Application.Status.SUBMITTED)]
        choices_of(self, "status").choices = [("", "All"), *((s.value, s.label) for s in statuses)]

    def narrow(self, rows: Any) -> Any:
        """Those of these applications that are meant."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if status := chosen.pop("place", None):
            rows = rows.filter(Exists(Place.objects.filter(application=OuterRef("pk"), status=status)))
        return rows.filter(**chosen)
