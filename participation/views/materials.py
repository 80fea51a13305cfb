"""Materials of sessions: shared by whoever leads one and by the staff, opened by those who come."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.gates import programme_manager, returner, signed_in
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.errors import Refused
from core.materials import MOST_BYTES, hand_out
from core.paging import newest_first
from core.uploads import given_files, takes_files
from participation import pages
from participation.actions import sharing
from participation.gates import session_leader
from participation.material_forms import SessionMaterialForm
from participation.materials import rows
from participation.models import Session, SessionMaterial
from participation.own import own_enrolment_with_sessions
from participation.views.managed import managed_cohort, managed_session

# -- For those who come ----------------------------------------------------------------------------------------------


@returner
def my_materials(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """All that was shared for the sessions of somebody, the latest first."""
    enrolment = own_enrolment_with_sessions(request, programme_slug, slug)
    own = SessionMaterial.objects.of(Enrolment.objects.filter(pk=enrolment.pk)).select_related("session")
    page = newest_first(request, own, by="added_at")
    found = [
        {"row": row, "session": material.session} for row, material in zip(rows(page.rows), page.rows, strict=True)
    ]
    context = {"cohort": enrolment.cohort, "page": page, "materials": found}
    return render(request, "participation/my_materials.html", context)


@signed_in
def session_material(request: SignedInRequest, uuid: str) -> HttpResponse:
    """A file, for those who come to the session, whoever leads it, and its managers."""
    return hand_out(get_object_or_404(SessionMaterial.objects.open_to(request.user), uuid=uuid))


# -- For those who share ---------------------------------------------------------------------------------------------


@session_leader
@takes_files(MOST_BYTES)
def leading_material_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    session = get_object_or_404(Session.objects.led_by(request.user).select_related("cohort__programme"), uuid=uuid)
    back_url = reverse("participation:leading_session", args=[uuid])
    added, context = _add(request, session, back_url)
    return redirect(back_url) if added else render(request, "participation/leading_material_add.html", context)


@programme_manager
@takes_files(MOST_BYTES)
def session_material_add(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    session = managed_session(request, programme_slug, slug, uuid)
    back_url = pages.staff_session_path(session.cohort, session)
    added, context = _add(request, session, back_url)
    return redirect(back_url) if added else render(request, "participation/session_material_add.html", context)


def _add(request: SignedInRequest, session: Session, back_url: str) -> tuple[bool, dict[str, Any]]:
    """Whether something is shared now, or else what the page shows."""
    sent = (request.POST, given_files(request)) if request.method == "POST" else ()
    form = SessionMaterialForm(*sent)
    if form.is_valid():
        try:
            material = sharing.share_material(session, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{material} is added. Whoever comes to this session can open it.")
            return True, {}
    return False, {"session": session, "form": form, "back_url": back_url}


@session_leader
@require_POST
def leading_material_remove(request: SignedInRequest, uuid: str) -> HttpResponse:
    material = _one_of(Session.objects.led_by(request.user), uuid)
    _remove(request, material)
    return redirect("participation:leading_session", material.session.uuid)


@programme_manager
@require_POST
def session_material_remove(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    material = _one_of(cohort.sessions.all(), uuid)
    _remove(request, material)
    return redirect(pages.staff_session_path(cohort, material.session))


def _one_of(sessions: Any, uuid: str) -> SessionMaterial:
    found = SessionMaterial.objects.filter(session__in=sessions.values("pk")).select_related("session")
    return get_object_or_404(found, uuid=uuid)


def _remove(request: SignedInRequest, material: SessionMaterial) -> None:
    sharing.remove_material(material, by=request.user)
    messages.success(request, f"{material} is removed.")
