"""Forms of a programme's rubric: how many reviews there are, and what they score."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from cohorts.models import Criterion, Rubric
from cohorts.models.rubric import LEVELS
from core.forms import LongTextField, choices_of
from core.seen import SeenForm

FEW = forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"})
LONGEST = {field.name: field.max_length for field in Criterion._meta.fields}


class RubricForm(SeenForm):
    submit_label = "Save"
    reviews_each = forms.IntegerField(
        label="How many people read each application?",
        help_text="Two are usual: one alone may be strict or kind.",
        min_value=1,
        max_value=5,
        widget=FEW,
    )
    gap_limit = forms.IntegerField(
        label="By how many points may their scores differ?",
        help_text="A score goes from 0 to 100 points. Where two differ by more than this, another person reads the"
        " application.",
        min_value=0,
        max_value=100,
        widget=FEW,
    )

    def __init__(self, data: Any = None, *, rubric: Rubric, seen: str):
        now = {"reviews_each": rubric.reviews_each, "gap_limit": rubric.gap_limit}
        super().__init__(data, seen=seen, initial=now)

    def numbers(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in ("reviews_each", "gap_limit")}


class CriterionForm(SeenForm):
    """One thing to score: what reviewers look for, what applicants are asked, and what each level means."""

    submit_label = "Save the criterion"
    name = forms.CharField(label="Name", help_text="Like Readiness.", max_length=LONGEST["name"])
    about = LongTextField(
        label="What should reviewers look for?",
        help_text="Say also what is not scored.",
        max_length=LONGEST["about"],
        rows=4,
    )
    question = LongTextField(
        label="What are applicants asked?",
        help_text="Leave it empty if reviewers find it in the jobs and courses that everybody writes down. Do not ask"
        " about anybody’s health, or about the person they care for.",
        max_length=LONGEST["question"],
        required=False,
        rows=3,
    )
    weight = forms.IntegerField(
        label="Weight",
        help_text="From 1 to 100. A criterion of 40 counts twice as much as one of 20.",
        min_value=1,
        max_value=100,
        widget=FEW,
    )
    after = forms.TypedChoiceField(
        label="Where does it come?",
        help_text="Applicants are asked in this order, and reviewers read in it.",
        coerce=int,
    )

    def __init__(self, data: Any = None, *, criterion: Criterion | None = None, seen: str):
        super().__init__(data, seen=seen, initial=_words_of(criterion) if criterion else {"weight": 20})
        if criterion:
            choices_of(self, "after").choices = _places_of(criterion)
        else:
            # A new one comes last, and can be put elsewhere then.
            del self.fields["after"]
        for level in LEVELS:
            self.fields[f"level_{level}"] = LongTextField(
                label=LABELS[level],
                max_length=300,
                rows=3,
                error_messages={"required": f"Say what level {level} means"},
            )
        levels = [f"level_{level}" for level in LEVELS]
        rest = [name for name in self.fields if name not in (*levels, "seen")]
        self.layout = Layout(*rest, Fieldset("What each level means", *levels), "seen")

    def words(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        levels = [given[f"level_{level}"] for level in LEVELS]
        place = {"after": given["after"]} if "after" in given else {}
        return {**{name: given[name] for name in ("name", "about", "question", "weight")}, "levels": levels, **place}


LABELS = {level: f"Level {level}" for level in LEVELS} | {0: "Level 0, the lowest", LEVELS[-1]: "Level 4, the highest"}


def _words_of(criterion: Criterion) -> dict[str, Any]:
    words = {name: getattr(criterion, name) for name in ("name", "about", "question", "weight")}
    words["after"] = criterion.comes_after
    return {**words, **{f"level_{level}": text for level, text in enumerate(criterion.levels)}}


def _places_of(criterion: Criterion) -> list[tuple[int, str]]:
    others = [other for other in criterion.rubric.criteria.all() if other != criterion]
    return [(0, "First"), *((count, f"After {other}") for count, other in enumerate(others, start=1))]
