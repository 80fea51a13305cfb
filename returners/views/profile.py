"""What a person tells once their place is confirmed: a second task list, kept open until the cohort ends."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.gates import returner
from accounts.requests import SignedInRequest
from core.calendar import uk_day
from core.slots import Part
from returners import actions
from returners.models import Application, with_profile
from returners.profile_forms import PROFILE_FORMS, RatingForm, SkillsForm
from returners.profile_sections import PROFILE_SECTIONS, progress, section_url
from returners.profile_summary import profile_cards
from returners.views.telling_roles import saved

TASKS = "returners:profile_tasks"
SAVE: dict[str, Callable[..., None]] = {
    "availability": actions.tell_availability,
    "work": actions.tell_wanted_work,
    "help": actions.tell_wanted_help,
}


def on_profile(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the person whose place is confirmed; before that, the page leads to where their application stands."""

    @wraps(view)
    def wrapped(request: SignedInRequest, uuid: str, **kwargs: Any) -> HttpResponse:
        rows = Application.objects.of(request.user).select_related("cohort__programme", "strand")
        application = get_object_or_404(with_profile(rows), uuid=uuid)
        if not hasattr(application, "profile"):
            messages.info(request, "We ask for this once your place is confirmed.")
            return redirect("returners:application_detail", uuid)
        return view(request, application, **kwargs)

    return wrapped


def while_open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages that change something: after the end they lead to the list, which shows what was told."""

    @wraps(view)
    def wrapped(request: SignedInRequest, application: Application, **kwargs: Any) -> HttpResponse:
        if application.profile.why_closed(request.arrived_at):
            return redirect(TASKS, application.uuid)  # it says why, above everything
        return view(request, application, **kwargs)

    return wrapped


@returner
@on_profile
def profile_tasks(request: SignedInRequest, application: Application) -> HttpResponse:
    tasks = [
        {"title": one.title, "status": one.state(application), "url": section_url(application, one.slug)}
        for one in PROFILE_SECTIONS
    ]
    cv = getattr(application, "cv", None)
    cv_url = reverse("returners:cv_change", args=[application.uuid])
    optional = {"title": "Your CV", "status": "Completed" if cv else "If you like", "url": cv_url}
    closed = application.profile.why_closed(request.arrived_at)
    context = {
        "application": application,
        "tasks": [*tasks, optional],
        "cv": [{"key": "File", "value": cv.name, "url": cv_url}] if cv else [],
        "progress": progress(application, request.arrived_at),
        "closed": closed,
        "cards": profile_cards(application, changeable=not closed),
    }
    return render(request, "returners/profile_tasks.html", context)


@returner
@on_profile
@while_open
def profile_section(request: SignedInRequest, application: Application, part: str) -> HttpResponse:
    if part not in PROFILE_FORMS:
        raise Http404
    form = PROFILE_FORMS[part](request.POST or None, application=application, today=uk_day(request.arrived_at))
    if form.is_valid() and saved(request, form, SAVE[part], application, form.answers()):
        return redirect(TASKS, application.uuid)
    title = next(section.title for section in PROFILE_SECTIONS if section.slug == part)
    context = {"application": application, "form": form, "title": title, "part": part, "parts": list(Part)}
    return render(request, "returners/profile_section.html", context)


# -- Skills ----------------------------------------------------------------------------------------------------------


@returner
@on_profile
@while_open
def skill_choose(request: SignedInRequest, application: Application) -> HttpResponse:
    form = SkillsForm(request.POST or None, application=application, today=uk_day(request.arrived_at))
    if form.is_valid() and saved(request, form, actions.choose_skills, application, form.answers()):
        return _next_skill(application)
    return render(request, "returners/skill_choose.html", {"application": application, "form": form})


@returner
@on_profile
@while_open
def skill_rate(request: SignedInRequest, application: Application, pk: int) -> HttpResponse:
    """One skill a page; the next page is the next skill that has not been asked about."""
    all_known = list(application.known_skills.all())
    known = next((one for one in all_known if one.pk == pk), None)
    if known is None:
        raise Http404
    today = uk_day(request.arrived_at)
    form = RatingForm(request.POST or None, application=application, today=today, known=known)
    if form.is_valid() and saved(request, form, actions.rate_skill, known, form.answers()):
        return _next_skill(application)
    context = {
        "application": application,
        "form": form,
        "skill": known.skill,
        "number": all_known.index(known) + 1,
        "of": len(all_known),
    }
    return render(request, "returners/skill_rate.html", context)


def _next_skill(application: Application) -> HttpResponse:
    """The first skill that nothing has been said about; past the last one, the list of tasks."""
    unrated = application.known_skills.filter(confidence=None).first()
    if unrated:
        return redirect("returners:skill_rate", application.uuid, unrated.pk)
    return redirect(TASKS, application.uuid)
