"""The rubric of a programme, by version: what is scored, what applicants are asked, what each level means."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.requests import SignedInRequest
from cohorts import rubrics
from cohorts.freezing import Plan, plan_for_rubric
from cohorts.gates import programme_keeper
from cohorts.models import Criterion, Programme, Rubric
from cohorts.rubric_forms import CriterionForm, RubricForm
from cohorts.usual_rubric import USUAL
from cohorts.versions import in_rows, rubric_by_version
from cohorts.views.programmes import kept_programme
from core.errors import Refused, SeenOtherwise
from core.seen import SeenForm


@programme_keeper
def rubric_list(request: SignedInRequest, slug: str) -> HttpResponse:
    """The newest version with the pages that change it, and those before it."""
    programme = kept_programme(request, slug)
    versions = rubric_by_version(programme, request.arrived_at)
    context = {"programme": programme, "newest": versions[0] if versions else None, "older": versions[1:]}
    return render(request, "cohorts/rubric_list.html", {**context, "usual": USUAL})


@programme_keeper
def rubric_start(request: SignedInRequest, slug: str) -> HttpResponse:
    """Only a press begins it."""
    programme = kept_programme(request, slug)
    if request.method == "POST":
        rubrics.start_rubric(programme, at=request.arrived_at, by=request.user)
        messages.success(request, "The rubric is begun. Read it through, and change what does not fit your programme.")
    return redirect("cohorts:rubric_list", slug)


@programme_keeper
def rubric_detail(request: SignedInRequest, slug: str, version: int) -> HttpResponse:
    """How applicants and reviewers will see a version."""
    programme = kept_programme(request, slug)
    rubric = get_object_or_404(programme.rubrics.prefetch_related("criteria"), version=version)
    questions = [criterion.question for criterion in rubric.criteria.all() if criterion.question]
    context = {"programme": programme, "rubric": rubric, "questions": questions, "criteria": in_rows(rubric)}
    return render(request, "cohorts/rubric_detail.html", context)


@programme_keeper
def rubric_change(request: SignedInRequest, slug: str) -> HttpResponse:
    programme, plan = _plan(request, slug)
    form = RubricForm(request.POST or None, rubric=_latest(plan), seen=plan.seen)
    by, at = request.user, request.arrived_at
    if form.is_valid() and _save(
        request, form, lambda: rubrics.change_rubric(programme, at=at, by=by, seen=form.shown, **form.numbers())
    ):
        messages.success(request, "The rubric is saved.")
        return redirect("cohorts:rubric_list", slug)
    return render(request, "cohorts/rubric_change.html", {"programme": programme, "plan": plan, "form": form})


@programme_keeper
def criterion_add(request: SignedInRequest, slug: str) -> HttpResponse:
    programme, plan = _plan(request, slug)
    _latest(plan)
    form = CriterionForm(request.POST or None, seen=plan.seen)
    by, at = request.user, request.arrived_at
    if form.is_valid() and _save(
        request, form, lambda: rubrics.add_criterion(programme, at=at, by=by, seen=form.shown, **form.words())
    ):
        messages.success(request, f"{form.cleaned_data['name']} is added.")
        return redirect("cohorts:rubric_list", slug)
    return render(request, "cohorts/criterion_add.html", {"programme": programme, "plan": plan, "form": form})


@programme_keeper
def criterion_change(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    programme, plan = _plan(request, slug)
    criterion = _criterion(programme, plan, pk)
    form = CriterionForm(request.POST or None, criterion=criterion, seen=plan.seen)
    by, at = request.user, request.arrived_at
    if form.is_valid() and _save(
        request, form, lambda: rubrics.change_criterion(criterion, at=at, by=by, seen=form.shown, **form.words())
    ):
        messages.success(request, f"{form.cleaned_data['name']} is saved.")
        return redirect("cohorts:rubric_list", slug)
    context = {"programme": programme, "plan": plan, "criterion": criterion, "form": form}
    return render(request, "cohorts/criterion_change.html", context)


@programme_keeper
def criterion_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    programme, plan = _plan(request, slug)
    criterion = _criterion(programme, plan, pk)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            rubrics.remove_criterion(criterion, at=request.arrived_at, by=request.user, seen=seen)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{criterion} is removed.")
        return redirect("cohorts:rubric_list", slug)
    context = {"programme": programme, "plan": plan, "criterion": criterion}
    return render(request, "cohorts/criterion_remove.html", context)


def _plan(request: SignedInRequest, slug: str) -> tuple[Programme, Plan[Rubric]]:
    """The page says which version a change goes into and whom it touches; once that is not so, it is shown again."""
    programme = kept_programme(request, slug)
    return programme, plan_for_rubric(programme, request.arrived_at)


def _latest(plan: Plan[Rubric]) -> Rubric:
    if plan.latest is None:
        raise Http404
    return plan.latest


def _criterion(programme: Programme, plan: Plan[Rubric], pk: int) -> Criterion:
    """As it is in the newest version, also from a page that was open while that was made."""
    criteria = Criterion.objects.filter(rubric__programme=programme).select_related("rubric__programme")
    criterion = get_object_or_404(criteria, pk=pk)
    return criteria.filter(rubric=plan.latest, name=criterion.name).first() or criterion


def _save(request: SignedInRequest, form: SeenForm, save: Callable[[], Any]) -> bool:
    """Whether it is saved. If not, the page says why and keeps what was typed."""
    try:
        save()
    except SeenOtherwise as refusal:
        messages.warning(request, str(refusal))
        return False
    except Refused as refusal:
        form.add_error("name" if "name" in form.fields else None, str(refusal))
        return False
    return True
