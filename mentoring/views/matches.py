"""Two people looked at by staff: as a run brought them together, or as they would go together now. And every mentor
whom one returner could have.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from mentoring.actions import asking
from mentoring.actions.hands import hand_on, hand_seen, set_hand
from mentoring.ask_forms import HandForm
from mentoring.choosing import Possible, mentors_for
from mentoring.models import Hand, Mentor, NextAsk, Pair
from mentoring.people import Rule
from mentoring.views import match_tables as tables
from mentoring.views.managed_people import managed_enrolment, mentor_of_programme
from mentoring.views.managed_runs import managed_run

NEXT_BEST = 3


@programme_manager
def proposal_detail(request: SignedInRequest, uuid: str, enrolment_uuid: str) -> HttpResponse:
    """A pair of a run: points, words, what would come next. What is set here counts from the next run on."""
    run = managed_run(request, uuid)
    proposals = run.proposals.select_related("mentor__person", "enrolment__person", "enrolment__strand")
    proposal = get_object_or_404(proposals, enrolment__uuid=enrolment_uuid)
    enrolment, mentor = proposal.enrolment, proposal.mentor
    enrolment.cohort = run.cohort
    form = _hand_form(request, enrolment, mentor)
    if _is_set(request, form, enrolment, mentor):
        return redirect("mentoring:proposal_detail", uuid, enrolment_uuid)
    audit.looked(request.user, enrolment, why="A pair of a matching run")
    found = mentors_for(enrolment)
    fits = [one for one in found if one.mentor.pk != mentor.pk and set(one.rules) <= {Rule.CAPACITY}]
    now = next((one for one in found if one.mentor.pk == mentor.pk), None)
    context = {
        "run": run,
        "proposal": proposal,
        "part_head": tables.PARTS,
        "parts": tables.parts(proposal.parts),
        "changed": "" if _still_fits(now) or proposal.skipped else _changed(now, enrolment, mentor),
        "rules": [rule.label for rule in Rule],
        "next_head": tables.NEXT,
        "next": tables.next_best(enrolment, fits[:NEXT_BEST]),
        "form": form,
    }
    return render(request, "mentoring/proposal_detail.html", context)


def _still_fits(now: Possible | None) -> bool:
    """Places are the run's to share out: it took some of them."""
    return now is not None and set(now.rules) <= {Rule.CAPACITY}


def _changed(now: Possible | None, enrolment: Enrolment, mentor: Mentor) -> str:
    if now is None:
        return f"{mentor} takes nobody new at the moment."
    return tables.in_the_way(now, hand_on(enrolment, mentor))


@programme_manager
@require_safe
def match_list(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Every mentor for one returner: those who fit, the best first, then the others with what stands in the way."""
    enrolment = managed_enrolment(request, uuid)
    audit.looked(request.user, enrolment, why="Choosing a mentor")
    hands = {hand.mentor_id: hand for hand in Hand.objects.filter(enrolment=enrolment)}
    found = mentors_for(enrolment)
    context = {
        "enrolment": enrolment,
        "fitting": sum(not one.rules for one in found),
        "head": tables.MENTORS,
        "rows": tables.mentors(enrolment, found, hands),
    }
    return render(request, "mentoring/match_list.html", context)


@programme_manager
def match_detail(request: SignedInRequest, uuid: str, mentor_uuid: str) -> HttpResponse:
    """Any two, as they would go together now."""
    enrolment = managed_enrolment(request, uuid)
    mentor = mentor_of_programme(enrolment, mentor_uuid)
    form = _hand_form(request, enrolment, mentor)
    if _is_set(request, form, enrolment, mentor):
        return redirect("mentoring:match_detail", uuid, mentor_uuid)
    audit.looked(request.user, enrolment, why="Choosing a mentor")
    now = next((one for one in mentors_for(enrolment) if one.mentor.pk == mentor.pk), None)
    context = {
        "enrolment": enrolment,
        "mentor": mentor,
        "now": now,
        "in_the_way": tables.in_the_way(now, hand_on(enrolment, mentor)) if now else "",
        "part_head": tables.PARTS,
        "parts": tables.parts(now.parts._asdict()) if now else [],
        "can_ask": bool(now and not now.rules and _has_nobody(enrolment)),
        "form": form,
    }
    return render(request, "mentoring/match_detail.html", context)


def _has_nobody(enrolment: Enrolment) -> bool:
    live = Pair.objects.live().filter(person=enrolment.person, programme=enrolment.cohort.programme)
    return enrolment.status in NextAsk.OPEN_TO and not live.exists()


@programme_manager
@require_POST
def match_ask(request: SignedInRequest, uuid: str, mentor_uuid: str) -> HttpResponse:
    """This mentor is asked now, without a run."""
    enrolment = managed_enrolment(request, uuid)
    mentor = mentor_of_programme(enrolment, mentor_uuid)
    try:
        asking.ask_by_hand(enrolment, mentor, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("mentoring:match_detail", uuid, mentor_uuid)
    messages.success(request, f"{mentor} is being asked. {enrolment.person} hears once they have said yes.")
    return redirect("mentoring:ask_list", enrolment.cohort.programme.slug, enrolment.cohort.slug)


def _hand_form(request: SignedInRequest, enrolment: Enrolment, mentor: Mentor) -> HandForm:
    data: Any = request.POST if request.method == "POST" else None
    return HandForm(data, hand=hand_on(enrolment, mentor), seen=hand_seen(enrolment, mentor))


def _is_set(request: SignedInRequest, form: HandForm, enrolment: Enrolment, mentor: Mentor) -> bool:
    if not form.is_valid():
        return False
    try:
        set_hand(enrolment, mentor, form.chosen, seen=form.shown, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        form.add_error("kind", str(refusal))
        return False
    messages.success(request, "Saved. It counts from the next run on: run the matching again to see what changes.")
    return True
