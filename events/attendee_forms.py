"""The filters of an event's attendees, kept in the address; and the search, which is not: it is for names."""

from typing import Any

from django import forms
from django.db.models import Q

from core.forms import PortalForm
from core.places import Status
from events.models import Booking, Pool

ONLINE = Q(booking__pool__mode=Pool.Mode.ONLINE, walked_in=False)
NO_BOOKING = "walk in"


class AttendeeFilterForm(PortalForm):
    method = "get"
    submit_label = "Show"
    mark_optional = False
    mode = forms.ChoiceField(label="Coming", required=False, choices=[("", "All"), *Pool.Mode.choices])
    came = forms.ChoiceField(
        label="On the day", required=False, choices=[("", "All"), ("yes", "Came"), ("no", "Did not come, or not yet")]
    )
    booking = forms.ChoiceField(
        label="Booking",
        required=False,
        choices=[
            ("", "All"),
            *((status.value, words) for status, words in Booking.STANDING.items()),
            (NO_BOOKING, "Not booked"),
        ],
    )

    def narrow(self, rows: Any) -> Any:
        """Those of these attendees who are meant. Filters that make no sense narrow nothing."""
        if not self.is_valid():
            return rows
        chosen = self.cleaned_data
        if chosen["mode"]:
            rows = rows.filter(ONLINE) if chosen["mode"] == Pool.Mode.ONLINE else rows.in_the_room()
        if chosen["came"]:
            rows = rows.filter(arrived_at__isnull=chosen["came"] == "no")
        if chosen["booking"] == NO_BOOKING:
            return rows.filter(booking__isnull=True)
        return rows.filter(booking__status=Status(chosen["booking"])) if chosen["booking"] else rows


class SeeNeedsForm(PortalForm):
    submit_label = "Show needs and food"
    why = forms.CharField(
        label="Why do you have to see this?",
        help_text="Kept with your name in the record of who has seen whose details.",
        max_length=400,
    )


class AttendeeSearchForm(PortalForm):
    submit_label = "Find"
    mark_optional = False
    text = forms.CharField(label="Find by name or organisation", required=False, max_length=200)
