"""Which events a list shows, as its address says."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

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
        choices_of(self, "city").choices = [("", "All"), (self.ONLINE, "Online"), *self._towns()]
        choices_of(self, "month").choices = [("", "All"), *self._months()]
        if not self.is_past:
            del self.fields["when"]

    def _towns(self) -> list[tuple[str, str]]:
        """Where there are such events: one look into an index for each venue, however many events there are."""
        held = Event.objects.public().filter(venue=OuterRef("pk"))
        held = held.over(self.at) if self.is_past else held.not_over(self.at)
        towns = Venue.objects.filter(Exists(held)).order_by("town").values_list("town", flat=True).distinct()
        return [(town, town) for town in towns]

    def _months(self) -> list[tuple[str, str]]:
        """This month and those to come, or those before."""
        this = uk_day(self.at).replace(day=1)
        months = [add_months(this, -n if self.is_past else n) for n in range(MONTHS)]
        return [(f"{month:%Y-%m}", uk_month(month)) for month in months]

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
