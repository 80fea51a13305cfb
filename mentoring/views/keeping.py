"""Notes and goals of a pair. There is no other page that shows them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import signed_in
from accounts.requests import SignedInRequest
from core.errors import Refused, SeenOtherwise
from core.paging import newest_first
from core.seen import mark_of
from mentoring.actions import keeping as actions
from mentoring.own import own_goal, own_note, own_pair
from mentoring.pair_forms import GoalForm, NewNoteForm, NoteForm
from mentoring.views.shown import about

A_PAGE = 10


@signed_in
def note_list(request: SignedInRequest, uuid: str) -> HttpResponse:
    own = own_pair(request, uuid)
    page = newest_first(request, own.pair.notes.all(), by="written_at", size=A_PAGE)
    return render(request, "mentoring/note_list.html", {**about(own), "page": page})


@signed_in
def note_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    own = own_pair(request, uuid)
    form = NewNoteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.write_note(
                own.pair, side=own.seat.side, by=request.user, at=request.arrived_at, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, "The note is saved.")
            return redirect("mentoring:note_list", uuid)
    return render(request, "mentoring/note_add.html", {**about(own), "form": form})


@signed_in
def note_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    own, note = own_note(request, uuid)
    form = NoteForm(request.POST or None, seen=mark_of(note.text), initial={"text": note.text})
    if form.is_valid():
        try:
            actions.change_note(note, text=form.cleaned_data["text"], seen=form.shown or None, by=request.user)
        except SeenOtherwise as refusal:
            messages.warning(request, str(refusal))
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, "The note is saved.")
            return redirect("mentoring:note_list", own.pair.uuid)
    context = {**about(own), "form": form, "note": note, "now": note.text if form.is_stale else ""}
    return render(request, "mentoring/note_change.html", context)


@signed_in
def note_remove(request: SignedInRequest, uuid: str) -> HttpResponse:
    own, note = own_note(request, uuid)
    if request.method == "POST":
        actions.remove_note(note, by=request.user)
        messages.success(request, "The note is deleted.")
        return redirect("mentoring:note_list", own.pair.uuid)
    return render(request, "mentoring/note_remove.html", {**about(own), "note": note})


@signed_in
def goal_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    own = own_pair(request, uuid)
    form = GoalForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_goal(own.pair, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, "The goal is added.")
            return redirect("mentoring:pair_detail", uuid)
    return render(request, "mentoring/goal_add.html", {**about(own), "form": form})


@signed_in
def goal_mark(request: SignedInRequest, uuid: str) -> HttpResponse:
    """A press: done, or not done after all."""
    own, goal = own_goal(request, uuid)
    if request.method == "POST":
        done = request.POST.get("done") == "yes"
        try:
            actions.mark_goal(goal, done=done, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Done. Well done, both of you." if done else "The goal is open again.")
    return redirect("mentoring:pair_detail", own.pair.uuid)


@signed_in
def goal_remove(request: SignedInRequest, uuid: str) -> HttpResponse:
    own, goal = own_goal(request, uuid)
    if request.method == "POST":
        try:
            actions.remove_goal(goal, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The goal is removed.")
        return redirect("mentoring:pair_detail", own.pair.uuid)
    return render(request, "mentoring/goal_remove.html", {**about(own), "goal": goal})
