"""The CV: added, replaced, removed and fetched by its person; fetched by the managers of the programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager, returner
from accounts.requests import SignedInRequest
from core import audit
from core.downloads import as_download
from core.errors import Refused
from core.uploads import given_files, takes_files
from returners import actions
from returners.actions.cv import has_place
from returners.forms import CVForm
from returners.models import CV, Application
from returners.models.cv import MOST_BYTES
from returners.views import tables
from returners.views.applying import own_application


@returner
@takes_files(MOST_BYTES)
def cv_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid)
    cv = CV.objects.filter(application=application).first()
    if not (cv or has_place(application)):
        messages.info(request, "You can add a CV once your place is confirmed.")
        return redirect("returners:application_detail", uuid)
    form = CVForm(request.POST, given_files(request)) if request.method == "POST" else CVForm()
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_cv(application, form.cleaned_data["cv"], at=request.arrived_at, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your CV is saved.")
        return redirect("returners:cv_change", uuid)
    context = {
        "application": application,
        "cv": cv,
        "rows": tables.cv(cv, application) if cv else [],
        "form": form if has_place(application) else None,
    }
    return render(request, "returners/cv_change.html", context)


@returner
def cv_remove(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid)
    cv = CV.objects.filter(application=application).first()
    if request.method != "POST" and cv:
        return render(request, "returners/cv_remove.html", {"application": application, "cv": cv})
    if request.method == "POST":
        actions.remove_cv(application, at=request.arrived_at, by=request.user)
        messages.success(request, "Your CV is removed.")
    return redirect("returners:application_detail" if not has_place(application) else "returners:cv_change", uuid)


@returner
def cv_download(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid)
    return _handed_out(get_object_or_404(CV, application=application))


@programme_manager
def cv_read(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Staff read it: that is written down before they get it."""
    application = get_object_or_404(Application.objects.managed_by(request.user), uuid=uuid)
    cv = get_object_or_404(CV, application=application)
    response = _handed_out(cv)
    audit.looked(request.user, cv, why="Downloaded the CV")
    return response


def _handed_out(cv: CV) -> HttpResponse:
    return as_download(cv.file, name=cv.name, kind=cv.kind)
