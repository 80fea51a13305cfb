"""Accounts in Django's admin: to look, and to mend a name. Roles, passwords and states have pages and rules."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import RoleGrant, User


def admin_door(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    """The admin has no sign-in of its own, which would know no second factor: it is the portal's."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


admin.site.login = admin_door  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Returner Portal: settings and accounts"
# Roles are ours; a group would give nobody anything. allauth registers addresses, sessions and the secrets of
# authenticator apps: personal rows, which nobody edits by hand.
for registered in (Group, EmailAddress, Authenticator, UserSession):
    admin.site.unregister(registered)


class RoleGrantInline(admin.TabularInline):
    model = RoleGrant
    fk_name = "user"
    fields = ["role", "granted_by", "granted_at"]
    readonly_fields = ["role", "granted_by", "granted_at"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "name", "is_active", "date_joined"]
    list_filter = ["role_grants__role", "is_active"]
    search_fields = ["email", "name"]
    # Neither counts nor sorts the whole table for one page of it.
    show_full_result_count = False
    ordering = ["-pk"]
    fields = ["name", "email", "is_active", "date_joined", "last_login"]
    readonly_fields = ["email", "is_active", "date_joined", "last_login"]
    inlines = [RoleGrantInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
