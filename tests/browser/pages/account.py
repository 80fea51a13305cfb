"""What everybody who is signed in has."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def passkey(name: str) -> Path:
    return lambda world: reverse(name, args=[world.people["confirmed"].authenticator_set.get().pk])


def forget_the_app(visitor: Visitor, world: World) -> None:
    """Somebody whose password was never set: they came by a link."""
    world.people["new"].set_unusable_password()
    world.people["new"].save()
    visitor.is_signed_in_as(world.people["new"]).open(reverse("account_set_password"))


def agree_to_be_introduced(visitor: Visitor, world: World) -> None:
    visitor.open(reverse("accounts:consent_list")).press("Yes, introduce me")


PAGES = [
    Page("accounts:my_account", "offered"),
    Page("portal:my_trail", "offered"),
    Page("accounts:name_change", "offered"),
    Page("accounts:consent_list", "offered"),
    Page("accounts:consent_list", "confirmed", way=agree_to_be_introduced, state="agreed"),
    Page("portal:data_download", "offered"),
    Page("portal:account_close", "offered"),
    Page("account_email", "offered"),
    Page("account_change_password", "offered"),
    Page("account_set_password", way=forget_the_app),
    Page("account_logout", "offered"),
    Page("account_reauthenticate", "offered"),
    Page("usersessions_list", "offered"),
    Page("mfa_index", "offered"),
    Page("mfa_list_webauthn", "offered"),
    Page("mfa_list_webauthn", "confirmed", state="one"),
    Page("mfa_edit_webauthn", "confirmed", passkey("mfa_edit_webauthn")),
    Page("mfa_remove_webauthn", "confirmed", passkey("mfa_remove_webauthn")),
    Page("mfa_reauthenticate_webauthn", "confirmed"),
    Page("accounts:passkey_add", "offered"),
    Page("mfa_activate_totp", "new-staff"),
    Page("accounts:my_account", "manager"),
    Page("mfa_index", "manager"),
    Page("mfa_reauthenticate", "manager"),
    Page("mfa_deactivate_totp", "manager"),
    Page("mfa_view_recovery_codes", "manager"),
    Page("mfa_generate_recovery_codes", "manager"),
]

# Names that no page stands behind: they take a press, hand over a file, or only lead on.
NOT_PAGES: NotPages = {
    "accounts:consent_change": "a press",
    "portal:after_sign_in": "leads on to the first page of whoever signed in",
    "mfa_download_recovery_codes": "a file",
    "mfa_add_webauthn": "the address of accounts:passkey_add",
    "mfa_login_webauthn": "a press",
}
