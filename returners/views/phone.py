"""Applications that staff take by phone, up to the letter that asks the caller to send them."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Cohort
from core import audit
from core.errors import Refused
from core.paging import newest_first
from returners import actions
from returners.doors import BY_PHONE
from returners.models import Application, PhoneDraft
from returners.staff_forms import PhoneStartForm
from returners.summary import summary
from returners.views import filling, tables, telling_roles
from returners.views.telling_roles import Teller


def managed_drafts(request: SignedInRequest):
    drafts = PhoneDraft.objects.managed_by(request.user).select_related(
        "taken_by",
        "application__person",
        "application__strand",
        "application__cohort__programme",
        "application__cohort__rules",
    )
    return drafts.prefetch_related(
        "application__breaks", "application__criterion_answers", "application__cohort__rubric__criteria"
    )


def on_phone_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages about one of them: once its person has sent it, they lead to where every application stands."""

    @wraps(view)
    def wrapped(request: SignedInRequest, uuid: str, **kwargs: str) -> HttpResponse:
        drafts = managed_drafts(request).exclude(application__status=Application.Status.WITHDRAWN)
        draft = get_object_or_404(drafts, application__uuid=uuid)
        if not draft.application.is_draft:
            messages.info(request, "This application has been sent, so its answers can no longer be changed.")
            return redirect("returners:application_review", uuid)
        if request.method == "GET":
            audit.looked(request.user, draft.application)
        try:
            return view(request, draft, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("returners:phone_tasks", uuid)

    return wrapped


@programme_manager
def phone_list(request: SignedInRequest) -> HttpResponse:
    page = newest_first(request, managed_drafts(request).unconfirmed(), by="taken_at")
    audit.looked_at_many(request.user, [draft.application for draft in page.rows])
    rows = tables.phone_drafts(page.rows, request.arrived_at)
    return render(request, "returners/phone_list.html", {"page": page, "head": tables.PHONE_DRAFTS, "rows": rows})


@programme_manager
def phone_start(request: SignedInRequest) -> HttpResponse:
    cohorts = Cohort.objects.managed_by(request.user).select_related("programme").with_state(request.arrived_at)
    cohorts = cohorts.filter(state=Cohort.State.OPEN)
    open_now = list(cohorts)
    chosen = request.GET.get("cohort") or (open_now[0].pk if len(open_now) == 1 else None)
    form = PhoneStartForm(request.POST or None, cohorts=cohorts, chosen=chosen)
    if form.is_valid():
        try:
            draft = actions.take_by_phone(by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            return redirect("returners:phone_tasks", draft.application.uuid)
    return render(request, "returners/phone_start.html", {"form": form, "cohorts": open_now})


@programme_manager
@on_phone_draft
def phone_tasks(request: SignedInRequest, draft: PhoneDraft) -> HttpResponse:
    context = {
        **filling.tasks_page(request, draft.application, BY_PHONE),
        "draft": draft,
        "state": tables.phone_state(draft, request.arrived_at),
        "has_run_out": draft.has_run_out(request.arrived_at),
    }
    return render(request, "returners/phone_tasks.html", context)


@programme_manager
@on_phone_draft
def phone_section(request: SignedInRequest, draft: PhoneDraft, section: str) -> HttpResponse:
    form = filling.section_form(request, draft.application, BY_PHONE, section)
    if form.is_valid():
        return redirect(filling.save_section(request, draft.application, BY_PHONE, form))
    page = filling.section_page(draft.application, BY_PHONE, section, form)
    return render(request, "returners/phone_section.html", page)


@programme_manager
@on_phone_draft
def phone_question(request: SignedInRequest, draft: PhoneDraft, question: str) -> HttpResponse:
    here = filling.find_question(draft.application, question)
    if here is None:
        return redirect(BY_PHONE.tasks_url(draft.application))
    form = filling.question_form(request, draft.application, here)
    if form.is_valid():
        return redirect(filling.save_question(request, draft.application, BY_PHONE, form))
    page = filling.question_page(request, draft.application, BY_PHONE, here, form)
    return render(request, "returners/phone_question.html", page)


@programme_manager
@on_phone_draft
def phone_break(request: SignedInRequest, draft: PhoneDraft, key: str) -> HttpResponse:
    page = filling.one_break(request, draft.application, BY_PHONE, key)
    return redirect(page) if isinstance(page, str) else render(request, "returners/phone_break.html", page)


@programme_manager
@on_phone_draft
def phone_role_list(request: SignedInRequest, draft: PhoneDraft) -> HttpResponse:
    page = telling_roles.list_roles(request, _teller(draft))
    return redirect(page) if isinstance(page, str) else render(request, "returners/phone_role_list.html", page)


@programme_manager
@on_phone_draft
def phone_role_add(request: SignedInRequest, draft: PhoneDraft) -> HttpResponse:
    page = telling_roles.add_role(request, _teller(draft))
    return redirect(page) if isinstance(page, str) else render(request, "returners/phone_role_add.html", page)


@programme_manager
@on_phone_draft
def phone_role_change(request: SignedInRequest, draft: PhoneDraft, pk: int) -> HttpResponse:
    page = telling_roles.change_role(request, _teller(draft), pk)
    return redirect(page) if isinstance(page, str) else render(request, "returners/phone_role_change.html", page)


@programme_manager
@on_phone_draft
def phone_role_remove(request: SignedInRequest, draft: PhoneDraft, pk: int) -> HttpResponse:
    page = telling_roles.remove_role(request, _teller(draft), pk)
    return redirect(page) if isinstance(page, str) else render(request, "returners/phone_role_remove.html", page)


def _teller(draft: PhoneDraft) -> Teller:
    """Only a ranked cohort asks for roles before the decision."""
    application = draft.application
    if not application.cohort.is_ranked:
        raise Http404
    tasks_url = BY_PHONE.tasks_url(application)
    return Teller(application, BY_PHONE.roles, tasks_url, application.full_name, BY_PHONE)


@programme_manager
@on_phone_draft
def phone_check(request: SignedInRequest, draft: PhoneDraft) -> HttpResponse:
    application = draft.application
    if BY_PHONE.missing(application):
        return redirect(BY_PHONE.tasks_url(application))
    context = {
        "draft": draft,
        "application": application,
        "answers": summary(application, door=BY_PHONE),
        "has_closed": application.cohort.has_closed(request.arrived_at),
    }
    return render(request, "returners/phone_check.html", context)


@programme_manager
@on_phone_draft
def phone_send(request: SignedInRequest, draft: PhoneDraft) -> HttpResponse:
    """Only a press sends the letter. Whoever had to sign in on the way finds the button again."""
    if request.method != "POST":
        return redirect(BY_PHONE.check_url(draft.application))
    draft = actions.send_to_confirm(draft, by=request.user, at=request.arrived_at)
    messages.success(request, f"We have sent a link to {draft.sent_to}. The application is sent once they press there.")
    return redirect(BY_PHONE.tasks_url(draft.application))


@programme_manager
@on_phone_draft
def phone_delete(request: SignedInRequest, draft: PhoneDraft) -> HttpResponse:
    if request.method != "POST":
        return render(request, "returners/phone_delete.html", {"draft": draft, "application": draft.application})
    actions.delete_phone_draft(draft, by=request.user, at=request.arrived_at)
    messages.success(request, "The application is deleted.")
    return redirect("returners:phone_list")
