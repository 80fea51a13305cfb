"""The staff's first page, their search, and the letters that failed."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.gates import administrator, staff
from accounts.requests import SignedInRequest
from core.errors import Refused
from core.paging import newest_first
from core.words import number_of
from notifications import actions
from notifications.models import Message
from reporting.finding import find
from reporting.forms import SearchForm
from reporting.inbox import tasks

SEARCHED = "searched"


@staff
def inbox(request: SignedInRequest) -> HttpResponse:
    found = tasks(request.user, request.arrived_at)
    groups = [(name, list(group)) for name, group in groupby(found, key=lambda task: task.group)]
    return render(request, "reporting/inbox.html", {"groups": groups})


@staff
def search(request: SignedInRequest) -> HttpResponse:
    """What is searched for is somebody's name or number: it waits in the session, not in an address that is logged."""
    form = SearchForm(request.POST or None, initial={"text": request.session.get(SEARCHED, "")})
    if form.is_valid():
        request.session[SEARCHED] = form.cleaned_data["text"]
        return redirect("reporting:search")
    text = "" if form.is_bound else form.initial["text"]
    context = {"form": form, "text": text, "sections": find(text, by=request.user) if text else []}
    return render(request, "reporting/search.html", context)


@administrator
def letter_list(request: SignedInRequest) -> HttpResponse:
    page = newest_first(request, Message.objects.parked(), by="created_at")
    return render(request, "reporting/letter_list.html", {"page": page})


@administrator
@require_POST
def letter_send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.send_again, "The letter will be sent again.")


@administrator
@require_POST
def letter_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.cancel, "The letter will not be sent.")


@administrator
@require_POST
def letter_send_all_again(request: SignedInRequest) -> HttpResponse:
    count = actions.send_all_again(by=request.user)
    messages.success(request, f"{number_of(count, 'letter')} will be sent again.")
    return redirect("reporting:letter_list")


def _do(request: SignedInRequest, pk: int, action, done: str) -> HttpResponse:
    letter = get_object_or_404(Message, pk=pk)
    try:
        action(letter, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("reporting:letter_list")
