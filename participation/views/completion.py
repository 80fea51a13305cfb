"""The end of a programme: who completes, for managers; and the certificate, for whoever has it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from accounts.gates import programme_manager, public, returner
from accounts.requests import SignedInRequest
from cohorts.gates import programme_keeper
from cohorts.models import Programme
from core import audit
from core.certificates import Paper, as_number
from core.errors import Refused
from core.requests import Request
from core.uktime import uk_date
from notifications.outbox import letter_url
from participation.actions import completing as actions
from participation.completion import Standing
from participation.completion_forms import CompletionRuleForm
from participation.getting_on import percent_of, without_register
from participation.models import ProgrammeCertificate
from participation.own import own_enrolment
from participation.views.managed import managed_cohort

private = cache_control(private=True, no_store=True)
HEAD = ["Name", "Sessions that count", "Has been to", "Needs"]


@programme_manager
def cohort_completion(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """Who has been to enough sessions, and who has not yet. One press completes those who have."""
    cohort = managed_cohort(request, programme_slug, slug)
    if request.method == "POST":
        try:
            done = actions.complete_cohort(
                cohort, seen=request.POST.get("seen", ""), by=request.user, at=request.arrived_at
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            people = "1 person has" if len(done) == 1 else f"{len(done)} people have"
            messages.success(request, f"{people} completed. We have written to them with their certificate.")
        return redirect("participation:cohort_completion", programme_slug, slug)
    plan = actions.plan_completion(cohort, at=request.arrived_at)
    context = {
        "cohort": cohort,
        "plan": plan,
        "head": HEAD,
        "completes": [_row(enrolment.person.name, standing) for enrolment, standing in plan.completes],
        "lacks": [_row(enrolment.person.name, standing) for enrolment, standing in plan.lacks],
        "percent": percent_of(cohort.programme),
        "without_register": without_register(cohort, at=request.arrived_at),
    }
    looked_at = [enrolment for enrolment, _ in (*plan.completes, *plan.lacks)]
    audit.looked_at_many(request.user, looked_at, why="Who completes")
    return render(request, "participation/cohort_completion.html", context)


def _row(name: str, standing: Standing) -> list[object]:
    return [name, *({"text": number, "number": True} for number in (standing.counted, standing.came, standing.needed))]


@programme_keeper
def completion_rule(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.kept_by(request.user), slug=slug)
    form = CompletionRuleForm(request.POST or None, initial={"percent": percent_of(programme)})
    if form.is_valid():
        actions.set_completion_rule(programme, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved. It holds for everybody who has not completed yet.")
        return redirect("cohorts:programme_settings", slug)
    return render(request, "participation/completion_rule.html", {"programme": programme, "form": form})


@returner
def certificate_detail(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    certificate = get_object_or_404(ProgrammeCertificate, enrolment=enrolment)
    context = {"enrolment": enrolment, "certificate": certificate, "name": request.user.name}
    return render(request, "participation/certificate_detail.html", context)


@returner
@private
def certificate_pdf(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """Drawn now, with the name they have now."""
    enrolment = own_enrolment(request, programme_slug, slug)
    certificate = get_object_or_404(ProgrammeCertificate, enrolment=enrolment)
    paper = Paper(
        programme=enrolment.cohort.programme.name,
        name=request.user.name,
        completed=enrolment.cohort.programme.name,
        parts=[enrolment.strand.name, enrolment.cohort.name],
        number=certificate.number,
        completed_on=certificate.completed_on,
        check_url=letter_url(reverse("participation:certificate_check", args=[certificate.number])),
    )
    headers = {"Content-Disposition": f'inline; filename="certificate-{certificate.number}.pdf"'}
    return HttpResponse(paper.draw(), content_type="application/pdf", headers=headers)


@public
@private
def certificate_check(request: Request, number: str) -> HttpResponse:
    """Whether a certificate is real, for whoever has it in hand. Initials are enough to see that it is this one."""
    rows = ProgrammeCertificate.objects.select_related("enrolment__person", "enrolment__cohort__programme")
    certificate = rows.filter(number=as_number(number)).first()
    context = {"certificate": certificate, "rows": _shown_to_all(certificate) if certificate else []}
    return render(request, "participation/certificate_check.html", context, status=200 if certificate else 404)


def _shown_to_all(certificate: ProgrammeCertificate) -> list[dict[str, str]]:
    return [
        {"key": "Number", "value": certificate.number},
        {"key": "Given to", "value": f"Somebody with the initials {certificate.initials}"},
        {"key": "For", "value": certificate.enrolment.cohort.programme.name},
        {"key": "Completed on", "value": uk_date(certificate.completed_on)},
    ]
