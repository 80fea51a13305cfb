"""A cohort's calendar changed in two pages: the dates, then what they would move and the press that does it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.requests import SignedInRequest
from cohorts.calendar import FIXED_BY_OPENING, changed
from cohorts.forms import CalendarForm
from cohorts.gates import programme_keeper
from cohorts.models import Cohort
from core.errors import Refused, SeenOtherwise
from returners import actions
from returners.rescheduling import foresee, objections
from returners.staff_forms import CalendarChangeForm
from returners.views import tables

NOTHING_NEW = "No date is different from what it was."


@programme_keeper
def cohort_calendar(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """The dates. What was typed travels in the address of the next page, and back from there."""
    cohort = kept_cohort(request, programme_slug, slug)
    typed = request.POST or (request.GET if "closes_at_day" in request.GET else None)
    form = CalendarForm(typed, cohort=cohort, at=request.arrived_at, object_to=objections)
    if request.method == "POST" and form.is_valid():
        if changed(cohort, form.dates):
            return redirect(f"{_url('cohort_calendar_check', cohort)}?{_typed(request, form)}")
        messages.info(request, NOTHING_NEW)
    fixed = [name for name in FIXED_BY_OPENING if name not in form.fields]
    context = {
        "cohort": cohort,
        "form": form,
        "fixed": [row for row in tables.calendar(cohort) if row["name"] in fixed],
        "back_url": after_change(request, cohort),
    }
    return render(request, "returners/cohort_calendar.html", context)


@programme_keeper
def cohort_calendar_check(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """What would move. The press does what was shown: had something changed since, the page comes back."""
    cohort = kept_cohort(request, programme_slug, slug)
    typed = CalendarForm(request.GET, cohort=cohort, at=request.arrived_at, object_to=objections)
    back = f"{_url('cohort_calendar', cohort)}?{request.GET.urlencode()}"
    if not typed.is_valid():
        return redirect(back)
    if not changed(cohort, typed.dates):
        messages.info(request, NOTHING_NEW)
        return redirect(_url("cohort_calendar", cohort))
    foresight = foresee(cohort, typed.dates, request.arrived_at)
    form = CalendarChangeForm(request.POST or None, seen=foresight.seen)
    if form.is_valid():
        why = form.cleaned_data["why"]
        try:
            actions.change_calendar(
                cohort, typed.dates, seen=form.shown, why=why, by=request.user, at=request.arrived_at
            )
        except SeenOtherwise as refusal:
            messages.warning(request, str(refusal))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(back)
        else:
            messages.success(request, f"The calendar of the {cohort.name} is changed.")
            return redirect(after_change(request, cohort))
    context = {"cohort": cohort, "foresight": foresight, "form": form, "back_url": back}
    return render(request, "returners/cohort_calendar_check.html", context)


def kept_cohort(request: SignedInRequest, programme_slug: str, slug: str) -> Cohort:
    cohorts = Cohort.objects.kept_by(request.user).select_related("programme", "rules")
    return get_object_or_404(cohorts, programme__slug=programme_slug, slug=slug)


def after_change(request: SignedInRequest, cohort: Cohort) -> str:
    """The cohort's page, for those who may see the people on it; for other administrators its programme's."""
    if Cohort.objects.managed_by(request.user).filter(pk=cohort.pk).exists():
        return _url("cohort_detail", cohort)
    return reverse("cohorts:programme_settings", args=[cohort.programme.slug])


def _url(name: str, cohort: Cohort) -> str:
    return reverse(f"returners:{name}", args=[cohort.programme.slug, cohort.slug])


def _typed(request: SignedInRequest, form: CalendarForm) -> str:
    """The boxes of this form, and nothing else that was sent."""
    return urlencode({name: request.POST[name] for name in request.POST if _field_of(name) in form.fields})


def _field_of(name: str) -> str:
    field, _, part = name.rpartition("_")
    return field if part in ("day", "month", "year", "time") else name
