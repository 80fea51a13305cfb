import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from accounts.models import User
from core.audit import AuditEntry
from core.forms import LongTextField, PortalForm, Radios, choices_of
from core.privacy import Retention
from core.words import number_of
from portal import trail
from portal.models import Erasure
from returners.models import Application

ASKED = [(how.value, how.label) for how in Erasure.ASKED_OF_STAFF]


class HowAskedForm(PortalForm):
    """An administrator does for somebody what that person can do on My account."""

    how = forms.ChoiceField(
        label="How did they ask?",
        choices=ASKED,
        widget=Radios,
        help_text="This is kept, with your name and the day. Theirs is not.",
    )


class ErasePersonForm(HowAskedForm):
    submit_label = "Close the account and delete the data"
    submit_class = "govuk-button--warning"


class DownloadPersonForm(HowAskedForm):
    submit_label = "Download their data"


class RetentionForm(PortalForm):
    submit_label = "Save"

    period = forms.IntegerField()
    why = forms.CharField(label="Why?", max_length=200, help_text="Kept with your name and the day. Name nobody.")

    def __init__(self, *args, kind: Retention, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        field.label = f"How many {kind.unit}s do we keep it?"
        field.help_text = f"From {number_of(kind.lowest, kind.unit)} to {number_of(kind.highest, kind.unit)}."
        field.widget.attrs["class"] = "govuk-input--width-3"
        field.validators += [
            MinValueValidator(kind.lowest, f"Choose {number_of(kind.lowest, kind.unit)} or more"),
            MaxValueValidator(kind.highest, f"Choose {number_of(kind.highest, kind.unit)} or less"),
        ]


class HoldForm(PortalForm):
    submit_label = "Keep their data for now"

    why = LongTextField(
        label="Why must this data be kept?", max_length=500, rows=3, help_text="For instance a complaint or a claim."
    )


class TrailForm(PortalForm):
    """Filters of the audit trail, kept in the address."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    who = forms.CharField(label="Who acted", help_text="Their email address", required=False, max_length=254)
    about = forms.CharField(
        label="About", help_text="An application’s reference, or an email address", required=False, max_length=254
    )
    table = forms.ChoiceField(label="Kind of record", required=False)
    verb = forms.ChoiceField(label="What happened", required=False, choices=[("", "All"), *AuditEntry.Verb.choices])
    days = forms.ChoiceField(
        label="When",
        required=False,
        choices=[("", "At any time"), ("1", "Last 24 hours"), ("7", "Last 7 days"), ("30", "Last 30 days")],
    )

    def __init__(self, data: Any, *, tables: dict[str, type[models.Model]]):
        super().__init__(data)
        kinds = sorted((capfirst(str(model._meta.verbose_name)), table) for table, model in tables.items())
        choices_of(self, "table").choices = [("", "All"), *((table, name) for name, table in kinds)]

    def narrow(self, rows: QuerySet[AuditEntry], *, at: dt.datetime) -> QuerySet[AuditEntry]:
        """Those of these entries that are meant."""
        asked = self.cleaned_data
        rows = rows.filter(**{name: asked[name] for name in ("table", "verb") if asked[name]})
        if asked["days"]:
            rows = rows.filter(at__gte=at - dt.timedelta(days=int(asked["days"])))
        if asked["who"]:
            rows = rows.filter(actor__in=User.objects.filter(email=asked["who"].lower()).values("pk"))
        return rows.filter(_about(asked["about"])) if asked["about"] else rows


def _about(text: str) -> Q:
    """What is about an application, by its reference, or about a person, by their address. Else nothing is."""
    if "@" in text:
        person = User.objects.filter(email=text.lower()).first()
        return trail.of_person(person) if person else Q(pk__in=[])
    return trail.of_applications(Application.objects.filter(reference=text.upper()))
