"""The forms of a pair: notes, goals, what the team should know, the end, and what it was like."""

from typing import Any

from django import forms

from core.forms import LongTextField, PortalForm, Radios, choices_of
from core.presses import KeyField
from core.seen import SeenForm
from mentoring.actions.concerns import Way
from mentoring.models import Concern, Goal, Pair, PairFeedback, PairNote

LEAVE_OUT = "Please leave out details of anybody you care for."
YES_NO = [("yes", "Yes"), ("no", "No")]


def note_field() -> LongTextField:
    return LongTextField(
        label="Your note",
        help_text=f"Both of you read it. The team does not. {LEAVE_OUT}",
        max_length=PairNote._meta.get_field("text").max_length,
        rows=8,
    )


class NewNoteForm(PortalForm):
    submit_label = "Save the note"

    text = note_field()
    key = KeyField()


class NoteForm(SeenForm):
    submit_label = "Save the note"

    text = note_field()


class GoalForm(PortalForm):
    submit_label = "Add the goal"

    text = forms.CharField(
        label="What would you like to get done together?",
        max_length=Goal._meta.get_field("text").max_length,
        help_text="Small is good, like “Find three jobs to apply for”. Both of you see it. The team does not.",
    )
    key = KeyField()


class ConcernForm(PortalForm):
    submit_label = "Tell the team"

    words = LongTextField(
        label="What would you like us to know?",
        required=False,
        help_text=f"You can leave this empty. {LEAVE_OUT}",
        max_length=Concern._meta.get_field("words").max_length,
    )


def another_field(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, coerce=lambda answer: answer == "yes", widget=Radios(small=True)
    )


# As one of the two would say it. The others are for staff, and for a mentor who says no.
OWN_REASONS = [
    (Pair.Reason.TIME, "I do not have enough time"),
    (Pair.Reason.TIMES, "We find no times that suit us both"),
    (Pair.Reason.FIT, "We are not the right match"),
    (Pair.Reason.CHANGED, "My work or my life has changed"),
    (Pair.Reason.ENOUGH, "We have done what we set out to do"),
    (Pair.Reason.OTHER, "Something else"),
]


class EndForm(PortalForm):
    """Why, for the team alone. A returner says, too, whether they would like another mentor."""

    submit_label = "End our mentoring"
    submit_class = "govuk-button--warning"

    reason = forms.ChoiceField(
        label="Why do you end it?",
        help_text="Only the team sees this.",
        choices=OWN_REASONS,
        widget=Radios(small=True),
        error_messages={"required": "Select why you end it"},
    )
    words = LongTextField(
        label="Anything the team should know?",
        required=False,
        rows=3,
        help_text=f"Only the team reads this. {LEAVE_OUT}",
        max_length=Pair._meta.get_field("private_words").max_length,
    )
    another = another_field("Would you like another mentor?")

    def __init__(self, data: Any = None, *, is_mentor: bool):
        super().__init__(data)
        if is_mentor:
            del self.fields["another"]

    def said(self) -> dict[str, Any]:
        # Whose mentor stops did not ask for that.
        return {"another": True, **self.cleaned_data, "reason": Pair.Reason(self.cleaned_data["reason"])}


class FeedbackForm(PortalForm):
    submit_label = "Send"

    rating = forms.TypedChoiceField(
        label="How useful is the mentoring to you?",
        choices=PairFeedback.Useful.choices,
        coerce=int,
        widget=Radios(small=True),
    )
    words = LongTextField(
        label="What should we know?",
        required=False,
        rows=4,
        help_text="What helps, or what should be different. Please leave out names.",
        max_length=PairFeedback._meta.get_field("words").max_length,
    )

    def __init__(self, data: Any = None, *, is_over: bool, is_mentor: bool):
        super().__init__(data)
        what = "the mentoring to them, as far as you can tell" if is_mentor else "the mentoring to you"
        choices_of(self, "rating").label = f"How useful {'was' if is_over else 'is'} {what}?"


class SettleForm(PortalForm):
    """What came of a talk with whoever raised a concern."""

    submit_label = "Settle it"

    way = forms.TypedChoiceField(
        label="What happens now?",
        choices=[
            (Way.GO_ON, "They go on as a pair"),
            (Way.ANOTHER, "The pair ends, and another mentor is asked for the returner"),
            (Way.END, "The pair ends, and no other mentor is asked"),
        ],
        coerce=Way,
        widget=Radios(small=True),
        error_messages={"required": "Select what happens now"},
    )

    def __init__(self, data: Any = None, *, is_running: bool):
        super().__init__(data)
        if not is_running:
            field = choices_of(self, "way")
            field.choices = [(Way.GO_ON, "Nothing more: they are no longer a pair")]


class CloseForm(PortalForm):
    """A member of staff ends a pair."""

    submit_label = "End the pair"
    submit_class = "govuk-button--warning"

    reason = forms.ChoiceField(
        label="Why does it end?",
        help_text="Neither of the two sees this.",
        choices=Pair.Reason.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select why it ends"},
    )
    another = another_field("Is another mentor to be asked for the returner?")
