"""The register of returner programmes, for staff alone: nobody has agreed to be listed in public."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Func, TextField, Value
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.requests import SignedInRequest
from core import exports
from core.exports import Column, label_of
from core.paging import newest_first
from core.uktime import uk_short_date
from employers.gates import partners_team
from employers.models import ReturnerProgramme
from employers.register_forms import RegisterFilterForm, ReturnerProgrammeForm

HEAD = ["Employer", "Kind", "Regions", "Years", "Source"]


def _found(request: SignedInRequest) -> tuple[RegisterFilterForm, Any]:
    form = RegisterFilterForm({name: request.GET.get(name, "") for name in RegisterFilterForm.base_fields})
    return form, form.narrow(ReturnerProgramme.objects.all())


@partners_team
def register_list(request: SignedInRequest) -> HttpResponse:
    form, rows = _found(request)
    page = newest_first(request, rows, by="added_at")
    query = request.GET.copy()
    for mark in ("older", "newer"):
        query.pop(mark, None)
    context = {
        "form": form,
        "page": page,
        "head": HEAD,
        "rows": [_row(row) for row in page.rows],
        "query": query.urlencode(),
    }
    return render(request, "employers/register_list.html", context)


def _row(row: ReturnerProgramme) -> list[Any]:
    return [
        {"text": row.employer, "url": reverse("employers:register_change", args=[row.uuid])},
        row.get_kind_display(),
        ", ".join(row.regions),
        row.years,
        f"{row.source}, {uk_short_date(row.seen_on)}",
    ]


@partners_team
def register_export(request: SignedInRequest) -> FileResponse:
    """The rows of the list as a file. They are about employers, not about people."""
    _, rows = _found(request)
    columns = [
        Column("Employer", "employer"),
        Column("Kind", label_of("kind", ReturnerProgramme.Kind)),
        Column("Regions", Func("regions", Value("; "), function="array_to_string", output_field=TextField())),
        Column("First year", "first_year"),
        Column("Last year", "last_year"),
        Column("Source", "source"),
        Column("Seen on", "seen_on"),
    ]
    return exports.csv_file(rows.order_by("employer", "pk"), columns, name="returner-programmes")


@partners_team
def register_add(request: SignedInRequest) -> HttpResponse:
    form = ReturnerProgrammeForm(request.POST or None)
    form.instance.added_at = request.arrived_at
    if request.method == "POST" and form.is_valid() and _is_saved(form):
        return _to_the_list(request, form)
    return render(request, "employers/register_add.html", {"form": form})


@partners_team
def register_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    row = get_object_or_404(ReturnerProgramme, uuid=uuid)
    form = ReturnerProgrammeForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and _is_saved(form):
        return _to_the_list(request, form)
    return render(request, "employers/register_change.html", {"form": form, "row": row})


def _is_saved(form: ReturnerProgrammeForm) -> bool:
    """Of two presses at once, the second finds it there after it has looked."""
    form.instance.organisation = form.linked()
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error(None, "This programme is in the register already")
        return False
    return True


def _to_the_list(request: SignedInRequest, form: ReturnerProgrammeForm) -> HttpResponse:
    messages.success(request, f"The programme of {form.instance.employer} is in the register.")
    return redirect("employers:register_list")


@partners_team
def register_remove(request: SignedInRequest, uuid: str) -> HttpResponse:
    row = get_object_or_404(ReturnerProgramme, uuid=uuid)
    if request.method != "POST":
        return render(request, "employers/register_remove.html", {"row": row})
    row.delete()
    messages.success(request, f"The programme of {row.employer} is no longer in the register.")
    return redirect("employers:register_list")
