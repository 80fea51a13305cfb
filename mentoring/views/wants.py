"""The page of somebody who takes part about their mentor: what they would like, until they have one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import returner
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.errors import Refused
from mentoring.actions.wanting import mentor_of, tell_wants, why_fixed
from mentoring.own_wants import application_of, employers_of, told_of
from mentoring.wants_forms import WantsForm


@returner
def my_mentor(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = _own(request, programme_slug, slug)
    if pair := mentor_of(enrolment):
        return redirect("mentoring:pair_detail", pair.uuid)
    application = application_of(enrolment)
    told = told_of(enrolment, application)
    form = WantsForm(request.POST or None, enrolment=enrolment, told=told, employers=employers_of(application))
    if form.is_valid():
        try:
            wants = tell_wants(enrolment, by=request.user, at=request.arrived_at, **form.told())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, SAVED[wants.wants_mentor])
        return redirect("mentoring:my_mentor", programme_slug, slug)
    context = {
        "enrolment": enrolment,
        "cohort": enrolment.cohort,
        "why_fixed": why_fixed(enrolment),
        "application": application,
        "form": form,
    }
    return render(request, "mentoring/my_mentor.html", context)


SAVED = {
    True: "Thank you. We look for a mentor who fits.",
    False: "Thank you. We do not look for a mentor for you.",
}


def _own(request: SignedInRequest, programme_slug: str, slug: str) -> Enrolment:
    """The part they take in this cohort of the programme: the last, if they came twice."""
    theirs = Enrolment.objects.filter(person=request.user, cohort__programme__slug=programme_slug, cohort__slug=slug)
    latest = theirs.order_by("-signed_at", "-pk").values("pk")[:1]
    return get_object_or_404(Enrolment.objects.select_related("cohort__programme", "strand"), pk__in=latest)
