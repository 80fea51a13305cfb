"""Links for helpers at the door: made, shown to be copied or scanned, and taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from core.errors import Refused
from events import codes
from events.actions import helping
from events.door_forms import DayLinkForm
from events.gates import events_team, run_event
from events.models import DayLink
from events.models.door import door_opens_at, helpers_leave_at
from notifications.outbox import letter_url


@events_team
def day_link_list(request: SignedInRequest, uuid: str) -> HttpResponse:
    event = run_event(request, uuid)
    form = DayLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            link = helping.make_day_link(event, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The link for {_called(link)} is ready.")
            return redirect("events:day_link_list", uuid)
    standing = event.day_links.standing().select_related("made_by").order_by("pk")
    context = {
        "event": event,
        "form": form,
        "links": [_shown(link) for link in standing],
        "opens_at": door_opens_at(event),
        "ends_at": helpers_leave_at(event),
    }
    return render(request, "events/day_link_list.html", context)


def _shown(link: DayLink) -> dict[str, object]:
    url = letter_url(reverse("events:helper_door", args=[link.token]))
    return {"link": link, "called": _called(link), "url": url, "code": codes.picture(url)}


def _called(link: DayLink) -> str:
    """Within a sentence."""
    return link.name or "a helper"


@events_team
@require_POST
def day_link_take_back(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    link = get_object_or_404(run_event(request, uuid).day_links, pk=pk)
    helping.take_back(link, by=request.user, at=request.arrived_at)
    messages.success(request, f"The link for {_called(link)} opens nothing any more.")
    return redirect("events:day_link_list", uuid)
