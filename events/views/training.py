"""Training that somebody has taken: their certificate, whether it is real, and what staff see of a series."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control

from accounts.gates import public
from accounts.requests import SignedInRequest
from core import audit
from core.certificates import as_number
from core.errors import Refused
from core.links import LinkOver
from core.paging import newest_first
from core.requests import Request
from events.actions import completing
from events.after_forms import CertificateCheckForm, TraineeNameForm
from events.after_links import read_certificate
from events.certificate import draw_certificate
from events.gates import events_reader, events_team
from events.models import Certificate, Series, Trainee

private = cache_control(private=True, no_store=True)


@public
@private
def certificate_detail(request: Request, token: str) -> HttpResponse:
    """Behind the link of the letter: nobody signs in to read their own certificate."""
    try:
        certificate = read_certificate(token)
    except LinkOver as over:
        return render(request, "events/certificate_detail.html", {"refusal": str(over)}, status=404)
    return render(request, "events/certificate_detail.html", {"certificate": certificate, "token": token})


@public
@private
def certificate_pdf(request: Request, token: str) -> HttpResponse:
    try:
        certificate = read_certificate(token)
    except LinkOver:
        raise Http404 from None
    return _as_file(certificate)


@public
def certificate_check(request: Request) -> HttpResponse:
    """Whether a certificate is real, for whoever has it in hand. Initials are enough to see that it is this one."""
    form = CertificateCheckForm(request.GET if "number" in request.GET else None)
    context: dict[str, object] = {"form": form, "asked": False}
    if form.is_valid():
        number = as_number(form.cleaned_data["number"])
        found = Certificate.objects.standing().select_related("trainee__series__programme").filter(number=number)
        context |= {"asked": True, "number": number, "certificate": found.first()}
    return render(request, "events/certificate_check.html", context)


@events_reader
def training_list(request: SignedInRequest) -> HttpResponse:
    rows = Series.objects.read_by(request.user).select_related("programme").prefetch_related("modules")
    may_add = request.user.is_events_officer or request.user.is_programme_manager
    return render(request, "events/training_list.html", {"rows": rows, "may_add": may_add})


@events_reader
def series_progress(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Who has been to which modules of a series, who came last first."""
    series = get_object_or_404(Series.objects.read_by(request.user), uuid=uuid)
    modules = list(series.modules.all())
    trainees = series.trainees.select_related("organisation", "certificate")
    page = newest_first(request, trainees, by="last_came_at")
    audit.looked_at_many(request.user, page.rows, why="Who has completed training")
    for trainee in page.rows:
        trainee.been_to = [module for module in modules if module.pk in trainee.modules]
    context = {"series": series, "modules": modules, "page": page, "runs": _runs(request, series)}
    return render(request, "events/series_progress.html", context)


@events_team
def trainee_name(request: SignedInRequest, uuid: str) -> HttpResponse:
    """How somebody is called on their certificate."""
    trainee = _trainee(request, uuid)
    form = TraineeNameForm(request.POST or None, initial={"name": trainee.name})
    if form.is_valid():
        try:
            completing.rename_trainee(trainee, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The new name is saved. Their link shows the certificate with it.")
        return redirect("events:series_progress", trainee.series.uuid)
    audit.looked(request.user, trainee, why="Name on the certificate")
    return render(request, "events/trainee_name.html", {"form": form, "trainee": trainee})


@events_reader
def trainee_certificate(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The certificate as the trainee has it."""
    series = Series.objects.read_by(request.user)
    certificates = Certificate.objects.standing().select_related("trainee__series__programme", "trainee__organisation")
    certificate = get_object_or_404(certificates.filter(trainee__series__in=series), trainee__uuid=uuid)
    audit.looked(request.user, certificate.trainee, why="Certificate")
    return _as_file(certificate)


def _trainee(request: SignedInRequest, uuid: str) -> Trainee:
    theirs = Trainee.objects.filter(series__in=Series.objects.run_by(request.user)).select_related("series")
    return get_object_or_404(theirs, uuid=uuid)


def _runs(request: SignedInRequest, series: Series) -> bool:
    return Series.objects.run_by(request.user).filter(pk=series.pk).exists()


def _as_file(certificate: Certificate) -> HttpResponse:
    if certificate.revoked_at:
        raise Http404
    file = HttpResponse(draw_certificate(certificate), content_type="application/pdf")
    file.headers["Content-Disposition"] = f'inline; filename="certificate-{certificate.number}.pdf"'
    return file
