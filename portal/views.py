"""Pages that bring several apps together: the front page, a person's own, and those about the portal itself."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import public, returner, signed_in
from accounts.requests import SignedInRequest
from cohorts.gates import programme_to_see
from cohorts.models import Cohort, ProgrammeText
from core.requests import Request
from employers.models import Organisation
from events.booking_pages import own_bookings
from mentoring.models import Pair
from outcomes.standing import practises
from portal import notice
from portal.taking_part import parts_of
from returners import actions
from returners.models import Application, with_profile
from returners.models.reopening import with_reopening
from returners.profile_sections import progress


@public
def home(request: Request) -> HttpResponse:
    cohorts = Cohort.objects.public().not_yet_closed(request.arrived_at).select_related("programme")
    context = {"cohorts": cohorts.with_state(request.arrived_at).order_by("opens_at", "pk")}
    return render(request, "portal/home.html", context)


@signed_in
def after_sign_in(request: SignedInRequest) -> HttpResponse:
    """Where signing in leads: staff to what needs doing, whoever reads or leads to that, others to what is theirs.

    Whoever is a contact or a mentor, and has applied, finds all of it on the page of their applications.
    """
    if request.user.is_on_the_team:
        return redirect("reporting:inbox")
    if request.user.is_reviewer:
        return redirect("selection:review_list")
    if request.user.is_session_leader:
        return redirect("participation:leading_list")
    if not request.user.has_applied:
        if request.user.is_contact:
            return redirect("portal:my_organisation")
        if request.user.is_mentor:
            return redirect("mentoring:mentor_home")
    return redirect("portal:my_home")


@returner
def my_home(request: SignedInRequest) -> HttpResponse:
    """What a person takes part in, and their applications. Staff may have some, too."""
    parts = parts_of(request.user, request.arrived_at)
    applications = Application.objects.of(request.user).select_related("cohort__programme", "programme")
    applications = with_reopening(with_profile(applications))
    applications = applications.prefetch_related("places").order_by("-pk")
    at = request.arrived_at
    live = [application for application in applications if not application.closed_at]
    # A draft that missed the close is kept for the next cohort: its programme is not taken.
    kept = {a.programme_id: a for a in live if a.is_draft and a.cohort.has_closed(at)}
    taken = [a.programme_id for a in live if a.programme_id not in kept]
    open_cohorts = Cohort.objects.public().open_at(at).exclude(programme__in=taken).select_related("programme")
    cohorts = list(open_cohorts.with_state(at).order_by("closes_at"))
    # Each moves to the first to close that still takes people.
    with_room = {c.programme_id: c for c in reversed(cohorts) if c.state == Cohort.State.OPEN}
    moves = [(kept[programme], cohort) for programme, cohort in with_room.items() if programme in kept]
    confirmed = [progress(application, at) for application in live]
    context = {
        "applications": applications,
        "to_tell": [one for one in confirmed if one and one["asks"]],
        "missed": [application.pk for application in kept.values()],
        "answer_by": [a.pk for a in live if a.place and a.place.is_on_offer(at)],
        "reopened": [application.pk for application in live if actions.reopened(application)],
        "moves": moves,
        "parts": parts,
        "title": "My page" if parts else "My applications",
        "practises": practises(request.user) and not any(part.practises for part in parts),
        "bookings": own_bookings(request.user, at),
        "to_answer": Pair.objects.of_mentor(request.user).asked().count() if request.user.is_mentor else 0,
        "organisations": Organisation.objects.with_member(request.user).order_by("name", "pk"),
        "cohorts": [
            cohort for cohort in cohorts if cohort not in with_room.values() or cohort.programme_id not in kept
        ],
    }
    return render(request, "portal/my_home.html", context)


@public
def cookies(request: Request) -> HttpResponse:
    return render(request, "portal/cookies.html")


@public
def accessibility(request: Request) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@public
def privacy(request: Request) -> HttpResponse:
    context = {"what_for": notice.what_for(), "how_long": notice.how_long()}
    return render(request, "portal/privacy.html", context)


@public
def programme_privacy(request: Request, slug: str) -> HttpResponse:
    """A programme's own notice. Until it has one, the general page stands for it."""
    programme = programme_to_see(request, slug)
    versions = list(programme.texts.filter(kind=ProgrammeText.Kind.PRIVACY).order_by("-version"))
    if not versions:
        return redirect("portal:privacy")
    context = {
        "programme": programme,
        "notice": versions[0],
        "older": versions[1:],
        "who": notice.who(programme),
        "what_for": notice.what_for(programme.lawful_basis),
        "how_long": notice.how_long(),
    }
    return render(request, "portal/programme_privacy.html", context)


@public
def programme_privacy_version(request: Request, slug: str, version: int) -> HttpResponse:
    """What a notice said once: for whoever applied under it."""
    programme = programme_to_see(request, slug)
    text = get_object_or_404(programme.texts, kind=ProgrammeText.Kind.PRIVACY, version=version)
    newest = programme.privacy_notice
    context = {"programme": programme, "notice": text, "is_newest": text == newest}
    return render(request, "portal/programme_privacy_version.html", context)
