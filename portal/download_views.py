"""The download of everything held on one person: by themselves, or by an administrator whom they asked."""

import uuid
from typing import IO

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import administrator, signed_in
from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.second_factor import identity_again, second_factor_again
from core import audit
from core.calendar import uk_day
from core.errors import Refused
from portal import actions
from portal.forms import DownloadPersonForm
from portal.models import Erasure


@signed_in
@identity_again
def data_download(request: SignedInRequest) -> HttpResponseBase:
    if request.method != "POST":
        return render(request, "portal/data_download.html")
    try:
        found = actions.download(request.user, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:data_download")
    return _as_file(request, found)


@administrator
@second_factor_again
def person_download(request: SignedInRequest, uuid: uuid.UUID) -> HttpResponseBase:
    person = get_object_or_404(User.objects.filter(is_active=True), uuid=uuid)
    form = DownloadPersonForm(request.POST or None)
    if form.is_valid():
        asked = Erasure.How(form.cleaned_data["how"]).label
        try:
            return _as_file(request, actions.download(person, by=request.user, at=request.arrived_at, asked=asked))
        except Refused as refusal:
            form.add_error("how", str(refusal))
    audit.looked(request.user, person)
    return render(request, "portal/person_download.html", {"person": person, "form": form})


def _as_file(request: SignedInRequest, found: IO[bytes]) -> FileResponse:
    name = f"your-data-{uk_day(request.arrived_at)}.zip"
    return FileResponse(found, as_attachment=True, filename=name, content_type="application/zip")
