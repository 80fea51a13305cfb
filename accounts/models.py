"""People, the roles they hold everywhere, invitations to a role, and what people agree to."""

import datetime as dt
import uuid

import pghistory
import pgtrigger
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.fields import LowerEmailField
from core import audit
from core.privacy import Basis, Purpose
from core.querysets import QuerySet
from core.search import has_words, words_index

INVITATION_LASTS = dt.timedelta(days=7)


class Role(models.TextChoices):
    """What somebody may do as staff. A further role is a line here, and a gate in `accounts.gates`.

    Whoever manages a programme holds PROGRAMME_MANAGER here; which programme, a higher floor knows.
    """

    ADMINISTRATOR = "administrator", "Administrator"
    PROGRAMME_MANAGER = "programme_manager", "Programme manager"
    EVENTS_OFFICER = "events_officer", "Events officer"
    REVIEWER = "reviewer", "Reviewer"
    SESSION_LEADER = "session_leader", "Session leader"


class UserQuerySet(QuerySet):
    def with_access(self):
        """Roles, second factor and what is theirs in the query that fetches the person: every request asks for them."""
        same = self.model._base_manager.filter(pk=OuterRef("pk"))
        return self.annotate(
            is_contact=Exists(same.filter(contacts__status="member")),
            has_applied=Exists(same.filter(applications__isnull=False)),
            is_mentor=Exists(same.filter(mentoring__isnull=False)),
            roles=ArraySubquery(RoleGrant.objects.filter(user=OuterRef("pk")).order_by("role").values("role")),
            has_second_factor=Exists(second_factors().filter(user=OuterRef("pk"))),
        )

    def holding(self, role: str):
        return self.filter(role_grants__role=role)

    def matching(self, text: str):
        """Those in whose name or address every word of the text begins a word."""
        return self.filter(has_words(text, "name", "email"))

    def staff(self):
        """Whoever holds any role."""
        return self.filter(Exists(RoleGrant.objects.filter(user=OuterRef("pk"))))


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A person. Without a password they cannot sign in until they have set one through a reset link."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """The first administrator, from `manage.py createsuperuser`; everybody after them is invited."""
        user = self.create_user(email, password, **fields)
        RoleGrant.objects.create(user=user, role=Role.ADMINISTRATOR)
        return user


@pghistory.track(fields=["email", "name"], model_name="UserEvent")
class User(AbstractBaseUser):
    """Anyone with an account. What they may do follows from their roles alone: there is no superuser flag or group."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = LowerEmailField("email address", unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            # With the unique index: one account an address, however it is typed and whatever wrote the row.
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="user_email_is_lower_case"),
        ]
        indexes = [words_index("name", "email", name="people_by_word")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def roles(self) -> list[str]:
        return sorted(self.role_grants.values_list("role", flat=True))

    @cached_property
    def has_second_factor(self) -> bool:
        return second_factors().filter(user=self).exists()

    @cached_property
    def is_contact(self) -> bool:
        """Whether they belong to an organisation: what a higher floor keeps, by the name of its relation."""
        return self.contacts.filter(status="member").exists()

    @cached_property
    def has_applied(self) -> bool:
        """Whether they ever began an application: kept by a higher floor, too."""
        return self.applications.exists()

    @cached_property
    def is_mentor(self) -> bool:
        """Whether they ever registered as a mentor: kept by a higher floor, too."""
        return self.mentoring.exists()

    @property
    def is_staff_member(self) -> bool:
        return bool(self.roles)

    @property
    def is_on_the_team(self) -> bool:
        """Whether the staff's pages are theirs: who reads or leads sees what they read or lead, and nothing else."""
        return any(role not in (Role.REVIEWER, Role.SESSION_LEADER) for role in self.roles)

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    @property
    def is_programme_manager(self) -> bool:
        return Role.PROGRAMME_MANAGER in self.roles

    @property
    def is_reviewer(self) -> bool:
        return Role.REVIEWER in self.roles

    @property
    def is_session_leader(self) -> bool:
        return Role.SESSION_LEADER in self.roles

    @property
    def is_events_officer(self) -> bool:
        return Role.EVENTS_OFFICER in self.roles

    # What Django's admin asks. It registers settings and accounts only, so an administrator may do all there is.

    @property
    def is_staff(self) -> bool:
        return self.is_administrator

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and self.is_administrator

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_administrator


def second_factors():
    """The authenticators that count as a second factor; recovery codes are only a way back to one."""
    return Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)


class RoleGrant(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=40, choices=Role)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_grant_per_person_and_role")]
        indexes = [models.Index(fields=["role", "user"], name="role_holders")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class InvitationQuerySet(QuerySet):
    def pending(self):
        """Neither taken up nor withdrawn. It may have run out: the list shows that, and inviting again replaces it."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """An offer of a role to an email address, taken up by one press of whoever has verified that address."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = LowerEmailField("email address")
    role = models.CharField(max_length=40, choices=Role)
    # What in a higher app the role is for, for instance the uuid of a programme; and its name, for page and letter.
    scope = models.UUIDField(null=True, blank=True)
    scope_name = models.CharField(max_length=200, blank=True)
    # The token itself is in the letter alone.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations_sent"
    )
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_accepted"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "role", "scope"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                nulls_distinct=False,
                name="one_pending_invitation_per_role",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_not_both_accepted_and_withdrawn"
            ),
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="invitation_email_is_lower_case"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.email}: {self.role_name}"

    @property
    def role_name(self) -> str:
        """“Programme manager of STEM ReCharge”, or the plain role where it is for the whole portal."""
        return f"{self.get_role_display()} of {self.scope_name}" if self.scope_name else self.get_role_display()

    def is_expired(self, at: dt.datetime) -> bool:
        return at >= self.expires_at


class ConsentQuerySet(QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def newest_first(self):
        return self.order_by("-pk")


class Consent(models.Model):
    """One press: somebody agreed to a purpose, or took that back. The last row of a purpose says what holds.

    Rows are only added; nothing but an erasure deletes them. The words are those that stood beside the button.
    """

    PURPOSES = [(found.name.lower(), found.name.capitalize()) for found in Purpose if found.basis is Basis.CONSENT]

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=PURPOSES)
    given = models.BooleanField()
    version = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "purpose", "-id"], name="consents_of_a_person")]
        triggers = [audit.trail(), pgtrigger.Protect(name="only_added", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {'yes' if self.given else 'taken back'}"
