"""Who reads applications to a programme: invited and removed by those who keep it."""

import uuid as uuids

from django.http import HttpResponse

from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts.gates import programme_keeper
from cohorts.views import holders
from cohorts.views.holders import REVIEWERS


@programme_keeper
def reviewer_list(request: SignedInRequest, slug: str) -> HttpResponse:
    return holders.show_list(request, slug, REVIEWERS)


@programme_keeper
@second_factor_again
def reviewer_invite(request: SignedInRequest, slug: str) -> HttpResponse:
    return holders.show_invite(request, slug, REVIEWERS)


@programme_keeper
def reviewer_withdraw(request: SignedInRequest, slug: str, uuid: uuids.UUID) -> HttpResponse:
    return holders.press_withdraw(request, slug, uuid, REVIEWERS)


@programme_keeper
@second_factor_again
def reviewer_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    return holders.show_remove(request, slug, pk, REVIEWERS)
