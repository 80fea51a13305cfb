"""Eligibility rules and the texts people read, by version; and cohorts that begin with them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.requests import SignedInRequest
from cohorts import actions
from cohorts.forms import AdmissionForm, CohortForm
from cohorts.freezing import plan_for_rules
from cohorts.gates import programme_keeper
from cohorts.models import Cohort, ProgrammeText
from cohorts.programme_forms import RulesForm, TextForm
from cohorts.versions import rules_by_version
from cohorts.views.programmes import kept_programme
from core.errors import Refused, SeenOtherwise


@programme_keeper
def rules_list(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = kept_programme(request, slug)
    context = {"programme": programme, "versions": rules_by_version(programme, request.arrived_at)}
    return render(request, "cohorts/rules_list.html", context)


@programme_keeper
def rules_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """The page says which version a change goes into and whom it touches; once that is not so, it is shown again."""
    programme = kept_programme(request, slug)
    plan = plan_for_rules(programme, request.arrived_at)
    form = RulesForm(request.POST or None, latest=plan.latest, seen=plan.seen)
    if form.is_valid():
        try:
            rules = actions.change_rules(
                programme, at=request.arrived_at, by=request.user, seen=form.shown, **form.rules()
            )
        except SeenOtherwise as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"Version {rules.version} of the rules is saved.")
            return redirect("cohorts:rules_list", slug)
    return render(request, "cohorts/rules_change.html", {"programme": programme, "plan": plan, "form": form})


@programme_keeper
def text_list(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    programme = kept_programme(request, slug)
    texts = programme.texts.filter(kind=_kind(kind)).order_by("-version")
    return render(request, "cohorts/text_list.html", {"programme": programme, "kind": _kind(kind), "texts": texts})


@programme_keeper
def text_publish(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    """Write, see how it reads, publish: only words that have been shown so are published."""
    programme = kept_programme(request, slug)
    latest = programme.texts.filter(kind=_kind(kind)).order_by("-version").first()
    form = TextForm(request.POST or None, kind=_kind(kind), latest=latest)
    preview = None
    if form.is_valid():
        if form.was_shown and "later" not in request.POST:
            try:
                body, after = form.cleaned_data["body"], form.version
                text = actions.publish_text(programme, _kind(kind), body=body, by=request.user, after=after)
            except SeenOtherwise as refusal:
                messages.warning(request, str(refusal))
            else:
                what = "read and agree to" if _kind(kind).is_agreed_to else "read"
                messages.success(request, f"{text} is what people {what} from now on.")
                return redirect("cohorts:text_list", slug, kind)
        preview = form.points
        form.offer_to_publish()
    context = {"programme": programme, "kind": _kind(kind), "latest": latest, "form": form, "preview": preview}
    return render(request, "cohorts/text_publish.html", context)


@programme_keeper
def cohort_add(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = kept_programme(request, slug)
    strands = programme.strands.all()
    rubric = programme.rubrics.order_by("-version").first()
    form = CohortForm(request.POST or None, strands=strands, has_rubric=rubric is not None, at=request.arrived_at)
    missing = programme.missing_for_a_cohort()
    if not missing and form.is_valid():
        try:
            cohort = actions.add_cohort(programme, by=request.user, **form.cohort())
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{cohort.name} is added.")
            return redirect("cohorts:programme_settings", slug)
    context = {"programme": programme, "form": form, "missing": missing, "rubric": rubric}
    return render(request, "cohorts/cohort_add.html", context)


@programme_keeper
def cohort_admission(request: SignedInRequest, slug: str, cohort_slug: str) -> HttpResponse:
    cohort = get_object_or_404(kept_programme(request, slug).cohorts.select_related("programme"), slug=cohort_slug)
    form = AdmissionForm(request.POST or None, initial={"admission": cohort.admission})
    is_settled = cohort.opens_at <= request.arrived_at
    if not is_settled and form.is_valid():
        admission = Cohort.Admission(form.cleaned_data["admission"])
        try:
            actions.change_admission(cohort, admission, at=request.arrived_at, by=request.user)
        except Refused as refusal:
            form.add_error("admission", str(refusal))
        else:
            messages.success(request, f"How places of the {cohort.name} are given is saved.")
            return redirect("cohorts:programme_settings", slug)
    context = {"cohort": cohort, "form": form, "is_settled": is_settled}
    return render(request, "cohorts/cohort_admission.html", context)


def _kind(kind: str) -> ProgrammeText.Kind:
    if kind not in ProgrammeText.Kind.values:
        raise Http404
    return ProgrammeText.Kind(kind)
