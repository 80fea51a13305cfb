"""The register of a session, as its leader, an expert and the staff keep it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.gates import programme_manager
from accounts.models import User
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.requests import Request
from participation.actions import attendance as actions
from participation.attendance_forms import CHOICES, STAFF_CHOICES, RegisterForm
from participation.gates import session_leader
from participation.models import Expert, Session
from participation.pages import staff_session_path
from participation.registers import Line, lines_of, summary
from participation.views.managed import managed_session


@dataclass(frozen=True)
class Register:
    """Whose register somebody keeps, and where they go afterwards."""

    session: Session
    by: User | Expert
    choices: dict[Any, str]
    back_url: str


@session_leader
def leading_register(request: SignedInRequest, uuid: str) -> HttpResponse:
    session = get_object_or_404(Session.objects.led_by(request.user).select_related("cohort__programme"), uuid=uuid)
    back_url = reverse("participation:leading_session", args=[uuid])
    saved_url, context = keep(request, Register(session, request.user, CHOICES, back_url))
    return redirect(saved_url) if saved_url else render(request, "participation/leading_register.html", context)


@programme_manager
def session_register(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    session = managed_session(request, programme_slug, slug, uuid)
    back_url = staff_session_path(session.cohort, session)
    saved_url, context = keep(request, Register(session, request.user, STAFF_CHOICES, back_url))
    return redirect(saved_url) if saved_url else render(request, "participation/session_register.html", context)


def keep(request: Request, register: Register) -> tuple[str, dict[str, Any]]:
    """Where to go once a press is done, or else what the page shows."""
    session = register.session
    refusal = actions.why_not_kept(session, request.arrived_at)
    lines = [] if refusal else lines_of(session)
    wants_all = "everybody" in request.POST
    sent = request.POST if request.method == "POST" and not wants_all else None
    form = RegisterForm(sent, lines=lines, choices=register.choices)
    if not refusal and (wants_all or form.is_valid()) and (url := _saved(request, register, form, wants_all=wants_all)):
        return url, {}
    if lines and request.method == "GET":
        _note_look(register)
    return "", _shown(register, form, lines, refusal)


def _note_look(register: Register) -> None:
    if isinstance(register.by, Expert):
        audit.looked(None, register.session, why="An expert opened the register, with their link")
    else:
        audit.looked(register.by, register.session, why="Register of a session")


def _saved(request: Request, register: Register, form: RegisterForm, *, wants_all: bool) -> str:
    session, by, at = register.session, register.by, request.arrived_at
    try:
        if wants_all:
            actions.note_everybody_there(session, by=by, at=at)
            messages.success(request, "Everybody is marked as there. Now change whoever was not, then save.")
            return request.path
        actions.keep_register(session, form.marks(), by=by, at=at)
    except Refused as refused:
        messages.error(request, str(refused))
        return ""
    messages.success(request, f"The register is saved. {summary(lines_of(session))}")
    return register.back_url


def _shown(register: Register, form: RegisterForm, lines: list[Line], refusal: str) -> dict[str, Any]:
    unmarked = sum(not line.status for line in lines)
    return {
        "back_url": register.back_url,
        "session": register.session,
        "form": form,
        "refusal": refusal,
        "people": len(lines),
        "unmarked": unmarked,
        # Whoever told us that they cannot come, or was marked, stays as they are.
        "everybody": "Everybody was there" if unmarked == len(lines) else "All the others were there",
    }
