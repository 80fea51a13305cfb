"""What would help somebody to take part: told, shared, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import returner
from accounts.requests import SignedInRequest
from core.errors import Refused
from participation.actions import supporting
from participation.enrolment_forms import SupportNeedsForm
from participation.own import own_enrolment
from returners.models import Application


@returner
def support_needs(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    needs = getattr(enrolment, "support_needs", None)
    if needs is None and not enrolment.is_live:
        return redirect("participation:enrolment_detail", programme_slug, slug)
    told = Application.objects.filter(profile__enrolment=enrolment).values_list("support_needs", flat=True).first()
    form = SupportNeedsForm(request.POST or None, needs=needs, told=told or "")
    if form.is_valid():
        try:
            supporting.tell_support_needs(enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Saved.")
        return redirect("participation:enrolment_detail", programme_slug, slug)
    return render(request, "participation/support_needs.html", {"enrolment": enrolment, "needs": needs, "form": form})


@returner
def support_needs_remove(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """Only a press deletes them; an old link leads back."""
    enrolment = own_enrolment(request, programme_slug, slug)
    if request.method == "POST":
        supporting.take_support_needs_back(enrolment, by=request.user)
        messages.success(request, "What you told us is deleted.")
    return redirect("participation:support_needs", programme_slug, slug)
