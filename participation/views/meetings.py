"""The meetings of a small group, laid on the timetable of its cohort."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core.errors import Refused, SeenOtherwise
from core.words import number_of
from participation import pages
from participation.actions import meeting as actions
from participation.meeting_forms import MeetingDaysForm, MeetingsForm
from participation.models import Group
from participation.views import group_tables as tables
from participation.views.managed import managed_cohort


@programme_manager
def group_meetings(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    """On which days, by the choices in the address. The press does what was shown, or it is shown again."""
    cohort, at = managed_cohort(request, programme_slug, slug), request.arrived_at
    group = get_object_or_404(cohort.groups, uuid=uuid)
    group.cohort = cohort
    days = MeetingDaysForm(request.GET or None, group=group, at=at)
    context = {"cohort": cohort, "group": group, "days": days, "form": days}
    context["why_not"] = actions.why_no_meetings(group)
    if days.is_valid() and not context["why_not"]:
        plan = actions.foresee_meetings(group, days.weekly(), at=at)
        form = _form(request, group, plan)
        if form.is_valid() and _laid(request, group, days, form):
            return redirect(pages.staff_timetable_path(cohort))
        context |= {"plan": plan, "form": form, "rows": tables.meeting_rows(plan), "head": tables.MEETINGS}
    return render(request, "participation/group_meetings.html", context)


def _form(request: SignedInRequest, group: Group, plan: actions.Plan) -> MeetingsForm:
    data = request.POST if request.method == "POST" else None
    return MeetingsForm(data, group=group, seen=plan.seen, submit_label=f"Lay {number_of(len(plan.adds), 'meeting')}")


def _laid(request: SignedInRequest, group: Group, days: MeetingDaysForm, form: MeetingsForm) -> bool:
    try:
        made = actions.lay_meetings(
            group, days.weekly(), seen=form.shown, by=request.user, at=request.arrived_at, **form.words()
        )
    except SeenOtherwise as refusal:
        messages.warning(request, str(refusal))
        return False
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"{number_of(made, 'meeting')} of {str(group).lower()} in the timetable.")
    return True
