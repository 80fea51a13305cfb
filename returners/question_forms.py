"""The questions of eligibility, one a page, asked by the check and by the application.

Each form reads the answers so far and gives back new ones.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms

from cohorts.models import Field
from core import regions
from core.forms import MonthField, PortalForm, PostcodeField, Radios, choices_of
from core.uktime import uk_month
from returners.eligibility import (
    COUNCIL_NOT_KNOWN,
    KEPT_WORKING,
    MAY_HAVE_KEPT_WORKING,
    MOST_BREAKS,
    Answers,
    Break,
    Reason,
    RightToWork,
    Situation,
)
from returners.models import Application


class QuestionForm(PortalForm):
    """One question of the eligibility check. `today` is a day in the UK."""

    def __init__(self, data: Any = None, *, answers: Answers, today: dt.date):
        self.answers, self.today = answers, today
        super().__init__(data, initial=self.known(answers))

    def known(self, answers: Answers) -> dict[str, Any]:
        return {name: getattr(answers, name) for name in self.base_fields}

    def answered(self) -> Answers:
        """The answers so far with this one."""
        return replace(self.answers, **self.cleaned_data)


class PostcodeForm(QuestionForm):
    heading_field = "postcode"
    postcode = PostcodeField(
        label="What is your postcode?",
        help_text="The postcode of your home. We use it to find the region you live in.",
    )

    def answered(self) -> Answers:
        answers = super().answered()
        # Another postcode, another council.
        return answers if answers.postcode == self.answers.postcode else replace(answers, council="")


class CouncilForm(QuestionForm):
    heading_field = "council"
    council = forms.ChoiceField(
        label="Which local council area do you live in?",
        help_text="Your postcode is near a border, so we need to know which side you are on. It is on your council tax"
        " bill.",
        error_messages={"required": "Choose your local council"},
    )

    def __init__(self, data: Any = None, **kwargs: Any):
        super().__init__(data, **kwargs)
        names = [COUNCIL_NOT_KNOWN, *regions.councils()]
        choices_of(self, "council").choices = [("", "Choose a council"), *((name, name) for name in names)]


class WorkForm(QuestionForm):
    heading_field = "situation"
    situation = forms.ChoiceField(
        label="What do you do now?",
        choices=Situation,
        error_messages={"required": "Select what you do now"},
        widget=Radios(
            hints={
                Situation.NOT_WORKING: "For example, you look after your family and have no paid job.",
                Situation.BELOW_SKILL: "For example, a job with less responsibility that fits around your family.",
            }
        ),
    )

    def answered(self) -> Answers:
        answers = super().answered()
        if answers.situation not in MAY_HAVE_KEPT_WORKING:
            answers = replace(answers, kept_working="")
        if answers.situation == Situation.BELOW_SKILL:
            return replace(answers, breaks=())
        return replace(answers, because_of_caring="")


class CaringForm(QuestionForm):
    heading_field = "because_of_caring"
    because_of_caring = forms.ChoiceField(
        label="Do you work below your skill level because you care for someone?",
        help_text="For example, you chose a job near home, or with fewer hours, to look after children or parents.",
        choices=Application.YesNo,
        widget=Radios(inline=True),
        error_messages={"required": "Select yes if it is because you care for someone"},
    )


class OneBreakForm(QuestionForm):
    """One of several breaks: `changing` is what it was, None for another one."""

    reason = forms.ChoiceField(
        label="Why did you stop working in your field?",
        help_text="Choose the main reason. We do not need to know anything about the person you look after.",
        choices=Reason,
        widget=Radios,
        error_messages={"required": "Select why you stopped working in your field"},
    )
    start = MonthField(
        label="When did you stop?",
        help_text="The month and year, for example 9 2021.",
        subject="The date you stopped",
        error_messages={"required": "Enter the month and year when you stopped"},
    )
    end = MonthField(
        label="When did this break end?",
        help_text="Leave this empty if it has not ended.",
        subject="The date your break ended",
        required=False,
    )

    def __init__(self, data: Any = None, *, answers: Answers, today: dt.date, changing: Break | None = None):
        self.changing = changing
        super().__init__(data, answers=answers, today=today)

    def known(self, answers: Answers) -> dict[str, Any]:
        spell = self.changing
        return {"reason": spell.reason, "start": spell.start, "end": spell.end} if spell else {}

    def clean_start(self) -> dt.date:
        return self._not_in_future("start", "The date you stopped")

    def clean_end(self) -> dt.date | None:
        return self._not_in_future("end", "The date your break ended")

    def _not_in_future(self, name: str, subject: str) -> Any:
        day = self.cleaned_data[name]
        if day and day > self.today:
            raise forms.ValidationError(f"{subject} must be {uk_month(self.today)} or earlier")
        return day

    def clean(self) -> None:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end < start:
            self.add_error("end", "The date your break ended must be after the date you stopped")
        elif not self.errors and len(self.answered().breaks) > MOST_BREAKS:
            raise forms.ValidationError(f"You can tell us about {MOST_BREAKS} breaks. Remove one to add another")

    def answered(self) -> Answers:
        return self.answers.with_break(Break(**self.cleaned_data), instead_of=self.changing)


class BreakForm(OneBreakForm):
    """The only break, for most people; or that there was none."""

    later_label = "Save and add another break"
    later_name = "another"
    KEPT_WORKING = "kept working"

    def __init__(self, data: Any = None, *, answers: Answers, today: dt.date):
        # With several, it was left open in another tab: then what it says is one more.
        only = answers.breaks[0] if len(answers.breaks) == 1 else None
        super().__init__(data, answers=answers, today=today, changing=only)
        if answers.situation in MAY_HAVE_KEPT_WORKING:
            reason = choices_of(self, "reason")
            reason.choices = [*reason.choices, (self.KEPT_WORKING, KEPT_WORKING)]
            reason.widget.or_before = self.KEPT_WORKING
            if data and data.get("reason") == self.KEPT_WORKING:
                # Whatever stands in the boxes, there is no such day.
                del self.fields["start"], self.fields["end"]

    def known(self, answers: Answers) -> dict[str, Any]:
        return {"reason": self.KEPT_WORKING} if answers.kept_working else super().known(answers)

    def answered(self) -> Answers:
        if self.cleaned_data["reason"] == self.KEPT_WORKING:
            return replace(self.answers, breaks=(), kept_working="yes")
        return super().answered()


class FieldForm(QuestionForm):
    heading_field = "field"
    field = forms.ChoiceField(
        label="Which field did you work in before?",
        choices=Field,
        error_messages={"required": "Select the field you worked in before"},
        widget=Radios(
            hints={
                Field.TECHNOLOGY: "For example software, data, networks, testing, IT projects or support.",
                Field.ENGINEERING: "For example civil, mechanical, electrical, manufacturing or process engineering.",
            },
            or_before=Field.OTHER,
        ),
    )


class RightToWorkForm(QuestionForm):
    heading_field = "right_to_work"
    right_to_work = forms.ChoiceField(
        label="Do you have the right to work in the UK?",
        help_text="British and Irish citizens have it, and people with settled status or a visa that allows work.",
        choices=RightToWork,
        error_messages={"required": "Select yes if you have the right to work in the UK"},
        widget=Radios(or_before=RightToWork.NOT_SURE),
    )


QUESTION_FORMS: dict[str, type[QuestionForm]] = {
    "postcode": PostcodeForm,
    "council": CouncilForm,
    "work": WorkForm,
    "caring": CaringForm,
    "break": BreakForm,
    "field": FieldForm,
    "right-to-work": RightToWorkForm,
}
