"""Guides and links for mentors: managers add and remove them, mentors of the programme open them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.gates import programme_manager, signed_in
from accounts.requests import SignedInRequest
from core.errors import Refused
from core.materials import MOST_BYTES, hand_out
from core.uploads import given_files, takes_files
from mentoring.actions import resources
from mentoring.mentor_forms import ResourceForm
from mentoring.models import MentorResource
from mentoring.views.managed import managed_programme


def rows(found: Iterable[MentorResource], *, removes: str = "") -> list[dict[str, Any]]:
    """As the lists show them. `removes`: the slug of the programme whose managers may take them away."""
    return [
        {
            "title": resource.title,
            "about": resource.about,
            "url": resource.link or reverse("mentoring:resource_file", args=[resource.uuid]),
            "remove_url": reverse("mentoring:resource_remove", args=[removes, resource.uuid]) if removes else "",
        }
        for resource in found
    ]


@signed_in
def resource_file(request: SignedInRequest, uuid: str) -> HttpResponse:
    """A file, for the mentors of its programme and for its managers."""
    return hand_out(get_object_or_404(MentorResource.objects.open_to(request.user), uuid=uuid))


@programme_manager
def resource_list(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = managed_programme(request, slug)
    found = rows(programme.mentor_resources.in_order(), removes=slug)
    return render(request, "mentoring/resource_list.html", {"programme": programme, "resources": found})


@programme_manager
@takes_files(MOST_BYTES)
def resource_add(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = managed_programme(request, slug)
    sent = (request.POST, given_files(request)) if request.method == "POST" else ()
    form = ResourceForm(*sent)
    if form.is_valid():
        try:
            added = resources.share(programme, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{added} is added. Every mentor of {programme} can open it.")
            return redirect("mentoring:resource_list", slug)
    return render(request, "mentoring/resource_add.html", {"programme": programme, "form": form})


@programme_manager
@require_POST
def resource_remove(request: SignedInRequest, slug: str, uuid: str) -> HttpResponse:
    programme = managed_programme(request, slug)
    resource = get_object_or_404(programme.mentor_resources, uuid=uuid)
    resources.remove(resource, by=request.user)
    messages.success(request, f"{resource} is removed.")
    return redirect("mentoring:resource_list", slug)
