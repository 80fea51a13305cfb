"""Forms for the settings of a programme: its public page, strands, rules and texts."""

import hashlib
from typing import Any

from django import forms
from django.utils.text import slugify

from cohorts.models import EligibilityRules, Field, Programme, ProgrammeText, Strand
from core.forms import Checkboxes, LongTextField, PortalForm, PortalModelForm, UKDateField
from core.regions import Region
from core.seen import SeenForm

RESERVED = {"add"}  # an address of ours


class WordsForm(PortalModelForm):
    """What the public page says: for those who manage the programme."""

    submit_label = "Save"
    summary = LongTextField(
        label="Summary", help_text="One or two sentences for the home page.", max_length=300, rows=3
    )
    about = LongTextField(
        label="What people get",
        help_text="Leave an empty line between paragraphs.",
        required=False,
        max_length=5000,
        rows=10,
    )
    contact_email = forms.EmailField(
        label="Email address for questions", help_text="Shown on the page and in letters.", max_length=254
    )

    other_help = LongTextField(
        label="Other help",
        help_text="For people we cannot offer a place. One a line: its name, then its address, like National Careers"
        " Service https://nationalcareers.service.gov.uk",
        required=False,
        max_length=2000,
        rows=4,
    )

    class Meta:
        model = Programme
        fields = ("summary", "about", "contact_email", "other_help")

    def clean_other_help(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["other_help"].splitlines() if line.strip()]
        links = Programme(other_help="\n".join(lines)).other_help_links
        for line in lines:
            if not any(line == f"{link['name']} {link['url']}" for link in links):
                raise forms.ValidationError(f"“{line[:40]}” needs a name and then an address that begins with https://")
        return "\n".join(lines)


class ProgrammeForm(WordsForm):
    """Everything of a programme that administrators set."""

    is_public = forms.BooleanField(
        label="Show this programme to everyone", help_text="On the home page, and at its own address.", required=False
    )

    support_until = UKDateField(
        label="Last day of support for employers",
        help_text="Until then they can ask the team. Leave it empty if that is not settled.",
        subject="The last day of support",
        required=False,
    )

    field_order = ("name", "slug", "summary", "about", "contact_email", "funder", "delivery_partners")

    class Meta:
        model = Programme
        fields = (
            *("name", "slug", "summary", "about", "contact_email", "funder", "delivery_partners"),
            *("controller", "processor", "privacy_email", "basis"),
            *("other_help", "ask_days", "target_returners", "target_employers", "support_until", "is_public"),
        )
        labels = {
            "name": "Name",
            "slug": "Address",
            "funder": "Funder",
            "delivery_partners": "Delivery partners",
            "controller": "Who decides how people’s data are used?",
            "processor": "Who looks after the data for them?",
            "privacy_email": "Email address for questions about data",
            "basis": "Lawful basis of the programme",
            "target_returners": "Target: returners",
            "target_employers": "Target: employers",
        }
        help_texts = {
            "slug": "The last part of the address of its page, like stem-recharge. It cannot be changed once the"
            " programme is public.",
            "funder": "As it goes on after “Funded by”.",
            "delivery_partners": "As it goes on after “Delivered by”.",
            "controller": "The controller: its full name and postal address.",
            "processor": "The processor, if it is somebody else.",
            "privacy_email": "Left empty, the email address for questions is shown.",
            "basis": "Why the law lets it use what people tell it. Its privacy notice says so in plain words.",
        }
        error_messages = {
            "name": {"unique": "There is a programme of that name already"},
            "slug": {
                "unique": "Another programme has that address",
                "invalid": "Use small letters without accents, numbers and hyphens only",
            },
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.address_is_fixed:
            del self.fields["slug"]
        for name in ("target_returners", "target_employers"):
            self.fields[name].widget.attrs |= {"class": "govuk-input--width-5", "inputmode": "numeric"}

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        if slug in RESERVED or slug != slugify(slug):
            raise forms.ValidationError("Choose another address")
        return slug


class NewProgrammeForm(ProgrammeForm):
    """A programme begins out of sight."""

    submit_label = "Add the programme"
    is_public = None  # type: ignore[assignment]

    class Meta(ProgrammeForm.Meta):
        fields = ProgrammeForm.Meta.fields[:-1]  # type: ignore[assignment]


class StrandSettingsForm(PortalForm):
    submit_label = "Save"
    name = forms.CharField(label="Name", max_length=Strand._meta.get_field("name").max_length)
    about = LongTextField(
        label="What it is about", help_text="Shown where people choose.", max_length=300, required=False, rows=3
    )


class RulesForm(SeenForm):
    submit_label = "Save the rules"
    regions = forms.MultipleChoiceField(
        label="Where must a person live?",
        choices=[(region, region) for region in Region],
        widget=Checkboxes,
        error_messages={"required": "Select at least one region"},
    )
    min_break_months = forms.IntegerField(
        label="How many months must caring breaks last?",
        help_text="Whole months, up to the reference date of the cohort.",
        min_value=1,
        max_value=600,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    fields_worked_in = forms.MultipleChoiceField(
        label="Which experience counts?",
        choices=Field,
        widget=Checkboxes,
        error_messages={"required": "Select at least one field"},
    )

    def __init__(self, data: Any = None, *, latest: EligibilityRules | None, seen: str):
        now = (
            {
                "regions": latest.regions,
                "min_break_months": latest.min_break_months,
                "fields_worked_in": latest.fields,
            }
            if latest
            else {"min_break_months": EligibilityRules._meta.get_field("min_break_months").default}
        )
        super().__init__(data, seen=seen, initial=now)

    def rules(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "regions": [region for region in Region.values if region in given["regions"]],
            "min_break_months": given["min_break_months"],
            "fields": [field for field in Field.values if field in given["fields_worked_in"]],
        }


class TextForm(PortalForm):
    """A text of a programme. It is published as it was last shown, and not otherwise: `shown` is of those words."""

    submit_label = "See how it reads"
    body = LongTextField(label="Text", help_text="One point a line.", max_length=5000, rows=12)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, kind: ProgrammeText.Kind, latest: ProgrammeText | None):
        self.version = latest.version if latest else 0
        typed = data.get("body", "").replace("\r\n", "\n").strip() if data else ""
        stamp = hashlib.sha256(f"{self.version} {typed}".encode(errors="replace")).hexdigest()[:16]
        self.was_shown = bool(data) and data.get("shown") == stamp
        super().__init__(
            {**data.dict(), "shown": stamp} if data else None, initial={"body": latest.body if latest else ""}
        )
        if not kind.is_agreed_to:
            self.fields[
                "body"
            ].help_text = (
                "One paragraph a line. Below it the page adds who is responsible, what we hold and for how long."
            )

    @property
    def points(self) -> list[str]:
        return ProgrammeText(body=self.cleaned_data["body"]).points

    def offer_to_publish(self) -> None:
        """The words have been shown: now there is something to publish, or to look at again."""
        self.submit_label, self.later_label = f"Publish version {self.version + 1}", "See how it reads again"
