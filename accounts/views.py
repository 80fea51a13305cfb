"""My account, taking up an invitation, and the administrators' page of people and roles."""

import uuid

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import actions, consents, passkeys, people
from accounts.forms import InvitationForm, NameForm, PersonFindForm
from accounts.gates import administrator, public, signed_in
from accounts.models import Consent, Invitation, Role, User
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from core import audit
from core.errors import Refused

# -- My account ----------------------------------------------------------------------------------------------------


@signed_in
def my_account(request: SignedInRequest) -> HttpResponse:
    context = {"rows": people.account_rows(request.user), "sign_in_rows": people.sign_in_rows(request.user)}
    return render(request, "accounts/my_account.html", context)


@signed_in
def name_change(request: SignedInRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.change_name(request.user, name=form.cleaned_data["name"])
        messages.success(request, "Your name is saved.")
        return redirect("accounts:my_account")
    return render(request, "accounts/name_change.html", {"form": form})


@signed_in
def consent_list(request: SignedInRequest) -> HttpResponse:
    """What somebody has agreed to. Nothing is until they press."""
    rows = list(Consent.objects.of(request.user).newest_first())
    context = {
        "purposes": consents.standing(rows),
        "history": consents.history(rows),
        "history_head": consents.HISTORY_HEAD,
    }
    return render(request, "accounts/consent_list.html", context)


@signed_in
@require_POST
def consent_change(request: SignedInRequest, purpose: str) -> HttpResponse:
    """`yes` says to which version of the words; whatever else is sent takes it back."""
    asked = consents.BY_KEY.get(purpose)
    if asked is None:
        raise Http404
    given, version = "yes" in request.POST, request.POST.get("yes", "")
    try:
        actions.answer_consent(request.user, asked, given=given, version=version, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{asked.title}: {'you agree' if given else 'you do not agree'}.")
    return redirect("accounts:consent_list")


@signed_in
@reauthentication_required(app="allauth.mfa")
def passkey_add(request: SignedInRequest) -> HttpResponse:
    form = passkeys.AddPasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        passkeys.add(request, request.user, **form.cleaned_data)
        return redirect("mfa_view_recovery_codes" if request.user.is_staff_member else "mfa_list_webauthn")
    context = {"form": form, "options": passkeys.options_for_new(request.user)}
    return render(request, "accounts/passkey_add.html", context)


# -- Invitations ---------------------------------------------------------------------------------------------------


@public
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of an invitation. Opening it changes nothing: programs that scan mail open links."""
    invitation = Invitation.objects.filter(token_hash=actions.hash_token(token)).first()
    if not invitation:
        return render(request, "accounts/invitation_accept.html", {"invitation": None}, status=404)
    if request.method == "POST":
        return _accept(request, invitation)
    now = timezone.now()
    is_mine = request.user.is_authenticated and actions.has_verified(request.user, invitation.email)
    context = {
        "invitation": invitation,
        "closed": actions.why_closed(invitation, at=now),
        "is_taken_up_by_me": is_mine and invitation.accepted_by_id == request.user.pk,
        "is_mine": is_mine,
    }
    return render(request, "accounts/invitation_accept.html", context)


def _accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        actions.accept(invitation, user=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    messages.success(request, f"You are now {invitation.role_name}.")
    return redirect(settings.LOGIN_REDIRECT_URL)


@administrator
@second_factor_again
def invitation_create(request: SignedInRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = actions.invite(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"We have invited {invitation.email}.")
            return redirect("accounts:person_list")
    return render(request, "accounts/invitation_create.html", {"form": form})


@administrator
@second_factor_again
def invitation_withdraw(request: SignedInRequest, uuid: uuid.UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.pending(), uuid=uuid)
    if request.method != "POST":
        return render(request, "accounts/invitation_withdraw.html", {"invitation": invitation})
    try:
        actions.withdraw_invitation(invitation, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
    return redirect("accounts:person_list")


# -- People and roles ----------------------------------------------------------------------------------------------


@administrator
def person_list(request: SignedInRequest) -> HttpResponseBase:
    return _find_person(request) if request.method == "POST" else _show_people(request, PersonFindForm())


@second_factor_again
def _find_person(request: SignedInRequest) -> HttpResponse:
    """Whoever cannot get back in need not be staff, and is in no list: by their address to their page."""
    form = PersonFindForm(request.POST)
    if form.is_valid():
        return redirect("accounts:person_detail", form.person.uuid)
    return _show_people(request, form)


def _show_people(request: SignedInRequest, form: PersonFindForm) -> HttpResponse:
    context = {
        "form": form,
        "staff_head": people.STAFF_HEAD,
        "staff": people.staff_rows(),
        "invitation_head": people.INVITATION_HEAD,
        "invitations": people.invitation_rows(at=timezone.now()),
    }
    return render(request, "accounts/person_list.html", context)


@administrator
def person_detail(request: SignedInRequest, uuid: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.with_access(), uuid=uuid)
    audit.looked(request.user, person)
    context = {
        "person": person,
        "rows": people.person_rows(person),
        "can_reset": person.has_second_factor and person != request.user,
    }
    return render(request, "accounts/person_detail.html", context)


@administrator
@second_factor_again
def role_take_away(request: SignedInRequest, uuid: uuid.UUID, role: str) -> HttpResponse:
    person = get_object_or_404(User.objects.holding(role), uuid=uuid)
    if request.method != "POST":
        context = {"person": person, "role_label": Role(role).label.lower(), "is_me": person == request.user}
        return render(request, "accounts/role_take_away.html", context)
    try:
        actions.take_role_away(person, role=role, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:person_detail", person.uuid)
    messages.success(request, f"{person} is no longer {Role(role).label.lower()}.")
    return redirect(reverse("accounts:my_account") if person == request.user else reverse("accounts:person_list"))


@administrator
@second_factor_again
def second_factor_reset(request: SignedInRequest, uuid: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.with_access(), uuid=uuid)
    if request.method != "POST":
        return render(request, "accounts/second_factor_reset.html", {"person": person})
    try:
        actions.reset_second_factor(person, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The old app of {person} is forgotten. We have told them by email.")
    return redirect("accounts:person_detail", person.uuid)
