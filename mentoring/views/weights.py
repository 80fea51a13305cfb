"""What each part of a score is worth in a programme: the version in force, and those before it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Programme
from core.errors import SeenOtherwise
from core.uktime import uk_datetime
from mentoring.actions.weighing import newest_weights, set_weights
from mentoring.models import WeightSet
from mentoring.run_forms import WeightsForm, in_words


def _programme(request: SignedInRequest, slug: str) -> Programme:
    return get_object_or_404(Programme.objects.managed_by(request.user), slug=slug)


@programme_manager
@require_safe
def weights_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = _programme(request, slug)
    versions = [
        {
            "title": f"Version {one.version}",
            "set": f"Set on {uk_datetime(one.set_at)} by {one.set_by or 'somebody who has left'}",
            "rows": in_words(one.weights),
        }
        for one in WeightSet.objects.filter(programme=programme).select_related("set_by")
    ]
    return render(request, "mentoring/weights_detail.html", {"programme": programme, "versions": versions})


@programme_manager
def weights_change(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = _programme(request, slug)
    form = WeightsForm(request.POST or None, newest=newest_weights(programme))
    if form.is_valid():
        try:
            made = set_weights(
                programme, form.weights(), by=request.user, at=request.arrived_at, seen=form.version_shown
            )
        except SeenOtherwise as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Version {made.version} counts from the next run on.")
            return redirect("mentoring:weights_detail", slug)
    return render(request, "mentoring/weights_change.html", {"programme": programme, "form": form})
