"""Who leads the sessions of a programme: invited and removed by those who keep it."""

import uuid as uuids

from django.http import HttpResponse

from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts.gates import programme_keeper
from cohorts.views import holders
from cohorts.views.holders import LEADERS


@programme_keeper
def leader_list(request: SignedInRequest, slug: str) -> HttpResponse:
    return holders.show_list(request, slug, LEADERS)


@programme_keeper
@second_factor_again
def leader_invite(request: SignedInRequest, slug: str) -> HttpResponse:
    return holders.show_invite(request, slug, LEADERS)


@programme_keeper
def leader_withdraw(request: SignedInRequest, slug: str, uuid: uuids.UUID) -> HttpResponse:
    return holders.press_withdraw(request, slug, uuid, LEADERS)


@programme_keeper
@second_factor_again
def leader_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    return holders.show_remove(request, slug, pk, LEADERS)
