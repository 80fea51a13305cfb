"""What staff fill in about an organisation."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from core.forms import LongTextField, PortalForm, PostcodeField, Radios, UKDateField, choices_of
from core.presses import KeyField
from core.regions import Region, regions_of
from employers.actions import named_like
from employers.fields import DomainField
from employers.models import Contact, Milestone, Organisation, Site
from employers.models.organisation import OrganisationQuerySet

MOST_SIMILAR = 5


def or_all(choices: Any) -> list[Any]:
    return [("", "All"), *choices]


class OrganisationFilterForm(PortalForm):
    """Filters of the list of organisations, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    NOTHING_YET = "none"

    name = forms.CharField(label="Name", required=False, max_length=200)
    stage = forms.ChoiceField(
        label="Stage", required=False, choices=or_all([(NOTHING_YET, "Nothing yet"), *Milestone.Step.choices])
    )
    region = forms.ChoiceField(label="Has a site in", required=False, choices=or_all(Region.choices[1:]))
    kind = forms.ChoiceField(label="Kind", required=False, choices=or_all(Organisation.Kind.choices))
    sector = forms.ChoiceField(label="Sector", required=False, choices=or_all(Organisation.Sector.choices))
    prospects = forms.ChoiceField(
        label="Prospects", required=False, choices=or_all([("only", "Only prospects"), ("none", "No prospects")])
    )

    def narrow(self, rows: OrganisationQuerySet) -> OrganisationQuerySet:
        """Those of these organisations that are meant."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if name := chosen.pop("name", ""):
            rows = rows.matching(name)
        if stage := chosen.pop("stage", ""):
            rows = self._at_stage(rows, stage)
        if region := chosen.pop("region", ""):
            rows = rows.filter(Exists(Site.objects.filter(organisation=OuterRef("pk"), region=region)))
        if prospects := chosen.pop("prospects", ""):
            rows = rows.prospects() if prospects == "only" else self._came(rows)
        return rows.filter(**chosen)

    def _at_stage(self, rows: OrganisationQuerySet, stage: str) -> OrganisationQuerySet:
        """Those that have come so far, and no further."""
        theirs = Milestone.objects.filter(organisation=OuterRef("pk"))
        if stage == self.NOTHING_YET:
            return rows.filter(~Exists(theirs))
        return rows.filter(Exists(theirs.filter(step=stage)), ~Exists(theirs.filter(step__gt=stage)))

    def _came(self, rows: OrganisationQuerySet) -> OrganisationQuerySet:
        """Those that are prospects no more."""
        theirs = {"organisation": OuterRef("pk")}
        did = Milestone.objects.filter(step__gt=Milestone.Step.INVITED, **theirs)
        return rows.filter(Exists(did) | Exists(Contact.objects.members().filter(**theirs)))


class OrganisationForm(PortalForm):
    submit_label = "Save"

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(label="What kind of organisation is it?", choices=Organisation.Kind.choices, widget=Radios)
    sector = forms.ChoiceField(
        label="Sector", required=False, choices=[("", "Not known"), *Organisation.Sector.choices]
    )
    size = forms.ChoiceField(label="Size", required=False, choices=[("", "Not known"), *Organisation.Size.choices])
    website = forms.URLField(
        label="Website",
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"spellcheck": "false", "inputmode": "url"}),
        error_messages={"invalid": "Enter an address like https://www.example.com"},
    )
    source = forms.CharField(
        label="Where did you find it?",
        help_text="For instance a website, a fair, or somebody who told you. Leave out names of people.",
        max_length=200,
    )
    found_on = UKDateField(
        label="When did you find it?",
        subject="The date",
        help_text="For example, 27 3 2026",
        error_messages={"required": "Enter when you found it"},
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_found_on(self) -> dt.date | None:
        if (day := self.cleaned_data["found_on"]) and day > self.today:
            raise ValidationError("The date must be today or in the past")
        return day


class NewOrganisationForm(OrganisationForm):
    """Asks once more where there is one with such a name."""

    submit_label = "Add the organisation"
    field_order = ["name", "another", "kind", "sector", "size", "website", "domain", "source", "found_on"]

    another = forms.BooleanField(label="This is a different organisation: add it", required=False)
    domain = DomainField(required=False)
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.similar: list[Organisation] = []
        if not self.is_bound:
            del self.fields["another"]

    def clean(self) -> None:
        name = self.cleaned_data.get("name", "")
        # But for the one that the same press, sent before, has added.
        key: Any = self.cleaned_data.get("key")
        others = Organisation.objects.exclude(uuid=key)
        self.similar = named_like(name, among=others)[:MOST_SIMILAR] if name else []
        if not self.similar:
            del self.fields["another"]
        elif not self.cleaned_data.get("another"):
            self.add_error(
                "another", "We know one with such a name. Look at it first, or tick that this is a different one"
            )


class ChangedOrganisationForm(OrganisationForm):
    """Who came by themselves was found nowhere."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("source", "found_on"):
            self.fields[name].required = False

    def clean(self) -> None:
        source, found_on = self.cleaned_data.get("source"), self.cleaned_data.get("found_on")
        if source and not found_on and "found_on" not in self.errors:
            self.add_error("found_on", "Enter when you found it")
        if found_on and not source and "source" not in self.errors:
            self.add_error("source", "Enter where you found it")


class DomainForm(PortalForm):
    submit_label = "Add"

    name = DomainField()


class SiteForm(PortalForm):
    """The region follows from the postcode, and is asked for where that lies on a border."""

    submit_label = "Add"

    town = forms.CharField(label="Town or city", max_length=100)
    postcode = PostcodeField(label="Postcode")
    region = forms.ChoiceField(
        label="Region",
        help_text="The area of this postcode lies in more than one region.",
        error_messages={"required": "Select the region the site is in"},
    )

    def __init__(self, data: Any = None):
        super().__init__(data)
        self.regions = self._regions()
        if self.regions is None or len(self.regions) == 1:
            del self.fields["region"]
        else:
            names = sorted(self.regions) or [region.value for region in Region]
            choices_of(self, "region").choices = [("", "Select a region"), *((name, name) for name in names)]

    def _regions(self) -> frozenset[str] | None:
        """Those that what is typed may lie in; none for a postcode that we do not know, None while there is none."""
        try:
            return regions_of(PostcodeField().clean(self.data.get("postcode", "")))
        except ValidationError:
            return None

    def clean(self) -> None:
        if self.regions and len(self.regions) == 1:
            self.cleaned_data["region"] = next(iter(self.regions))


class NoteForm(PortalForm):
    submit_label = "Add the note"
    submit_class = "govuk-button--secondary"

    text = LongTextField(
        label="Write a note",
        help_text="For the team only. About the organisation: leave out what is personal.",
        max_length=2000,
        rows=3,
    )


class SameAsForm(PortalForm):
    method = "get"
    submit_label = "Search"
    mark_optional = False

    name = forms.CharField(label="Name of the other organisation", max_length=200)


class MergeForm(PortalForm):
    submit_label = "Merge"
    submit_class = "govuk-button--warning"

    stays = forms.ChoiceField(label="Which one stays?", widget=Radios)

    def __init__(self, *args: Any, both: tuple[Organisation, Organisation], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices_of(self, "stays").choices = [(str(one.uuid), one.name) for one in both]
