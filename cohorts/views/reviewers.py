"""Who reads applications to a programme: invited and removed by those who keep it."""

import uuid as uuids

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts.forms import HolderForm
from cohorts.gates import programme_keeper
from cohorts.views.holders import REVIEWERS, has_invited, has_removed, held, list_of, withdraw
from cohorts.views.programmes import kept_programme


@programme_keeper
def reviewer_list(request: SignedInRequest, slug: str) -> HttpResponse:
    return render(request, "cohorts/reviewer_list.html", list_of(request, slug, REVIEWERS))


@programme_keeper
@second_factor_again
def reviewer_invite(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = kept_programme(request, slug)
    form = HolderForm(request.POST or None)
    if has_invited(request, programme, form, REVIEWERS):
        return redirect("cohorts:reviewer_list", slug)
    return render(request, "cohorts/reviewer_invite.html", {"programme": programme, "form": form})


@programme_keeper
def reviewer_withdraw(request: SignedInRequest, slug: str, uuid: uuids.UUID) -> HttpResponse:
    withdraw(request, slug, uuid, REVIEWERS)
    return redirect("cohorts:reviewer_list", slug)


@programme_keeper
@second_factor_again
def reviewer_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    role = held(request, slug, pk, REVIEWERS)
    if has_removed(request, role, REVIEWERS):
        return redirect("cohorts:reviewer_list", slug)
    return render(request, "cohorts/reviewer_remove.html", {"role": role})
