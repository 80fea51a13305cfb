"""The forms of the roadmap."""

from django import forms

from core.forms import LongTextField, PortalForm, UKDateField
from core.presses import KeyField
from core.seen import SeenForm
from participation.models import Roadmap

ABOUT_YOU = "Only you see this. Please leave out details of anybody you care for."


def own_words(label: str, hint: str) -> LongTextField:
    return LongTextField(label=label, help_text=hint, max_length=Roadmap.LONGEST, rows=8, required=False)


class OwnWordsForm(SeenForm):
    """One part of a roadmap, in a box of its own."""

    submit_label = "Save"
    heading_field = "text"
    mark_optional = False


class GoalsForm(OwnWordsForm):
    text = own_words(
        "Where would you like to get to?",
        f"For example a kind of work, a number of hours, or how you want to feel about it. {ABOUT_YOU}",
    )


class StrengthsForm(OwnWordsForm):
    text = own_words(
        "What are you good at?",
        "Think of work, of your time away from it, and of what others ask you for. Only you see this.",
    )


class ValuesForm(OwnWordsForm):
    text = own_words(
        "What matters to you at work?",
        "For example to learn, to help, to be trusted, or to be home by three. Only you see this.",
    )


class NextStepForm(PortalForm):
    submit_label = "Save"

    what = forms.CharField(
        label="What will you do?",
        max_length=200,
        help_text="Small is good, like “Ask Sam to read my CV”.",
    )
    due_on = UKDateField(
        label="By when?", subject="The date", required=False, help_text="For example 27 3 2027. You can leave it open."
    )


class NewStepForm(NextStepForm):
    submit_label = "Add it"

    key = KeyField()


PARTS: dict[str, type[OwnWordsForm]] = {"goals": GoalsForm, "strengths": StrengthsForm, "values": ValuesForm}
