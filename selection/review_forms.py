"""The forms of a reviewer: the scores of one application, and what says which applications come to them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cohorts.models import Criterion
from core.forms import Checkboxes, LongTextField, PortalForm, Radios
from selection.actions.reviewing import Said, Written
from selection.models import Review, Reviewer, Score

LONGEST_REASON = Score._meta.get_field("why").max_length
LONGEST_NOTE = Review._meta.get_field("note").max_length
MOST_EMPLOYERS = 20
LONGEST_EMPLOYER = 200
MOST_REVIEWS = 999


class ReviewForm(PortalForm):
    """A level and a reason on each criterion, then flags and a note. Anything may be missing until it is submitted."""

    submit_label = "Submit your review"
    later_label = "Save and come back later"
    mark_optional = False
    flags = forms.MultipleChoiceField(
        label="Should the team look at anything? (optional)",
        help_text="What you tick here does not change the score.",
        choices=Review.Flag,
        required=False,
        widget=Checkboxes,
    )
    note = LongTextField(
        label="A note for the team (optional)",
        help_text="The candidate does not see it while we decide. If they ask for their data, it is part of it.",
        required=False,
        max_length=LONGEST_NOTE,
        rows=3,
    )

    def __init__(self, data: Any = None, *, criteria: Sequence[Criterion], saved: Written, submitting: bool = False):
        self.criteria = list(enumerate(criteria, 1))
        super().__init__(data, initial={"flags": list(saved.flags), "note": saved.note})
        for number, criterion in self.criteria:
            self.fields[f"level_{number}"] = _level(criterion, required=submitting)
            self.fields[f"why_{number}"] = _why(criterion, required=submitting)
            said = saved.said.get(criterion.pk, Said())
            self.initial.update({f"level_{number}": said.level, f"why_{number}": said.why})
        scored = [f"{part}_{number}" for number, _ in self.criteria for part in ("level", "why")]
        self.order_fields([*scored, "flags", "note"])

    def parts(self) -> Iterator[dict[str, Any]]:
        """Each criterion with its two fields, for the page."""
        for number, criterion in self.criteria:
            yield {"criterion": criterion, "level": self[f"level_{number}"], "why": self[f"why_{number}"]}

    def written(self) -> Written:
        given = self.cleaned_data
        said = {one.pk: Said(given[f"level_{number}"], given[f"why_{number}"]) for number, one in self.criteria}
        return Written(said, tuple(given["flags"]), given["note"])


def _level(criterion: Criterion, *, required: bool) -> forms.Field:
    return forms.TypedChoiceField(
        label=f"{criterion.name}: which level fits best?",
        choices=[(level, f"{level}: {words}") for level, words in enumerate(criterion.levels)],
        coerce=int,
        empty_value=None,
        required=required,
        widget=Radios(small=True),
        error_messages={"required": f"Select a level for “{criterion.name}”"},
    )


def _why(criterion: Criterion, *, required: bool) -> forms.Field:
    return LongTextField(
        label=f"{criterion.name}: your reason",
        help_text="Say what in the application shows it, in words the candidate may read.",
        required=required,
        max_length=LONGEST_REASON,
        rows=3,
        error_messages={"required": f"Give your reason for “{criterion.name}”"},
    )


class ReviewerForm(PortalForm):
    """What a reviewer says of themselves: the right applications come to them, and no more than they can read."""

    submit_label = "Save"
    mark_optional = False
    employers = LongTextField(
        label="Where you work, or have worked in the last 10 years",
        help_text="One employer on each line. You read nobody who worked at any of them.",
        required=False,
        rows=5,
    )
    most = forms.IntegerField(
        label="The most applications you can read in one round (optional)",
        help_text="Leave this empty if you can read as many as are needed.",
        required=False,
        min_value=1,
        max_value=MOST_REVIEWS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    is_away = forms.BooleanField(
        label="I am away",
        help_text="Nothing new comes to you until you take the tick away.",
        required=False,
    )

    def clean_employers(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["employers"].splitlines()]
        # Each once, as it was written first.
        found = list({line.casefold(): line for line in reversed(lines) if line}.values())[::-1]
        if len(found) > MOST_EMPLOYERS:
            raise ValidationError(f"Enter {MOST_EMPLOYERS} employers or fewer. You have entered {len(found)}")
        if any(len(name) > LONGEST_EMPLOYER for name in found):
            raise ValidationError(f"The name of an employer must be {LONGEST_EMPLOYER} characters or fewer")
        return found


def about(reviewer: Reviewer) -> dict[str, Any]:
    """What the form begins with."""
    return {"employers": "\n".join(reviewer.employers), "most": reviewer.most, "is_away": reviewer.is_away}
