"""Which events a list shows, as its address says."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.calendar import add_months, uk_day, uk_instant
from core.forms import PortalForm, choices_of
from core.uktime import uk_month
from core.widgets import LightSelect
from events.models import Event, Venue

MONTHS = 12


class EventFilterForm(PortalForm):
    """City, kind and month. An address that makes no sense narrows nothing."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    ONLINE = "online"

    city = forms.ChoiceField(label="City", required=False, widget=LightSelect)
    kind = forms.ChoiceField(
        label="Kind of event", required=False, choices=[("", "All"), *Event.Kind.choices], widget=LightSelect
    )
    month = forms.ChoiceField(label="Month", required=False, widget=LightSelect)
    when = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, at: dt.datetime):
        self.at, self.is_past = at, data.get("when") == "past"
        data = {name: data.get(name, "") for name in self.base_fields}
        super().__init__({**data, "when": "past" if self.is_past else ""})
        choices_of(self, "city").choices = [("", "All"), (self.ONLINE, "Online"), *self._towns(data["city"])]
        choices_of(self, "month").choices = [("", "All"), *self._months(data["month"])]
        if not self.is_past:
            del self.fields["when"]

    def _towns(self, asked: str) -> list[tuple[str, str]]:
        """Where there are such events: one look into an index for each venue, however many events there are.

        The town asked for stays: a calendar that follows it is empty between two events, not full of all others.
        """
        held = Event.objects.public().filter(venue=OuterRef("pk"))
        held = held.over(self.at) if self.is_past else held.not_over(self.at)
        venues = Venue.objects.filter(Exists(held) | Q(town=asked.replace("\0", "")))
        return [(town, town) for town in venues.order_by("town").values_list("town", flat=True).distinct()]

    def _months(self, asked: str) -> list[tuple[str, str]]:
        """This month and those to come, or those before; and one on the other side if an address still asks for it."""
        this = uk_day(self.at).replace(day=1)
        side = -1 if self.is_past else 1
        months = [(n, add_months(this, n * side)) for n in range(1 - MONTHS, MONTHS)]
        return [(f"{month:%Y-%m}", uk_month(month)) for n, month in months if n >= 0 or f"{month:%Y-%m}" == asked]

    @property
    def chosen(self) -> dict[str, str]:
        """What narrows the list: the city, the kind and the month."""
        given = self.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in given.items() if value and name != "when"}

    def narrow(self, events: QuerySet) -> Any:
        chosen = self.chosen
        if city := chosen.get("city"):
            events = events.filter(online=True) if city == self.ONLINE else events.filter(venue__town=city)
        if kind := chosen.get("kind"):
            events = events.filter(kind=kind)
        if month := chosen.get("month"):
            first = dt.date.fromisoformat(f"{month}-01")
            begins, ends = uk_instant(first, 0), uk_instant(add_months(first, 1), 0)
            events = events.filter(starts_at__gte=begins, starts_at__lt=ends)
        return events
