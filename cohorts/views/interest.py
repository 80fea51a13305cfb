"""Tell me when it opens: an address, the link that confirms it, and the one that takes it off the list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import public
from accounts.limits import count_letter_to_anybody
from cohorts import interest
from cohorts.forms import InterestForm
from cohorts.models import Cohort, Programme
from core.errors import Refused
from core.requests import Request


@public
def interest_create(request: Request, slug: str) -> HttpResponse:
    """Somebody wants to be told when it opens. The answer is the same for every address."""
    programme = get_object_or_404(Programme.objects.public(), slug=slug)
    if programme.cohorts.with_state(request.arrived_at).filter(state=Cohort.State.OPEN).exists():
        messages.info(request, "You can apply now.")
        return redirect("cohorts:programme_detail", slug)
    own = request.user.email if request.user.is_authenticated else ""
    form = InterestForm(request.POST or None, initial={"email": own})
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            count_letter_to_anybody(request, email)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            interest.ask(programme, email=email, at=request.arrived_at)
            messages.success(request, f"We have sent a link to {email}. Press it within 7 days to confirm.")
            return redirect("cohorts:programme_detail", slug)
    return render(request, "cohorts/interest_create.html", {"programme": programme, "form": form})


@public
def interest_confirm(request: Request, token: str) -> HttpResponse:
    """One press confirms; looking confirms nothing."""
    try:
        found = interest.find_to_confirm(token)
    except Refused as refusal:
        return render(request, "cohorts/interest_confirm.html", {"refusal": str(refusal)}, status=404)
    if request.method == "POST":
        interest.confirm(found, at=request.arrived_at)
        return redirect(request.path)
    return render(request, "cohorts/interest_confirm.html", {"interest": found})


@public
def interest_stop(request: Request, token: str) -> HttpResponse:
    """One press, without an account. Afterwards, and twice, the page says that it is done."""
    try:
        found = interest.find_to_stop(token)
    except Refused as refusal:
        return render(request, "cohorts/interest_stop.html", {"refusal": str(refusal)}, status=404)
    if request.method == "POST":
        if found:
            interest.stop(found)
        return redirect(request.path)
    return render(request, "cohorts/interest_stop.html", {"interest": found})
