"""A mentor's own page in a programme: what they have told, a break, the end, and once a year that it is still so."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.requests import SignedInRequest
from core.errors import Refused
from mentoring.actions import registering, standing
from mentoring.gates import mentor as mentor_gate
from mentoring.models import Mentor
from mentoring.offer_forms import SECTIONS, offer_of
from mentoring.offer_summary import cards
from mentoring.programmes import looking_for_mentors

View = Callable[[SignedInRequest, Mentor], HttpResponse]


def own_mentor(request: SignedInRequest, uuid: str) -> Mentor:
    mentors = Mentor.objects.of(request.user).select_related("programme", "strand", "person")
    return get_object_or_404(mentors, uuid=uuid)


def on_own(view: View) -> Callable[..., HttpResponse]:
    """For pages that change where somebody stands: what cannot be done any more is said where it says why."""

    @wraps(view)
    def wrapped(request: SignedInRequest, uuid: str) -> HttpResponse:
        mentor = own_mentor(request, uuid)
        try:
            return view(request, mentor)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("mentoring:offer_detail", uuid)

    return wrapped


@mentor_gate
def offer_detail(request: SignedInRequest, uuid: str) -> HttpResponse:
    mentor = own_mentor(request, uuid)
    wanted = set(looking_for_mentors(request.arrived_at).filter(pk=mentor.programme_id).values_list("pk", flat=True))
    context = {"mentor": mentor, "wanted": wanted, "cards": _cards(mentor, changeable=mentor.may_change)}
    return render(request, "mentoring/offer_detail.html", context)


def _cards(mentor: Mentor, *, changeable: bool) -> list:
    def url_of(section: str) -> str:
        return reverse("mentoring:offer_change", args=[mentor.uuid, section])

    return cards(mentor, mentor.skills.all(), url_of=url_of if changeable else None)


@mentor_gate
def offer_change(request: SignedInRequest, uuid: str, section: str) -> HttpResponse:
    mentor = own_mentor(request, uuid)
    if section not in SECTIONS:
        raise Http404
    form = SECTIONS[section](request.POST or None, programme=mentor.programme, offer=offer_of(mentor))
    form.submit_label = "Save"
    if form.is_valid():
        try:
            registering.change(mentor, told=form.answers(), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your change is saved.")
            return redirect(_after_change(mentor), uuid)
    context = {
        "mentor": mentor,
        "programme": mentor.programme,
        "form": form,
        "back_url": reverse(_after_change(mentor), args=[uuid]),
    }
    return render(request, "mentoring/offer_change.html", context)


def _after_change(mentor: Mentor) -> str:
    """Whoever was asked whether all is still so goes on where they pressed."""
    return "mentoring:offer_renew" if mentor.is_asked_to_renew else "mentoring:offer_detail"


@mentor_gate
@on_own
def offer_pause(request: SignedInRequest, mentor: Mentor) -> HttpResponse:
    if mentor.status == Mentor.Status.PAUSED:
        return redirect("mentoring:offer_detail", mentor.uuid)
    if request.method == "POST":
        standing.pause(mentor, by=request.user, at=request.arrived_at)
        messages.success(request, "Your break has begun. Nobody new comes to you.")
        return redirect("mentoring:offer_detail", mentor.uuid)
    return render(request, "mentoring/offer_pause.html", {"mentor": mentor, **_with_whom(mentor)})


@mentor_gate
@on_own
def offer_come_back(request: SignedInRequest, mentor: Mentor) -> HttpResponse:
    """Only a press brings somebody back; an old link leads to the button."""
    if request.method == "POST":
        standing.come_back(mentor, by=request.user, at=request.arrived_at)
        messages.success(request, "Welcome back. We write to you when we have found somebody who may suit you.")
    return redirect("mentoring:offer_detail", mentor.uuid)


@mentor_gate
@on_own
def offer_leave(request: SignedInRequest, mentor: Mentor) -> HttpResponse:
    if request.method == "POST":
        standing.leave(mentor, by=request.user, at=request.arrived_at)
        messages.success(request, "You are no longer a mentor. Thank you for the time you have given.")
        return redirect("mentoring:mentor_home")
    return render(request, "mentoring/offer_leave.html", {"mentor": mentor, **_with_whom(mentor)})


def _with_whom(mentor: Mentor) -> dict:
    """Whom a break or the end would touch."""
    return {"asked": mentor.pairs.asked().count(), "active": mentor.pairs.active().select_related("person")}


@mentor_gate
@on_own
def offer_renew(request: SignedInRequest, mentor: Mentor) -> HttpResponse:
    """Behind the yearly letter: everything on one page, and one press."""
    if request.method == "POST":
        registering.still_so(mentor, by=request.user, at=request.arrived_at)
        messages.success(request, "Thank you. We ask you again in a year.")
        return redirect("mentoring:mentor_home")
    if mentor.status != Mentor.Status.APPROVED:
        return redirect("mentoring:offer_detail", mentor.uuid)
    context = {"mentor": mentor, "cards": _cards(mentor, changeable=True)}
    return render(request, "mentoring/offer_renew.html", context)
