"""The cohort builder: the proposal, what it rests on, and what a manager moves."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core.errors import Refused, SeenOtherwise
from selection.actions import building as actions
from selection.build_forms import MoveForm, SettingsForm
from selection.models import Move, Round
from selection.overbooking import effects_of, past_of
from selection.picture import picture_of
from selection.views import building_tables as tables
from selection.views.managed import managed_round
from selection.views.ranking import managed_candidate


@programme_manager
def round_build(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    ranking, built = picture_of(round_)
    shown = built.made or built.proposed
    moves = Move.objects.filter(candidate__round=round_).standing().select_related("candidate", "by")
    past = past_of(round_)
    pools = effects_of(round_, past, built.proposed)
    minimums = list(round_.minimums.select_related("strand"))
    context = {
        "round": round_,
        "ranking": ranking,
        "built": built,
        "shown": shown,
        "is_open": round_.status == Round.Status.REVIEWING,
        "figures": tables.figures(shown),
        "settings": tables.settings(round_, minimums),
        "balance": tables.balance(ranking, built, minimums),
        "balance_head": tables.balance_head(built),
        "compared": tables.compared(built),
        "moves": tables.moves(round_, moves),
        "line_head": tables.LINE,
        "line": tables.line(round_, shown),
        "past": past,
        "pools": tables.pools(pools),
        "overbooking_head": tables.OVERBOOKING,
    }
    return render(request, "selection/round_build.html", context)


@programme_manager
def round_settings(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    try:
        actions.require_open(round_)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("selection:round_build", round_.uuid)
    ranking = picture_of(round_).ranking
    strands = round_.cohort.open_strands().order_by("name")
    set_to = set(round_.minimums.values_list("region_group", flat=True))
    groups = sorted(({one.region_group for one in ranking.standings} | set_to) - {""})
    seen = actions.settings_seen(round_)
    form = SettingsForm(request.POST or None, round_=round_, strands=strands, groups=groups, seen=seen)
    if form.is_valid() and _done(
        request, lambda: actions.change_settings(round_, by=request.user, **form.settings()), "The settings are saved."
    ):
        return redirect("selection:round_build", round_.uuid)
    return render(request, "selection/round_settings.html", {"round": round_, "form": form})


@programme_manager
def candidate_move(request: SignedInRequest, uuid: str, number: str, to: str) -> HttpResponse:
    """Says first who would come in and who would go out; once that is not so any more, it is shown again."""
    round_ = managed_round(request, uuid)
    if to not in Move.To:
        raise Http404
    candidate = managed_candidate(round_, number)
    try:
        preview = actions.preview(candidate, to, picture_of(round_).ranking)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("selection:candidate_detail", round_.uuid, number)
    form = MoveForm(request.POST or None, to=to, seen=preview.seen)
    if form.is_valid():
        reason, why = form.cleaned_data["reason"], form.cleaned_data["why"]
        try:
            actions.move(
                candidate, to=to, reason=reason, why=why, at=request.arrived_at, by=request.user, seen=form.shown
            )
        except SeenOtherwise as refusal:
            messages.warning(request, str(refusal))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("selection:candidate_detail", round_.uuid, number)
        else:
            messages.success(request, f"{candidate} is moved.")
            return redirect("selection:round_build", round_.uuid)
    context = {
        "round": round_,
        "candidate": candidate,
        "is_in": to == Move.To.IN,
        "preview": preview,
        "head": tables.PEOPLE,
        "comes_in": tables.people(round_, preview.comes_in),
        "goes_out": tables.people(round_, preview.goes_out),
        "costs": tables.in_words(preview.points),
        "form": form,
    }
    return render(request, "selection/candidate_move.html", context)


@programme_manager
def move_take_back(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    """Only a press takes it back."""
    round_ = managed_round(request, uuid)
    move = get_object_or_404(Move.objects.select_related("candidate__round"), candidate__round=round_, pk=pk)
    if request.method == "POST":
        _done(
            request,
            lambda: actions.take_back(move, at=request.arrived_at, by=request.user),
            f"{move.candidate} is where the scores put it.",
        )
    return redirect("selection:round_build", round_.uuid)


def _done(request: SignedInRequest, act: Callable[[], None], words: str) -> bool:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, words)
    return True
