"""The list of organisations: filters in the address, keyset pages, and the same rows as a file."""

from django.contrib import messages
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Func, OuterRef, Subquery, TextField, Value
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from core import exports
from core.errors import Refused
from core.export_form import ExportForm
from core.exports import Column, UKTime, label_of
from core.paging import filters_in_address, newest_first
from employers import tables
from employers.gates import partners_team
from employers.models import Contact, Domain, LikelyPair, Milestone, Organisation, Site
from employers.models.organisation import OrganisationQuerySet
from employers.organisation_forms import OrganisationFilterForm


@partners_team
def organisation_list(request: SignedInRequest) -> HttpResponse:
    form = OrganisationFilterForm(request.GET)
    rows = _found(form).prefetch_related("milestones", "sites")
    page = newest_first(request, rows, by="added_at")
    context = {
        "form": form,
        "page": page,
        "head": tables.ORGANISATIONS,
        "rows": tables.organisations(page.rows),
        "query": filters_in_address(request),
        "pairs": LikelyPair.objects.undecided().exists(),
    }
    return render(request, "employers/organisation_list.html", context)


@partners_team
@second_factor_again
def organisation_export(request: SignedInRequest) -> HttpResponseBase:
    """The rows of the list as a file. It names people, so it asks why, and is written down for each organisation."""
    filters = OrganisationFilterForm(request.GET)
    if not filters.is_valid():
        # The list shows everything then, which a file must not do unasked.
        messages.error(request, "The filters in this address make no sense. Choose them again, then export.")
        return redirect("employers:organisation_list")
    rows = _found(filters)
    if not rows.exists():
        messages.info(request, "There is nothing to export: no organisation matches these filters.")
        return redirect(f"{reverse('employers:organisation_list')}?{filters_in_address(request)}")
    form = ExportForm(request.POST or None)
    if form.is_valid():
        try:
            rows = rows.order_by("added_at", "pk")
            return exports.noted_file(rows, _columns(), name="organisations", by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("kind", str(refusal))
    context = {
        "form": form,
        "count": exports.how_many(rows, "organisation"),
        "columns": _columns(),
        "query": filters_in_address(request),
    }
    return render(request, "employers/organisation_export.html", context)


def _found(form: OrganisationFilterForm) -> OrganisationQuerySet:
    rows = Organisation.objects.all()
    return form.narrow(rows) if form.is_valid() else rows


def _columns() -> list[Column]:
    theirs = {"organisation": OuterRef("pk")}
    furthest = Milestone.objects.filter(**theirs).furthest_first().annotate(words=label_of("step", Milestone.Step))
    # Whoever manages it first, then members, then those who have no account.
    contact = Contact.objects.live().filter(**theirs).order_by("-manages", "-joined_at", "pk")
    return [
        Column("Name", "name"),
        Column("Also called", Func("other_names", Value(", "), function="array_to_string", output_field=TextField())),
        Column("Kind", label_of("kind", Organisation.Kind)),
        Column("Sector", label_of("sector", Organisation.Sector)),
        Column("Size", label_of("size", Organisation.Size)),
        Column("Stage", Subquery(furthest.values("words")[:1])),
        Column("Regions", _joined(Site, "region")),
        Column("Mail domains", _joined(Domain, "name")),
        Column("Website", "website"),
        Column("Contact", Subquery(contact.values("name")[:1])),
        Column("Contact’s email address", Subquery(contact.values("email")[:1])),
        Column("Where we found it", "source"),
        Column("When we found it", "found_on"),
        Column("Added (UK time)", UKTime("added_at")),
    ]


def _joined(model: type[Site] | type[Domain], field: str) -> Subquery:
    rows = model.objects.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    names = rows.annotate(names=StringAgg(field, delimiter=Value(", "), distinct=True, order_by=field))
    return Subquery(names.values("names"))
