"""A person's own roles: on the draft to a ranked cohort, and again once their place is confirmed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.gates import returner
from accounts.requests import SignedInRequest
from core.errors import Refused
from returners.doors import OWN
from returners.models import Application, with_profile
from returners.views import telling_roles
from returners.views.telling_roles import Teller

TASKS = "returners:profile_tasks"


def on_roles(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages that tell of roles. Where nothing may be told, they lead to what stands."""

    @wraps(view)
    def wrapped(request: SignedInRequest, uuid: str, **kwargs: Any) -> HttpResponse:
        rows = Application.objects.of(request.user).select_related("cohort__programme", "cohort__rules", "strand")
        application = get_object_or_404(with_profile(rows), uuid=uuid)
        if application.is_draft and application.cohort.is_ranked:
            teller = Teller(application, OWN.roles, OWN.tasks_url(application), "Your application", OWN)
        elif not hasattr(application, "profile"):
            messages.info(request, "We ask for this once your place is confirmed.")
            return redirect("returners:application_detail", uuid)
        elif application.profile.why_closed(request.arrived_at):
            return redirect(TASKS, uuid)  # it says why, above everything
        else:
            teller = Teller(application, OWN.roles, reverse(TASKS, args=[uuid]), "Tell us more")
        try:
            return view(request, teller, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("returners:application_detail", uuid)

    return wrapped


@returner
@on_roles
def work_role_list(request: SignedInRequest, teller: Teller) -> HttpResponse:
    page = telling_roles.list_roles(request, teller)
    return redirect(page) if isinstance(page, str) else render(request, "returners/work_role_list.html", page)


@returner
@on_roles
def work_role_add(request: SignedInRequest, teller: Teller) -> HttpResponse:
    page = telling_roles.add_role(request, teller)
    return redirect(page) if isinstance(page, str) else render(request, "returners/work_role_add.html", page)


@returner
@on_roles
def work_role_change(request: SignedInRequest, teller: Teller, pk: int) -> HttpResponse:
    page = telling_roles.change_role(request, teller, pk)
    return redirect(page) if isinstance(page, str) else render(request, "returners/work_role_change.html", page)


@returner
@on_roles
def work_role_remove(request: SignedInRequest, teller: Teller, pk: int) -> HttpResponse:
    page = telling_roles.remove_role(request, teller, pk)
    return redirect(page) if isinstance(page, str) else render(request, "returners/work_role_remove.html", page)
