"""A programme's public page, and the settings behind it."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import administrator, public
from accounts.requests import SignedInRequest
from cohorts import actions
from cohorts.gates import programme_keeper, programme_to_see
from cohorts.models import Cohort, Programme, ProgrammeRole, ProgrammeText, Strand
from cohorts.programme_forms import NewProgrammeForm, ProgrammeForm, StrandSettingsForm, WordsForm
from core.errors import Refused
from core.requests import Request


@public
def programme_detail(request: Request, slug: str) -> HttpResponse:
    programme = programme_to_see(request, slug)
    cohort = programme.cohort_to_apply_to(request.arrived_at)
    cohorts = list(programme.cohorts.with_state(request.arrived_at))
    context = {
        "programme": programme,
        "strands": programme.strands.all(),
        "rules": cohort.rules if cohort else None,
        "cohort": cohort,
        "cohorts": cohorts,
        "is_open": any(one.state == Cohort.State.OPEN for one in cohorts),
    }
    return render(request, "cohorts/programme_detail.html", context)


@programme_keeper
def programme_list(request: SignedInRequest) -> HttpResponse:
    programmes = Programme.objects.kept_by(request.user).with_managers()
    return render(request, "cohorts/programme_list.html", {"programmes": programmes})


@administrator
def programme_add(request: SignedInRequest) -> HttpResponse:
    form = NewProgrammeForm(request.POST or None)
    if form.is_valid():
        programme = actions.add_programme(by=request.user, **form.cleaned_data)
        messages.success(request, f"{programme} is added. Nobody sees it until you make it public.")
        return redirect("cohorts:programme_settings", programme.slug)
    return render(request, "cohorts/programme_add.html", {"form": form})


@programme_keeper
def programme_settings(request: SignedInRequest, slug: str) -> HttpResponse:
    """Everything of a programme on one page, each part with the page that changes it."""
    programme = kept_programme(request, slug)
    prefetch_related_objects([programme], "strands")
    roles = list(programme.roles.select_related("person").order_by("pk"))
    managers = [role for role in roles if role.role == ProgrammeRole.Role.MANAGER]
    texts = programme.texts.order_by("kind", "-version").distinct("kind")
    newest = {text.kind: text for text in texts}
    context = {
        "programme": programme,
        "strands": programme.strands.all(),
        "texts": [{"kind": kind, "text": newest.get(kind)} for kind in ProgrammeText.Kind],
        "rules": programme.rules.order_by("-version").first(),
        "rubric": programme.rubrics.order_by("-version").first(),
        "reviewers": sum(role.role == ProgrammeRole.Role.REVIEWER for role in roles),
        "leaders": sum(role.role == ProgrammeRole.Role.SESSION_LEADER for role in roles),
        "cohorts": programme.cohorts.with_state(request.arrived_at),
        "missing": programme.missing_for_a_cohort(),
        "managers": managers,
        "manages": request.user in [role.person for role in managers],
    }
    return render(request, "cohorts/programme_settings.html", context)


@programme_keeper
def programme_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """Managers write the words of the page; the name, the funder and whether it is public are for administrators."""
    programme = kept_programme(request, slug)
    kind = ProgrammeForm if request.user.is_administrator else WordsForm
    form = kind(request.POST or None, instance=kept_programme(request, slug))
    if form.is_valid():
        try:
            programme = actions.change_programme(programme, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your changes are saved.")
            return redirect("cohorts:programme_settings", programme.slug)
    return render(request, "cohorts/programme_change.html", {"programme": programme, "form": form})


@administrator
def strand_add(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme, slug=slug)
    form = StrandSettingsForm(request.POST or None)
    if form.is_valid() and _save_strand(request, form, lambda words: actions.add_strand(programme, **words)):
        return redirect("cohorts:programme_settings", slug)
    return render(request, "cohorts/strand_add.html", {"programme": programme, "form": form})


@administrator
def strand_change(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    strand = get_object_or_404(Strand.objects.select_related("programme"), programme__slug=slug, pk=pk)
    form = StrandSettingsForm(request.POST or None, initial={"name": strand.name, "about": strand.about})
    if form.is_valid() and _save_strand(request, form, lambda words: actions.change_strand(strand, **words)):
        return redirect("cohorts:programme_settings", slug)
    return render(request, "cohorts/strand_change.html", {"strand": strand, "form": form})


def _save_strand(request: SignedInRequest, form: StrandSettingsForm, save: Any) -> bool:
    try:
        strand = save({**form.cleaned_data, "by": request.user})
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return False
    messages.success(request, f"The strand {strand} is saved.")
    return True


def kept_programme(request: SignedInRequest, slug: str) -> Programme:
    return get_object_or_404(Programme.objects.kept_by(request.user), slug=slug)
