"""The history of an application."""

from django.conf import settings
from django.db import models

from returners.models.application import Application


class Step(models.Model):
    """One step on the way of an application: when, who did it, and why. Only ever added."""

    class What(models.TextChoices):
        STARTED = "started", "Application started"
        TAKEN = "taken", "Application taken by phone"
        LINK_SENT = "link sent", "Sent to be confirmed"
        NOT_RIGHT = "not right", "Something was not right"
        SUBMITTED = "submitted", "Application received"
        FOUND_ELIGIBLE = "found eligible", "Found eligible"
        REFERRED = "referred", "A person is looking at it"
        NOT_ELIGIBLE = "not eligible", "Found not eligible"
        ASSESSED = "assessed", "Put forward to be assessed"
        NOT_OFFERED = "not offered", "No place offered"
        REOPENED = "reopened", "A section was opened again"
        CHANGED = "changed", "Answers changed"
        SHUT = "shut", "The section was closed again"
        ASKED = "asked", "Asked for a person to look at it"
        TAKEN_BACK = "taken back", "Asked no longer for a person to look at it"
        UPHELD = "upheld", "A person looked at it: not eligible"
        LOOKED_AT = "looked at", "A person looked at it again"
        STAYS = "stays", "A person looked at it: no place offered"
        NEW_CONTACT = "new contact", "Contact details changed"
        WAITING = "waiting", "Joined the waiting list"
        HELD = "held", "Place kept while a person decides"
        RELEASED = "released", "Place no longer kept"
        CLOSED = "closed", "Closed without a decision"
        OFFERED = "offered", "Place offered"
        CONFIRMED = "confirmed", "Place confirmed"
        NEW_DEADLINE = "new deadline", "Deadline of the offer changed"
        DECLINED = "declined", "Offer declined"
        EXPIRED = "expired", "Offer ran out"
        WITHDRAWN = "withdrawn", "Application withdrawn"
        PAUSED = "paused", "A break from taking part"
        RESUMED = "resumed", "Back from the break"
        DEFERRED = "deferred", "Put off to a later cohort"
        MOVED = "moved", "Moved to another cohort"
        LEFT = "left", "Stopped taking part"
        COMPLETED = "completed", "Completed the programme"
        QUEUE_CLOSED = "queue closed", "Waiting list closed"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=14, choices=What)
    at = models.DateTimeField()
    # None: the portal's clock, or its rules.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_what_display()}"
