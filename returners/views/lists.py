"""The list of applications: filters in the address, keyset pages, and the same rows as a file."""

from django.contrib import messages
from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts.models import Cohort
from core import audit, exports
from core.errors import Refused
from core.export_form import ExportForm
from core.exports import Column, NationalPhone, UKTime, label_of
from core.paging import filters_in_address, newest_first
from returners.models import Application, Decision, Place
from returners.staff_forms import ApplicationFilterForm
from returners.views import tables


@programme_manager
def application_list(request: SignedInRequest) -> HttpResponse:
    form = _filters(request)
    rows = _found(request, form).select_related("cohort__programme", "strand")
    page = newest_first(request, rows.prefetch_related(Prefetch("places", _places())), by="submitted_at")
    audit.looked_at_many(request.user, page.rows, why="List of applications")
    context = {
        "form": form,
        "page": page,
        "head": tables.APPLICATIONS,
        "rows": tables.applications(page.rows),
        "query": filters_in_address(request),
    }
    return render(request, "returners/application_list.html", context)


@programme_manager
@second_factor_again
def application_export(request: SignedInRequest) -> HttpResponseBase:
    """The rows of the list as a file. It names people, so it asks why, and is written down for each of them."""
    filters = _filters(request)
    if not filters.is_valid():
        # The list shows everything then, which a file must not do unasked.
        messages.error(request, "The filters in this address make no sense. Choose them again, then export.")
        return redirect("returners:application_list")
    rows = _found(request, filters)
    if not rows.exists():
        messages.info(request, "There is nothing to export: no application matches these filters.")
        return redirect(f"{reverse('returners:application_list')}?{filters_in_address(request)}")
    form = ExportForm(request.POST or None)
    if form.is_valid():
        try:
            rows = rows.order_by("submitted_at", "pk")
            return exports.noted_file(rows, _columns(), name="applications", by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("kind", str(refusal))
    context = {
        "form": form,
        "count": exports.how_many(rows, "application"),
        "columns": _columns(),
        "query": filters_in_address(request),
    }
    return render(request, "returners/application_export.html", context)


def _filters(request: SignedInRequest) -> ApplicationFilterForm:
    cohorts = Cohort.objects.managed_by(request.user).select_related("programme")
    return ApplicationFilterForm(request.GET, cohorts=cohorts)


def _found(request: SignedInRequest, form: ApplicationFilterForm):
    rows = Application.objects.managed_by(request.user)
    return form.narrow(rows) if form.is_valid() else rows


def _places():
    return Place.objects.order_by("pk")


def _columns() -> list[Column]:
    place = _places().filter(application=OuterRef("pk")).annotate(words=label_of("status", Place.Status))
    decision = Decision.objects.filter(application=OuterRef("pk")).order_by("-pk")
    region = decision.values(region=KeyTextTransform("region", "verdict"))
    return [
        Column("Reference", "reference"),
        Column("Name", "full_name"),
        Column("Email address", "person__email"),
        Column("Phone number", NationalPhone("phone")),
        Column("Get in touch by", label_of("contact_by", Application.Contact)),
        Column("Programme", "programme__name"),
        Column("Cohort", "cohort__name"),
        Column("Strand", "strand__name"),
        Column("Region", Subquery(region[:1])),
        Column("Status", label_of("status", Application.Status)),
        Column("Place", Subquery(place.reverse().values("words")[:1])),
        Column("Sent (UK time)", UKTime("submitted_at")),
    ]
