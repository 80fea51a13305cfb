"""Where a mentor starts: where they stand, who is waiting for an answer, whom they mentor, what the team shares."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import SignedInRequest
from mentoring.gates import mentor as mentor_gate
from mentoring.models import Mentor, MentorResource, Pair
from mentoring.views.resources import rows


@mentor_gate
def mentor_home(request: SignedInRequest) -> HttpResponse:
    mentors = Mentor.objects.of(request.user).select_related("programme", "strand").order_by("programme__name")
    pairs = Pair.objects.of_mentor(request.user).live().select_related("person", "programme").order_by("asked_at", "pk")
    pairs = list(pairs)
    shared = MentorResource.objects.for_mentor(request.user).in_order()
    context = {
        "mentors": mentors,
        "asked": [pair for pair in pairs if pair.status == Pair.Status.ASKED],
        "resources": rows(shared),
        "active": [pair for pair in pairs if pair.status == Pair.Status.ACTIVE],
    }
    return render(request, "mentoring/mentor_home.html", context)
