"""An application that staff write down on the phone, until its person has confirmed it."""

import datetime as dt

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from cohorts.models import Programme, ProgrammeText
from core import audit, links
from core.querysets import QuerySet
from returners.models.application import Application

PURPOSE = "confirm-application"
LINK_LASTS = dt.timedelta(days=14)
# A link that has run out still leads to a page that says so, and what to do.
KNOWN_FOR = dt.timedelta(days=365)


class PhoneDraftQuerySet(QuerySet):
    def unconfirmed(self):
        """Staff may touch them no longer than that: then each is an application like any other."""
        return self.filter(confirmed_at__isnull=True, application__status=Application.Status.DRAFT)

    def managed_by(self, person):
        return self.filter(application__programme__in=Programme.objects.managed_by(person))

    def behind(self, token: str):
        """The one that a link leads to; LinkOver where it is not one of ours. Whether it has run out, its row says."""
        return self.filter(link=links.read(PURPOSE, token, within=KNOWN_FOR))

    def not_right(self):
        """Those whose person has said so, and heard nothing since."""
        return self.unconfirmed().filter(objected_at__isnull=False)


@pghistory.track(exclude=["link"])
class PhoneDraft(models.Model):
    """Who took an application by phone, and how far it is from its person's yes.

    They get a link, and nothing is sent before they press there. `link` is the key in the newest letter: an older one
    opens nothing.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="phone_draft")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    link = models.UUIDField(null=True, unique=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    sent_to = models.EmailField(blank=True, editable=False)
    objection = models.CharField(max_length=500, blank=True)
    objected_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = PhoneDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(link__isnull=True, sent_at__isnull=True, sent_to="")
                | (Q(link__isnull=False, sent_at__isnull=False) & ~Q(sent_to="")),
                name="phone_link_has_gone_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(objection="", objected_at__isnull=True) | (~Q(objection="") & Q(objected_at__isnull=False)),
                name="phone_objection_says_what",
            ),
        ]
        indexes = [
            models.Index(fields=["-taken_at", "-id"], condition=Q(confirmed_at__isnull=True), name="phone_unconfirmed"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}, taken by {self.taken_by}"

    def has_run_out(self, at: dt.datetime) -> bool:
        return self.sent_at is not None and at >= self.sent_at + LINK_LASTS

    @property
    def ends_at(self) -> dt.datetime:
        """When the link in the letter runs out."""
        return self.sent_at + LINK_LASTS  # type: ignore[operator, return-value]

    @property
    def token(self) -> str:
        """The last part of the link's address."""
        return links.sign(PURPOSE, str(self.link))

    def as_shown(self, declarations: ProgrammeText) -> str:
        """Which answers and which declarations somebody has before them. It differs once either has changed."""
        return f"{self.application.changed_at.isoformat()} {declarations.version}"
