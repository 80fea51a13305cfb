"""The equality questions as forms. Nothing has to be answered."""

from typing import Any

from django import forms

from core.forms import PortalForm, Radios, choices_of
from returners.equality import PREFER_NOT_TO_SAY, Answered, Question, QuestionSet


class EqualityStartForm(PortalForm):
    wanted = forms.TypedChoiceField(
        label="Do you want to answer the equality questions?",
        choices=[("yes", "Yes, answer the questions (takes 2 minutes)"), ("no", "No, skip the questions")],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
        error_messages={"required": "Select yes if you want to answer the equality questions"},
    )


class EqualityForm(PortalForm):
    """One question. Leaving it out and “Prefer not to say” both lead on."""

    heading_field = "answer"
    mark_optional = False
    answer = forms.ChoiceField(required=False, widget=Radios)

    def __init__(self, data: Any = None, *, questions: QuestionSet, question: Question, answers: Answered):
        super().__init__(data, initial={"answer": answers.get(question.slug)})
        offered = question.offered(answers)
        answer = choices_of(self, "answer")
        answer.label = questions.text(question, answers)
        answer.choices = [(option.value, option.label) for option in offered]
        answer.widget.hints = {option.value: option.hint for option in offered if option.hint}
        answer.widget.or_before = PREFER_NOT_TO_SAY
