"""The register of a session, as its leader and the staff keep it."""

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
from participation.models import Session
from participation.pages import staff_session_path
from participation.registers import lines_of, summary
from participation.views.managed import managed_session


@dataclass(frozen=True)
class Register:
    """Who keeps which register, and what its page is. `by` is nobody for a guest, of whom `why` speaks."""

    session: Session
    by: User | None
    template: str
    choices: dict[Any, str]
    back_url: str
    back_label: str
    why: str = ""


@session_leader
def leading_register(request: SignedInRequest, uuid: str) -> HttpResponse:
    session = get_object_or_404(Session.objects.led_by(request.user).select_related("cohort__programme"), uuid=uuid)
    register = Register(
        session,
        request.user,
        "participation/leading_register.html",
        CHOICES,
        back_url=reverse("participation:leading_session", args=[uuid]),
        back_label=session.title,
    )
    return show_register(request, register)


@programme_manager
def session_register(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    session = managed_session(request, programme_slug, slug, uuid)
    register = Register(
        session,
        request.user,
        "participation/session_register.html",
        STAFF_CHOICES,
        back_url=staff_session_path(session.cohort, session),
        back_label=session.title,
    )
    return show_register(request, register)


def show_register(request: Request, register: Register) -> HttpResponse:
    """The page, and the two presses on it: everybody was there, and each as chosen."""
    session, at = register.session, request.arrived_at
    refusal = actions.why_not_kept(session, at)
    lines = [] if refusal else lines_of(session)
    form = RegisterForm(request.POST if _is_sent(request) else None, lines=lines, choices=register.choices)
    if request.method == "POST" and not refusal:
        try:
            if "everybody" in request.POST:
                actions.note_everybody_there(session, by=register.by, at=at, why=register.why)
                messages.success(request, "Everybody is marked as there. Now change whoever was not, then save.")
                return redirect(request.path)
            if form.is_valid():
                actions.keep_register(session, form.marks(), by=register.by, at=at, why=register.why)
                messages.success(request, f"The register is saved. {summary(lines_of(session))}")
                return redirect(register.back_url)
        except Refused as refused:
            form.add_error(None, str(refused))
    if lines and register.by and request.method == "GET":
        audit.looked(register.by, session, why="Register of a session")
    context = {
        "register": register,
        "session": session,
        "form": form,
        "refusal": refusal,
        "people": len(lines),
        "unmarked": sum(not line.status for line in lines),
    }
    return render(request, register.template, context)


def _is_sent(request: Request) -> bool:
    return request.method == "POST" and "everybody" not in request.POST
