"""What staff do to one organisation: each a page of its own, from the organisation's page and back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.requests import SignedInRequest
from core.calendar import uk_day
from core.errors import Refused
from employers import actions
from employers.gates import partners_team
from employers.models import Domain, Note, Organisation, Site
from employers.organisation_forms import (
    ChangedOrganisationForm,
    DomainForm,
    NewOrganisationForm,
    NoteForm,
    SiteForm,
)
from employers.tables import page_of

FACTS = ("name", "kind", "sector", "size", "website", "source", "found_on")


@partners_team
def organisation_add(request: SignedInRequest) -> HttpResponse:
    today = uk_day(request.arrived_at)
    form = NewOrganisationForm(request.POST or None, today=today, initial={"kind": "employer", "found_on": today})
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in (*FACTS, "domain", "key")}
        try:
            organisation = actions.add_organisation(by=request.user, at=request.arrived_at, **facts)
        except Refused as refusal:
            form.add_error("domain", str(refusal))
        else:
            messages.success(request, f"{organisation} is added. Say where its sites are: they decide its regions.")
            return redirect(page_of(organisation))
    return render(request, "employers/organisation_add.html", {"form": form})


@partners_team
def organisation_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation, uuid=uuid)
    initial = {name: getattr(organisation, name) for name in FACTS}
    form = ChangedOrganisationForm(request.POST or None, today=uk_day(request.arrived_at), initial=initial)
    if form.is_valid():
        try:
            actions.change_organisation(organisation, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your changes are saved.")
            return redirect(page_of(organisation))
    return render(request, "employers/organisation_change.html", {"organisation": organisation, "form": form})


@partners_team
def site_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation, uuid=uuid)
    form = SiteForm(request.POST or None)
    if form.is_valid():
        try:
            site = actions.add_site(organisation, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{site} is added, in the region {site.region}.")
            return redirect(page_of(organisation))
    return render(request, "employers/site_add.html", {"organisation": organisation, "form": form})


@partners_team
def site_remove(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.select_related("organisation"), organisation__uuid=uuid, pk=pk)
    if request.method == "POST":
        actions.remove_site(site, by=request.user)
        messages.success(request, f"{site} is removed.")
        return redirect(page_of(site.organisation))
    return render(request, "employers/site_remove.html", {"organisation": site.organisation, "site": site})


@partners_team
def domain_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation, uuid=uuid)
    form = DomainForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_domain(organisation, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['name']} belongs to {organisation} now.")
            return redirect(page_of(organisation))
    return render(request, "employers/domain_add.html", {"organisation": organisation, "form": form})


@partners_team
def domain_remove(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    domain = get_object_or_404(Domain.objects.select_related("organisation"), organisation__uuid=uuid, pk=pk)
    if request.method == "POST":
        try:
            actions.remove_domain(domain, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("employers:organisation_list")
        messages.success(request, f"{domain} is removed.")
        return redirect(page_of(domain.organisation))
    return render(request, "employers/domain_remove.html", {"organisation": domain.organisation, "domain": domain})


@partners_team
def note_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation, uuid=uuid)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_note(organisation, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your note is saved.")
            return redirect(page_of(organisation))
    return render(request, "employers/note_add.html", {"organisation": organisation, "form": form})


@partners_team
def note_remove(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    note = get_object_or_404(Note.objects.select_related("organisation", "author"), organisation__uuid=uuid, pk=pk)
    if request.method == "POST":
        actions.remove_note(note, by=request.user)
        messages.success(request, "The note is removed.")
        return redirect(page_of(note.organisation))
    return render(request, "employers/note_remove.html", {"organisation": note.organisation, "note": note})


@partners_team
def organisation_remove(request: SignedInRequest, uuid: str) -> HttpResponse:
    """For good, by one press. The page says what goes."""
    organisation = get_object_or_404(Organisation, uuid=uuid)
    if request.method == "POST":
        try:
            actions.remove_organisation(organisation, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{organisation} is removed for good.")
        return redirect("employers:organisation_list")
    goes, stays = actions.what_goes(organisation)
    context = {"organisation": organisation, "goes": _lines(goes), "stays": _lines(stays)}
    return render(request, "employers/organisation_remove.html", context)


def _lines(counts: actions.Counts) -> list[str]:
    """“2 contacts”"""
    return [f"{count} {one if count == 1 else several}" for count, one, several in counts]
