"""The forms of an application. Each question form reads the answers so far and gives back new ones."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms

from cohorts.models import Cohort, Field, ProgrammeText, Strand
from core import regions
from core.forms import LongTextField, MonthField, NameField, PhoneField, PortalForm, PostcodeField, Radios
from core.uktime import uk_month
from returners.eligibility import (
    COUNCIL_NOT_KNOWN,
    KEPT_WORKING,
    MAY_HAVE_KEPT_WORKING,
    Answers,
    Break,
    Reason,
    RightToWork,
    Situation,
)
from returners.models import Application


def choices_of(form: forms.Form, name: str) -> Any:
    """A field whose choices depend on the page."""
    return form.fields[name]


# -- Eligibility questions, asked by the check and by the application ------------------------------------------------


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


class BreakForm(QuestionForm):
    KEPT_WORKING = "kept working"

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

    def __init__(self, data: Any = None, *, answers: Answers, today: dt.date):
        super().__init__(data, answers=answers, today=today)
        if answers.situation in MAY_HAVE_KEPT_WORKING:
            reason = choices_of(self, "reason")
            reason.choices = [*reason.choices, (self.KEPT_WORKING, KEPT_WORKING)]
            reason.widget.or_before = self.KEPT_WORKING
            if data and data.get("reason") == self.KEPT_WORKING:
                # Whatever stands in the boxes, there is no such day.
                del self.fields["start"], self.fields["end"]

    def known(self, answers: Answers) -> dict[str, Any]:
        if answers.kept_working:
            return {"reason": self.KEPT_WORKING}
        if not answers.breaks:
            return {}
        first = answers.breaks[0]
        return {"reason": first.reason, "start": first.start, "end": first.end}

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

    def answered(self) -> Answers:
        if self.cleaned_data["reason"] == self.KEPT_WORKING:
            return replace(self.answers, breaks=(), kept_working="yes")
        return replace(self.answers, breaks=(Break(**self.cleaned_data),), kept_working="")


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


# -- The other sections of an application ----------------------------------------------------------------------------


class SectionForm(PortalForm):
    """One section of the task list: `fields()` is what to save on the application."""

    submit_label = "Save and continue"

    def __init__(self, data: Any = None, *, application: Application, at: dt.datetime):
        self.application, self.at = application, at
        super().__init__(data, initial={name: getattr(application, name) for name in self.base_fields})

    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ContactForm(SectionForm):
    full_name: forms.Field | None = NameField(label="Full name", error_messages={"required": "Enter your full name"})
    contact_by = forms.ChoiceField(
        label="How should we get in touch if we have a question?",
        choices=Application.Contact,
        widget=Radios,
        error_messages={"required": "Select how we should get in touch"},
    )
    phone = PhoneField(
        label="Phone number", help_text="We need it only to call you or to send you text messages.", required=False
    )

    def clean(self) -> None:
        by, phone = self.cleaned_data.get("contact_by"), self.cleaned_data.get("phone")
        if by in Application.BY_PHONE and not phone and "phone" not in self.errors:
            self.add_error("phone", "Enter a phone number, or choose email")


class ContactChangeForm(ContactForm):
    """After sending. Not the name: a place is for the person who applied for it."""

    full_name = None


class StrandForm(SectionForm):
    heading_field = "strand"
    strand = forms.ModelChoiceField(
        label="Which strand would you like to join?",
        queryset=Strand.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select the strand you would like to join"},
    )

    def __init__(self, data: Any = None, *, application: Application, at: dt.datetime):
        super().__init__(data, application=application, at=at)
        strands = application.cohort.open_strands()
        choices_of(self, "strand").queryset = strands
        self.fields["strand"].widget.hints = {strand.pk: strand.about for strand in strands}
        # Most people come back to the field they left.
        same_field = next((strand.pk for strand in strands if strand.slug == application.field), None)
        self.initial["strand"] = application.strand_id or same_field


class SupportForm(SectionForm):
    needs_support = forms.ChoiceField(
        label="Do you need any support to take part?",
        help_text="For example captions, large print, breaks, or help to get online. It makes no difference to the"
        " decision.",
        choices=Application.YesNo,
        widget=Radios(inline=True),
        error_messages={"required": "Select yes if you need support to take part"},
    )
    support_needs = LongTextField(
        label="If yes, what would help you?",
        help_text="Please do not tell us about the person you care for.",
        max_length=1000,
        required=False,
    )

    def clean(self) -> None:
        asked, told = self.cleaned_data.get("needs_support"), self.cleaned_data.get("support_needs")
        if asked == "yes" and not told and "support_needs" not in self.errors:
            self.add_error("support_needs", "Tell us what would help you")

    def answers(self) -> dict[str, Any]:
        needed = self.cleaned_data["needs_support"] == "yes"
        return {**self.cleaned_data, "support_needs": self.cleaned_data["support_needs"] if needed else ""}


class DeclarationsForm(SectionForm):
    agree = forms.BooleanField(
        label="I confirm all of these", error_messages={"required": "Tick the box to confirm the declarations"}
    )

    def __init__(self, data: Any = None, *, application: Application, at: dt.datetime):
        self.application, self.at = application, at
        PortalForm.__init__(self, data, initial={"agree": application.declarations_id is not None})
        self.text = application.programme.text(ProgrammeText.Kind.DECLARATIONS)

    def answers(self) -> dict[str, Any]:
        return {"declarations": self.text, "declared_at": self.at}


SECTION_FORMS: dict[str, type[SectionForm]] = {
    "contact": ContactForm,
    "strand": StrandForm,
    "support": SupportForm,
    "declarations": DeclarationsForm,
}


# -- Offers and leaving ------------------------------------------------------------------------------------------------


class AcceptForm(PortalForm):
    submit_label = "Accept the place"
    signed_name = NameField(
        label="Your full name",
        help_text="Typing your name here signs the agreement.",
        error_messages={"required": "Type your full name to sign the agreement"},
    )
    agree = forms.BooleanField(
        label="I have read the participation agreement and I agree to it",
        error_messages={"required": "Tick the box to agree to the participation agreement"},
    )


class DeclineForm(PortalForm):
    submit_label = "Turn down the place"
    submit_class = "govuk-button--warning"
    reason = LongTextField(
        label="Would you like to tell us why?",
        help_text="This helps us to make the programme better.",
        max_length=500,
        required=False,
        rows=3,
    )


class WithdrawForm(PortalForm):
    submit_label = "Withdraw my application"
    submit_class = "govuk-button--warning"
    why = LongTextField(label="Would you like to tell us why?", max_length=500, required=False, rows=3)


# -- Staff -------------------------------------------------------------------------------------------------------------


class OverruleForm(PortalForm):
    submit_label = "Save the decision"
    eligible = forms.TypedChoiceField(
        label="What do you decide?",
        choices=[("yes", "Eligible"), ("no", "Not eligible")],
        error_messages={"required": "Select what you decide"},
        coerce=lambda answer: answer == "yes",
        widget=Radios(
            hints={
                "yes": "The application takes the next free place, before everyone who waits in turn.",
                "no": "We write to the applicant and give your reason in the letter.",
            }
        ),
    )
    why = LongTextField(
        label="Your reason",
        help_text="Kept with the decision. If it is not eligible, the applicant reads it: write to them.",
        max_length=500,
    )

    def __init__(self, data: Any = None, *, only_in_favour: bool):
        super().__init__(data)
        if only_in_favour:
            choices_of(self, "eligible").choices = [("yes", "Eligible")]
            self.initial["eligible"] = "yes"


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


class ApplicationFilterForm(PortalForm):
    """Filters of the list of applications, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    cohort = forms.ModelChoiceField(label="Cohort", queryset=Cohort.objects.none(), required=False, empty_label="All")
    status = forms.ChoiceField(label="Status", required=False)

    def __init__(self, data: Any, *, cohorts: Any):
        super().__init__(data)
        choices_of(self, "cohort").queryset = cohorts
        statuses = [s for s in Application.Status if s not in (Application.Status.DRAFT, Application.Status.SUBMITTED)]
        choices_of(self, "status").choices = [("", "All"), *((s.value, s.label) for s in statuses)]
