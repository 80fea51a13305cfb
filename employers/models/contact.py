"""The people at an organisation."""

import datetime as dt
import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from accounts.fields import LowerEmailField
from core import audit, links
from core.errors import Refused
from core.querysets import QuerySet
from core.search import has_words, words_index
from employers.likeness import AfterAt
from employers.models.organisation import Organisation

PURPOSE = "join-organisation"
INVITATION_LASTS = dt.timedelta(days=14)
# A link that has run out still leads to a page that says so, and what to do.
KNOWN_FOR = dt.timedelta(days=365)


class ContactQuerySet(QuerySet):
    def live(self):
        return self.exclude(status=Contact.Status.LEFT)

    def matching(self, text: str):
        """Those in whose name or address every word of the text begins a word."""
        return self.filter(has_words(text, "name", "email"))

    def members(self):
        """Those who see the organisation's page."""
        return self.filter(status=Contact.Status.MEMBER)

    def managing(self):
        return self.members().filter(manages=True)

    def unanswered(self):
        """Those who ask to join where no colleague can answer: staff do."""
        managing = Contact.objects.managing().filter(organisation=OuterRef("organisation"))
        return self.filter(~Exists(managing), status=Contact.Status.ASKED)

    def behind(self, token: str):
        """The one that an invitation's link leads to; LinkOver where it is none of ours. Its row says if it is open."""
        return self.filter(link=links.read(PURPOSE, token, within=KNOWN_FOR))


@pghistory.track(fields=["person", "name", "email", "job_title", "phone"], model_name="ContactEvent")
class Contact(models.Model):
    """Somebody at an organisation. A member has an account and sees its page; who manages it confirms colleagues."""

    class Status(models.TextChoices):
        KNOWN = "known", "No account"
        INVITED = "invited", "Invited"
        ASKED = "asked", "Asked to join"
        MEMBER = "member", "Belongs to it"
        LEFT = "left", "Left"

    NEXT = {
        Status.KNOWN: {Status.INVITED, Status.ASKED, Status.MEMBER, Status.LEFT},
        Status.INVITED: {Status.MEMBER, Status.ASKED, Status.LEFT},
        Status.ASKED: {Status.MEMBER, Status.LEFT},
        Status.MEMBER: {Status.LEFT},
        Status.LEFT: set(),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts"
    )
    name = models.CharField(max_length=200)
    email = LowerEmailField("email address")
    job_title = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    status = models.CharField(max_length=7, choices=Status, default=Status.KNOWN, editable=False)
    # May confirm colleagues who ask to join, invite others and see them leave.
    manages = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    # The invitation of the newest letter: an older link opens nothing. It works once, while they are “invited”.
    link = models.UUIDField(null=True, unique=True, editable=False)
    invited_at = models.DateTimeField(null=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(null=True, editable=False)
    joined_at = models.DateTimeField(null=True, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"], condition=~Q(status="left"), name="one_live_contact_per_address"
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=~Q(status="left"), name="one_live_contact_per_person"
            ),
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="contact_email_is_lower_case"),
            models.CheckConstraint(
                condition=~Q(status="member") | Q(joined_at__isnull=False), name="contact_member_joined_at"
            ),
            models.CheckConstraint(
                condition=Q(status="left", left_at__isnull=False) | (~Q(status="left") & Q(left_at__isnull=True)),
                name="contact_left_at_iff_left",
            ),
            models.CheckConstraint(
                condition=~Q(status="invited") | Q(link__isnull=False, invited_at__isnull=False),
                name="contact_invited_by_link",
            ),
            models.CheckConstraint(condition=Q(manages=False) | Q(status="member"), name="contact_manages_as_member"),
        ]
        indexes = [
            words_index("name", "email", name="contacts_by_word"),
            models.Index(AfterAt("email"), name="contacts_by_domain"),
            models.Index(fields=["asked_at", "id"], condition=Q(status="asked"), name="contacts_who_ask"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"

    @property
    def token(self) -> str:
        """The last part of the address of the invitation's link."""
        return links.sign(PURPOSE, str(self.link))

    @property
    def invitation_ends_at(self) -> dt.datetime | None:
        return self.invited_at + INVITATION_LASTS if self.invited_at else None

    def has_run_out(self, at: dt.datetime) -> bool:
        return self.invitation_ends_at is not None and at >= self.invitation_ends_at

    def move_to(self, status: str) -> None:
        if status not in self.NEXT[Contact.Status(self.status)]:
            was, wanted = self.get_status_display().lower(), Contact.Status(status).label.lower()
            raise Refused(f"A contact who is “{was}” cannot become “{wanted}”.")
        self.status = status
