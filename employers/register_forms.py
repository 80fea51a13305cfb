"""The register of returner programmes: what is in it, and which part of it is shown."""

from typing import Any

from django import forms

from core.forms import Checkboxes, PortalForm, PortalModelForm, Radios, UKDateField
from core.regions import Region
from employers.models import Organisation, ReturnerProgramme

Kind = ReturnerProgramme.Kind


class YearField(forms.IntegerField):
    def __init__(self, **kwargs: Any):
        widget = forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"})
        super().__init__(min_value=1990, max_value=2100, widget=widget, **kwargs)


class ReturnerProgrammeForm(PortalModelForm):
    submit_label = "Save"
    employer = forms.CharField(label="Employer", max_length=200)
    kind = forms.ChoiceField(
        label="What kind of programme is it?",
        choices=Kind,
        widget=Radios(
            hints={
                Kind.HIRING: "A permanent job with support in the first months.",
                Kind.RETURNSHIP: "Paid work for a fixed time, with a job as its aim.",
            }
        ),
    )
    regions = forms.MultipleChoiceField(
        label="Where does it run?",
        choices=[(region, region) for region in Region],
        widget=Checkboxes(small=True),
        error_messages={"required": "Select at least one region"},
    )
    first_year = YearField(label="First year")
    last_year = YearField(label="Last year", help_text="Leave it empty while the programme runs.", required=False)
    source = forms.CharField(
        label="Where did you read it?", help_text="A web address, a report, or who told you.", max_length=300
    )
    seen_on = UKDateField(
        label="When did you read it?", subject="The day", error_messages={"required": "Enter when you read it"}
    )

    class Meta:
        model = ReturnerProgramme
        fields = ("employer", "kind", "regions", "first_year", "last_year", "source", "seen_on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first_year"), given.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "The last year must not be before the first")
        return given

    def linked(self) -> Organisation | None:
        """The organisation of exactly this name, if we work with one."""
        named = Organisation.objects.filter(name__iexact=self.cleaned_data["employer"]).order_by("pk")[:2]
        return named[0] if len(named) == 1 else None


class RegisterFilterForm(PortalForm):
    """Filters of the register, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    q = forms.CharField(label="Employer", required=False, max_length=200)
    region = forms.ChoiceField(
        label="Region", required=False, choices=[("", "All"), *((region, region) for region in Region)]
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *Kind.choices])
    year = YearField(label="Running in", required=False)

    def narrow(self, rows: Any) -> Any:
        """Those that are meant. An address that makes no sense narrows nothing."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if chosen.get("q"):
            rows = rows.matching(chosen["q"])
        if chosen.get("region"):
            rows = rows.in_region(chosen["region"])
        if chosen.get("kind"):
            rows = rows.filter(kind=chosen["kind"])
        if chosen.get("year"):
            rows = rows.running_in(chosen["year"])
        return rows
