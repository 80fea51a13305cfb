"""The forms of an application's other sections, of offers and of leaving."""

import datetime as dt
from typing import Any

from django import forms

from cohorts.models import Criterion, ProgrammeText, Strand
from core.forms import DocumentField, LongTextField, NameField, PhoneField, PortalForm, Radios, choices_of
from returners.models import Application, CriterionAnswer
from returners.models.cv import MOST_BYTES

# -- Sections of an application --------------------------------------------------------------------------------------


class SectionForm(PortalForm):
    """One section of the task list: `fields()` is what to save on the application."""

    submit_label = "Save and continue"

    def __init__(self, data: Any = None, *, application: Application, at: dt.datetime):
        self.application, self.at = application, at
        super().__init__(data, initial={name: getattr(application, name) for name in self.base_fields})

    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class SignedTextForm(PortalForm):
    """Signs a text in the version that stood on the page. Where there is a newer one by now, that is read first."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, text: ProgrammeText, initial: dict[str, Any]):
        self.text, shown = text, str(text.version)
        self.has_newer_text = bool(data) and data.get("version") != shown
        super().__init__(
            {**data.dict(), "version": shown, "agree": ""} if self.has_newer_text else data,
            initial={**initial, "version": shown},
        )
        if self.has_newer_text:
            self.fields["agree"].error_messages["required"] = (
                "We have changed this text since you opened the page. Read it again, then tick the box"
            )


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


class DeclarationsForm(SignedTextForm):
    submit_label = "Save and continue"
    agree = forms.BooleanField(
        label="I confirm all of these", error_messages={"required": "Tick the box to confirm the declarations"}
    )

    def __init__(self, data: Any = None, *, application: Application, at: dt.datetime):
        self.at, self.programme = at, application.programme
        text = application.programme.text(ProgrammeText.Kind.DECLARATIONS)
        super().__init__(data, text=text, initial={"agree": application.declarations_id is not None})

    def answers(self) -> dict[str, Any]:
        return {
            "declarations": self.text,
            "declared_at": self.at,
            "privacy_notice": self.programme.privacy_notice,
        }


class CriterionForm(PortalForm):
    """The question of one criterion. It begins with what was written to one of that name in another cohort."""

    submit_label = "Save and continue"
    heading_field = "answer"
    answer = LongTextField(
        label="",
        help_text="Reviewers read your answer and do not know who you are. Please leave out your name and where you"
        " worked, and do not tell us about the person you care for. A few sentences are enough.",
        max_length=CriterionAnswer.MOST_LETTERS,
        rows=10,
    )

    def __init__(self, data: Any = None, *, application: Application, criterion: Criterion):
        self.criterion = criterion
        known = application.criteria_told.get(criterion.pk) or _of_its_name(application, criterion)
        super().__init__(data, initial={"answer": known})
        self.fields["answer"].label = criterion.question
        self.fields["answer"].error_messages["required"] = "Write your answer"


def _of_its_name(application: Application, criterion: Criterion) -> str:
    answer = application.criterion_answers.filter(criterion__name=criterion.name).order_by("pk").last()
    return answer.text if answer else ""


AnySection = SectionForm | DeclarationsForm | CriterionForm

SECTION_FORMS: dict[str, type[SectionForm] | type[DeclarationsForm]] = {
    "contact": ContactForm,
    "strand": StrandForm,
    "support": SupportForm,
    "declarations": DeclarationsForm,
}


# -- Carrying on elsewhere ---------------------------------------------------------------------------------------------


class SaveCheckForm(PortalForm):
    submit_label = "Send me the link"
    email = forms.EmailField(
        label="Your email address",
        help_text="We use it for this one letter. It makes no account.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


# -- Offers and leaving ------------------------------------------------------------------------------------------------


class AcceptForm(SignedTextForm):
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


# -- CV ----------------------------------------------------------------------------------------------------------------


class CVForm(PortalForm):
    submit_label = "Save this CV"
    cv = DocumentField(
        label="Choose your CV",
        help_text="A PDF, a Word document (.docx) or an OpenDocument text (.odt), up to 5\u00a0MB.",
        most=MOST_BYTES,
        otherwise="CV",
        error_messages={"required": "Choose the file with your CV"},
    )


# -- Confirming what was taken by phone --------------------------------------------------------------------------------


class NotRightForm(PortalForm):
    submit_label = "Tell the team"
    what = LongTextField(
        label="What is not right?",
        help_text="For example a date, or how your name is spelled. Please do not tell us about the person you care"
        " for.",
        max_length=500,
        error_messages={"required": "Tell us what is not right"},
    )


class ReviewRequestForm(PortalForm):
    submit_label = "Ask for a person to look at it"
    said = LongTextField(
        label="What should they know?",
        help_text="For example what our questions did not ask, or what we may have misunderstood. Please do not tell us"
        " about the person you care for.",
        max_length=2000,
        required=False,
    )
