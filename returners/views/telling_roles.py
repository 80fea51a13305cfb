"""Roles as they are told, a page each, whoever tells them and wherever: see `breaks` for the same of breaks."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.requests import SignedInRequest
from core.calendar import uk_day
from core.errors import Refused
from core.forms import PortalForm
from returners import actions
from returners.doors import Door
from returners.models import Application
from returners.models.profile import MOST_ROLES
from returners.profile_forms import RoleForm, RolesDoneForm
from returners.profile_summary import role_row

Context = dict[str, Any]


@dataclass(frozen=True)
class Teller:
    """Where roles are told: `pages` begins the names of the addresses, `tasks` is the list they were opened from.

    A `door` leads on to what is left of a draft, which may have no role to tell of.
    """

    application: Application
    pages: str
    tasks_url: str
    tasks_title: str
    door: Door | None = None

    def url(self, page: str) -> str:
        return reverse(f"returners:{self.pages}_{page}", args=[self.application.uuid])

    @property
    def next_url(self) -> str:
        """Once these are all roles."""
        if self.door is None:
            return self.tasks_url
        self.application.refresh_from_db(fields=["has_told_roles"])
        return self.door.url_after(self.application)

    @property
    def context(self) -> Context:
        return {
            "application": self.application,
            "tasks_url": self.tasks_url,
            "tasks_title": self.tasks_title,
            "list_url": self.url("list"),
        }


def saved(request: SignedInRequest, form: PortalForm, save: Any, thing: object, told: Any) -> bool:
    """Whether it is saved. A refusal is shown on the form, which keeps what was typed."""
    try:
        save(thing, at=request.arrived_at, by=request.user, **told)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def list_roles(request: SignedInRequest, teller: Teller) -> str | Context:
    """The roles told so far: where the page leads on to, or what it shows. Without any it begins with the first."""
    application = teller.application
    roles = application.work_roles.all()
    if not roles and not (teller.door and request.method == "POST"):
        return teller.url("add")
    form = RolesDoneForm(request.POST or None)
    if form.is_valid():
        if not form.cleaned_data["done"]:
            return teller.url("add")
        if saved(request, form, actions.finish_roles, application, {}):
            return teller.next_url
    rows = [role_row(application, role, teller.pages) for role in roles]
    return {**teller.context, "form": form, "rows": rows, "is_full": len(rows) >= MOST_ROLES}


def add_role(request: SignedInRequest, teller: Teller) -> str | Context:
    application = teller.application
    form = RoleForm(request.POST or None, application=application, today=uk_day(request.arrived_at))
    if form.is_valid() and saved(request, form, actions.add_role, application, form.answers()):
        return teller.url("list")
    has_roles = bool(application.work_roles.all())
    may_have_none = teller.door is not None and not has_roles
    return {**teller.context, "form": form, "has_roles": has_roles, "may_have_none": may_have_none}


def change_role(request: SignedInRequest, teller: Teller, pk: int) -> str | Context:
    application = teller.application
    role = get_object_or_404(application.work_roles, pk=pk)
    form = RoleForm(request.POST or None, application=application, today=uk_day(request.arrived_at), role=role)
    if form.is_valid() and saved(request, form, actions.change_role, role, form.answers()):
        return teller.url("list")
    return {**teller.context, "form": form, "role": role}


def remove_role(request: SignedInRequest, teller: Teller, pk: int) -> str | Context:
    role = get_object_or_404(teller.application.work_roles, pk=pk)
    if request.method != "POST":
        return {**teller.context, "role": role}
    try:
        actions.remove_role(role, at=request.arrived_at, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{role.job_title} at {role.employer} is removed.")
    left = teller.application.work_roles.exclude(pk=role.pk).exists()
    return teller.url("list") if left else teller.tasks_url
