"""Where a mentor starts: who is waiting for an answer, whom they mentor, where they stand, what the team shares."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.requests import SignedInRequest
from core.calendar import end_of_uk_day
from core.uktime import uk_date, uk_datetime, uk_deadline
from core.words import first_name
from mentoring.gates import mentor as mentor_gate
from mentoring.models import Meeting, Mentor, MentorResource, Pair, Side
from mentoring.programmes import looking_for_mentors
from mentoring.views.resources import rows

Card = dict[str, Any]
# Those whom they mentored are here for a while; the pages of the two are reached from letters, too.
PAST_SHOWN = 10


@mentor_gate
def mentor_home(request: SignedInRequest) -> HttpResponse:
    at = request.arrived_at
    live = _pairs(request).live().order_by("asked_at", "pk")
    over = _pairs(request).begun().exclude(status=Pair.Status.ACTIVE).order_by("-ended_at", "-pk")
    mentors = Mentor.objects.of(request.user).select_related("programme", "strand").order_by("programme__name")
    context = {
        "mentors": mentors,
        "asked": [_asked(pair) for pair in live if pair.status == Pair.Status.ASKED],
        "active": [_active(pair, at) for pair in live if pair.status == Pair.Status.ACTIVE],
        "over": over[:PAST_SHOWN],
        "resources": rows(MentorResource.objects.for_mentor(request.user).in_order()),
        # Whoever left can come again only where mentors are looked for.
        "wanted": set(looking_for_mentors(at).values_list("pk", flat=True)),
    }
    return render(request, "mentoring/mentor_home.html", context)


def _pairs(request: SignedInRequest) -> Any:
    coming = Prefetch("meetings", Meeting.objects.open(), to_attr="coming")
    pairs = Pair.objects.of_mentor(request.user).select_related("person", "programme")
    return pairs.prefetch_related(coming)


def _asked(pair: Pair) -> Card:
    """No more of a name than the first, until the mentor has said yes."""
    return {
        "title": f"Would you mentor {first_name(pair.person.name)}?",
        "url": reverse("mentoring:ask_detail", args=[pair.uuid]),
        "meta": [pair.programme.name, f"Please answer by {uk_deadline(end_of_uk_day(pair.answer_by))}"],
    }


def _active(pair: Pair, at: dt.datetime) -> Card:
    card = {
        "title": str(pair.person),
        "tag": "",
        "text": "",
        "url": reverse("mentoring:pair_detail", args=[pair.uuid]),
        "meta": [pair.programme.name, f"Until {uk_date(pair.ends_on)}"] if pair.ends_on else [],
    }
    meeting: Meeting | None = next(iter(pair.coming), None)  # type: ignore[attr-defined]
    if meeting is None:
        return card | {"text": "No meeting is planned."}
    if meeting.starts_at is None:
        if meeting.proposed_by == Side.RETURNER:
            return card | {"tag": "Times to choose from"}
        return card | {"text": "You have proposed times."}
    if meeting.starts_at > at:
        return card | {"text": f"You meet on {uk_datetime(meeting.starts_at)}."}
    return card | {"tag": "Did you meet?"}
