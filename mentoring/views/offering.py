"""Offering to mentor: what it asks, short pages, a look at all answers, one press.

What is told stays in the session, page by page, until it is sent. It is read anew each time: a skill or a strand may
have gone meanwhile.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from accounts.gates import public, signed_in
from accounts.requests import SignedInRequest
from cohorts.models import Programme
from core.requests import Request
from core.skills import Skill
from mentoring.actions import registering
from mentoring.models import Mentor
from mentoring.offer_forms import SECTIONS, Answers, OfferForm, offer_of
from mentoring.offer_summary import cards
from mentoring.programmes import looking_for_mentors

SESSION_KEY = "mentor"
ORDER = list(SECTIONS)


@public
def mentor_welcome(request: Request) -> HttpResponse:
    """What mentoring asks, and which programmes look for mentors."""
    programmes = looking_for_mentors(request.arrived_at)
    mentors = request.user.is_authenticated and request.user.is_mentor
    return render(request, "mentoring/mentor_welcome.html", {"programmes": programmes, "mentors": mentors})


@signed_in
def offer_section(request: SignedInRequest, slug: str, section: str) -> HttpResponse:
    """One page of what is asked. Whoever skips one comes back to it."""
    programme, before = _wanted(request, slug), _before(request, slug)
    if before and before.status != Mentor.Status.LEFT:
        return redirect("mentoring:mentor_home")
    if section not in SECTIONS:
        raise Http404
    offer, missing = _told(request, programme, before)
    if missing and ORDER.index(missing) < ORDER.index(section):
        return redirect("mentoring:offer_section", slug, missing)
    form = SECTIONS[section](request.POST or None, programme=programme, offer=offer)
    if form.is_valid():
        _keep(request, programme, section)
        _, missing = _told(request, programme, before)
        if missing:
            return redirect("mentoring:offer_section", slug, missing)
        return redirect("mentoring:offer_check", slug)
    context = {
        "programme": programme,
        "form": form,
        "back_url": _back_url(slug, section),
        "number": ORDER.index(section) + 1,
        "of": len(ORDER),
    }
    return render(request, "mentoring/offer_section.html", context)


@signed_in
def offer_check(request: SignedInRequest, slug: str) -> HttpResponse:
    """All answers to look at, what a mentor agrees to, and the press that sends it."""
    programme, before = _wanted(request, slug), _before(request, slug)
    if before and before.status != Mentor.Status.LEFT:
        return redirect("mentoring:mentor_home")
    offer, missing = _told(request, programme, before)
    if missing:
        return redirect("mentoring:offer_section", slug, missing)
    if request.method == "POST":
        registering.register(request.user, programme, offer=offer, at=request.arrived_at)
        request.session.get(SESSION_KEY, {}).pop(slug, None)
        request.session.modified = True
        messages.success(request, "Thank you. We look at what you told us, and write to you within five working days.")
        return redirect("mentoring:mentor_home")
    skills = Skill.objects.filter(pk__in=offer["skills"])
    columns = {name: value for name, value in offer.items() if name != "skills"}
    url_of = {section: reverse("mentoring:offer_section", args=[slug, section]) for section in ORDER}
    context = {
        "programme": programme,
        "cards": cards(Mentor(**columns), skills, url_of=url_of.__getitem__),
        "back_url": url_of[ORDER[-1]],
    }
    return render(request, "mentoring/offer_check.html", context)


def _wanted(request: SignedInRequest, slug: str) -> Programme:
    return get_object_or_404(looking_for_mentors(request.arrived_at), slug=slug)


def _before(request: SignedInRequest, slug: str) -> Mentor | None:
    mentors = Mentor.objects.of(request.user).select_related("strand")
    return mentors.filter(programme__slug=slug).first()


def _told(request: SignedInRequest, programme: Programme, before: Mentor | None) -> tuple[Answers, str]:
    """All that is told so far, and the first page that is still to be told. Whoever comes again has told it once."""
    offer = offer_of(before) if before else {}
    kept = request.session.get(SESSION_KEY, {}).get(programme.slug, {})
    missing = ""
    for section in ORDER:
        form = _read(section, kept.get(section), programme, offer)
        if form and form.is_valid():
            offer |= form.answers()
        else:
            missing = missing or section
    return offer, missing


def _read(section: str, kept: dict[str, list[str]] | None, programme: Programme, offer: Answers) -> OfferForm | None:
    return SECTIONS[section](MultiValueDict(kept), programme=programme, offer=offer) if kept is not None else None


def _keep(request: SignedInRequest, programme: Programme, section: str) -> None:
    told: dict[str, Any] = request.session.setdefault(SESSION_KEY, {})
    typed = {name: values for name, values in request.POST.lists() if name in SECTIONS[section].base_fields}
    told.setdefault(programme.slug, {})[section] = typed
    request.session.modified = True


def _back_url(slug: str, section: str) -> str:
    number = ORDER.index(section)
    if number == 0:
        return reverse("mentoring:mentor_welcome")
    return reverse("mentoring:offer_section", args=[slug, ORDER[number - 1]])
