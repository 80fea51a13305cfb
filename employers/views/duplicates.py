"""Organisations that may be one and the same: the pairs we found, a search for others, and the two side by side."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.requests import SignedInRequest
from core.errors import Refused
from core.paging import newest_first
from employers import actions, tables
from employers.gates import partners_team
from employers.models import LikelyPair, Organisation
from employers.organisation_forms import MergeForm, SameAsForm
from employers.tables import page_of

MOST_FOUND = 20


@partners_team
def duplicate_list(request: SignedInRequest) -> HttpResponse:
    rows = LikelyPair.objects.undecided().select_related("one", "other")
    page = newest_first(request, rows, by="found_at")
    context = {"page": page, "head": tables.PAIRS, "rows": tables.pairs(page.rows)}
    return render(request, "employers/duplicate_list.html", context)


@partners_team
def duplicate_search(request: SignedInRequest, uuid: str) -> HttpResponse:
    """For two that have nothing in common that we could see."""
    organisation = get_object_or_404(Organisation, uuid=uuid)
    form = SameAsForm(request.GET or None)
    found = None
    if form.is_valid():
        others = Organisation.objects.matching(form.cleaned_data["name"]).exclude(pk=organisation.pk)
        found = [
            {"name": other.name, "url": reverse("employers:organisation_merge", args=[organisation.uuid, other.uuid])}
            for other in others.newest_first()[:MOST_FOUND]
        ]
    context = {"organisation": organisation, "form": form, "found": found}
    return render(request, "employers/duplicate_search.html", context)


@partners_team
def organisation_merge(request: SignedInRequest, uuid: str, other: str) -> HttpResponse:
    rows = Organisation.objects.prefetch_related("domains", "sites", "milestones")
    both = {str(row.uuid): row for row in rows.filter(uuid__in=[uuid, other])}
    if not both or uuid == other:
        raise Http404
    if len(both) < 2:
        # Pressed twice, or somebody else was faster.
        messages.info(request, "The other one is not there any more: it was merged or removed.")
        return redirect(page_of(*both.values()))
    one, two = both[str(uuid)], both[str(other)]
    form = MergeForm(request.POST or None, both=(one, two))
    if form.is_valid():
        stays = both.pop(form.cleaned_data["stays"])
        (gone,) = both.values()
        try:
            actions.merge(stays, gone=gone, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("employers:duplicate_list")
        messages.success(request, f"{gone} and {stays} are one now.")
        return redirect(page_of(stays))
    context = {
        "one": one,
        "other": two,
        "form": form,
        "head": ["What we know", one.name, two.name],
        "rows": tables.side_by_side(one, two),
        "pair": LikelyPair.objects.undecided().of(one).filter(Q(one=two) | Q(other=two)).first(),
    }
    return render(request, "employers/organisation_merge.html", context)


@partners_team
def duplicate_keep_apart(request: SignedInRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(LikelyPair.objects.select_related("one", "other"), pk=pk)
    if request.method == "POST":
        actions.keep_apart(pair, by=request.user, at=request.arrived_at)
        messages.success(request, f"{pair.one} and {pair.other} stay apart.")
    return redirect("employers:duplicate_list")
