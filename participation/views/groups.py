"""Small groups: staff form them, move people and tell them; a member sees who is in theirs."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager, returner
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused, SeenOtherwise
from core.words import first_name, number_of
from participation import pages
from participation.actions import groups as actions
from participation.group_forms import GroupMoveForm, GroupPlanForm, GroupShareForm, PressForm
from participation.models import GroupMember
from participation.own import own_enrolment, own_sessions
from participation.proposing import propose, standing_of
from participation.views import group_tables as tables
from participation.views.managed import managed_cohort

NEXT_SHOWN = 3


@programme_manager
def group_list(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    standing = standing_of(managed_cohort(request, programme_slug, slug))
    to_come = actions.meetings_to_come(standing.cohort, at=request.arrived_at)
    groups = [
        {
            "group": group,
            "rows": tables.member_rows(standing, group),
            "standing": tables.standing_in_words(standing, group),
            "meetings": tables.meetings_in_words(to_come.get(group.pk, 0)),
        }
        for group in standing.filled
    ]
    everyone, without = len(standing.enrolments), len(standing.without)
    audit.looked_at_many(request.user, standing.enrolments.values(), why="Small groups")
    context = {
        "cohort": standing.cohort,
        "plan": standing.plan,
        "groups": groups,
        "everyone": everyone,
        "placed": everyone - without,
        "to_tell": len(standing.to_tell),
        "any_locked": any(standing.is_locked(pk) for pk in standing.enrolments),
        "member_head": tables.MEMBERS,
        "without_head": tables.WITHOUT,
        "without": tables.without_rows(standing),
        "spread_head": tables.spread_head(standing),
        "spread": tables.spread_rows(standing),
    }
    return render(request, "participation/group_list.html", context)


@programme_manager
def group_settings(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    plan = standing_of(cohort).plan
    form = GroupPlanForm(request.POST or None, plan=plan, seen=actions.plan_seen(plan))
    if form.is_valid() and _done(
        request, lambda: actions.change_plan(cohort, by=request.user, **form.settings()), "The settings are saved."
    ):
        return redirect("participation:group_propose", programme_slug, slug)
    return render(request, "participation/group_settings.html", {"cohort": cohort, "form": form})


@programme_manager
def group_propose(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """The groups as they would be formed now, beside those there are. Nothing changes before the press."""
    cohort = managed_cohort(request, programme_slug, slug)
    try:
        proposal = propose(standing_of(cohort))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("participation:group_list", programme_slug, slug)
    form = PressForm(
        request.POST if request.method == "POST" else None, seen=proposal.seen, submit_label="Use these groups"
    )
    if form.is_valid() and _done(
        request,
        lambda: actions.use_proposal(cohort, seen=form.shown, by=request.user),
        "The groups are formed. Nobody has been told yet.",
    ):
        return redirect("participation:group_list", programme_slug, slug)
    audit.looked_at_many(request.user, proposal.standing.enrolments.values(), why="Forming small groups")
    context = {
        "cohort": cohort,
        "proposal": proposal,
        "proof": tables.proof(proposal),
        "proposed_head": tables.PROPOSED,
        "proposed": tables.proposed_rows(proposal),
        "change_head": tables.CHANGES,
        "changes": tables.change_rows(proposal),
        "unplaced_head": tables.UNPLACED,
        "unplaced": tables.unplaced_rows(proposal),
        "helps": tables.helps(proposal),
        "form": form,
    }
    return render(request, "participation/group_propose.html", context)


@programme_manager
def group_move(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    standing = standing_of(cohort)
    enrolment = next((one for one in standing.enrolments.values() if one.uuid == uuid), None)
    if enrolment is None:
        raise Http404
    groups = [(group, tables.hint(standing, group, enrolment)) for group in standing.groups.values()]
    form = GroupMoveForm(
        request.POST or None,
        groups=groups,
        times=tables.new_times(standing, enrolment),
        member=standing.members.get(enrolment.pk),
        seen=actions.seat_seen(standing, enrolment),
    )
    if form.is_valid() and _done(
        request,
        lambda: actions.move(enrolment, **form.wished(), by=request.user),
        f"{enrolment.person}: saved. They have not been told yet.",
    ):
        return redirect("participation:group_list", programme_slug, slug)
    if request.method == "GET":
        audit.looked(request.user, enrolment)
    context = {"cohort": cohort, "enrolment": enrolment, "rows": tables.about(standing, enrolment), "form": form}
    return render(request, "participation/group_move.html", context)


@programme_manager
def group_lock(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """A press: everyone stays in their group when groups are formed again, or nobody has to."""
    cohort = managed_cohort(request, programme_slug, slug)
    if request.method == "POST":
        is_locked = request.POST.get("locked") == "yes"
        actions.lock_everyone(cohort, is_locked=is_locked, by=request.user)
        said = "Everyone in a group stays there." if is_locked else "Nobody is locked any more."
        messages.success(request, said)
    return redirect("participation:group_list", programme_slug, slug)


@programme_manager
def group_tell(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """Who would be written to, before they are."""
    cohort = managed_cohort(request, programme_slug, slug)
    members = list(actions.to_tell(cohort).select_related("told"))
    data = request.POST if request.method == "POST" else None
    form = PressForm(data, seen=actions.told_seen(members), submit_label=f"Send {number_of(len(members), 'letter')}")
    if form.is_valid() and _done(
        request,
        lambda: actions.tell(cohort, seen=form.shown, at=request.arrived_at, by=request.user),
        "The letters are on their way.",
    ):
        return redirect("participation:group_list", programme_slug, slug)
    audit.looked_at_many(request.user, [member.enrolment for member in members], why="Told about their group")
    context = {"cohort": cohort, "head": tables.TOLD, "rows": tables.told_rows(members), "form": form}
    return render(request, "participation/group_tell.html", context)


# -- A member --------------------------------------------------------------------------------------------------------


@returner
def group_detail(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """Who is in somebody's group, by first name; what is shared, only between those who share."""
    enrolment = own_enrolment(request, programme_slug, slug)
    member = GroupMember.objects.live().filter(enrolment=enrolment).select_related("told").first()
    group = member.told if member else None
    others = group.told_members.live().exclude(enrolment=enrolment) if group else GroupMember.objects.none()
    others = others.select_related("enrolment__person").order_by("enrolment__person__name", "pk")
    context = {
        "enrolment": enrolment,
        "member": member,
        "group": group,
        "names": [first_name(other.enrolment.person.name) for other in others],
        "head": tables.SHARED,
        "shared": tables.shared_rows(others) if member and member.shares else [],
        "meetings": _next_meetings(enrolment, request.arrived_at) if group else [],
    }
    return render(request, "participation/group_detail.html", context)


def _next_meetings(enrolment: Enrolment, at: dt.datetime) -> list[dict[str, Any]]:
    """The next of their group that they can see, each with its page."""
    sessions = own_sessions(enrolment).standing().filter(group__isnull=False, ends_at__gt=at).in_order()
    return [
        {"session": session, "url": pages.session_path(enrolment.cohort, session)} for session in sessions[:NEXT_SHOWN]
    ]


@returner
def group_share(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    members = GroupMember.objects.live().select_related("told")
    member = get_object_or_404(members, enrolment=enrolment, told__isnull=False)
    seen = actions.group_seen(member)
    form = GroupShareForm(request.POST or None, member=member, email=request.user.email, seen=seen)
    if form.is_valid() and _done(
        request,
        lambda: actions.share(member, **form.shared(), at=request.arrived_at, by=request.user),
        "Saved.",
    ):
        return redirect("participation:group_detail", programme_slug, slug)
    context = {"enrolment": enrolment, "group": member.told, "form": form}
    return render(request, "participation/group_share.html", context)


def _done(request: SignedInRequest, act: Callable[[], object], words: str) -> bool:
    try:
        act()
    except SeenOtherwise as refusal:
        messages.warning(request, str(refusal))
        return False
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, words)
    return True
