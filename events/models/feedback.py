"""What those who came say of an event: who was asked, and what they answered."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.fields import LowerEmailField
from core import audit
from core.querysets import QuerySet
from events.models.booking import Attendee, Booking
from events.models.event import Event


class FeedbackInvite(models.Model):
    """An address that was asked what its reader thought. Answered once: then it has a `feedback`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="feedback_invites")
    # Who was asked, and the booking they came with: where to start from if they sign up for more.
    attendee = models.ForeignKey(Attendee, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    booking = models.ForeignKey(Booking, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    email = LowerEmailField("email address")
    made_at = models.DateTimeField(editable=False)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "email"], name="one_feedback_invite_per_address"),
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="feedback_email_is_lower_case"),
        ]
        indexes = [models.Index(fields=["email"], name="feedback_invites_by_address")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"Feedback on {self.event}"


class FeedbackQuerySet(QuerySet):
    def of_event(self, event: Event):
        return self.filter(invite__event=event)

    def with_words(self):
        return self.exclude(best="", better="", quote="")


class Feedback(models.Model):
    """The answers. Sent once and changed by nobody; without the invite's address they are nobody's."""

    class Rating(models.IntegerChoices):
        VERY_GOOD = 5, "Very good"
        GOOD = 4, "Good"
        FAIR = 3, "Neither good nor poor"
        POOR = 2, "Poor"
        VERY_POOR = 1, "Very poor"

    class QuoteUse(models.TextChoices):
        NAMED = "named", "Yes, with my name"
        UNNAMED = "unnamed", "Yes, without my name"
        NO = "no", "No"

    class Training(models.TextChoices):
        YES = "yes", "Yes"
        MAYBE = "maybe", "I am not sure yet"
        NO = "no", "No"

    MAY_PUBLISH = (QuoteUse.NAMED, QuoteUse.UNNAMED)

    invite = models.OneToOneField(FeedbackInvite, on_delete=models.CASCADE, related_name="feedback")
    given_at = models.DateTimeField(editable=False)
    overall = models.PositiveSmallIntegerField(choices=Rating)
    speakers = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    usefulness = models.PositiveSmallIntegerField(choices=Rating, null=True, blank=True)
    best = models.CharField(max_length=1000, blank=True)
    better = models.CharField(max_length=1000, blank=True)
    quote = models.CharField(max_length=300, blank=True)
    quote_use = models.CharField(max_length=7, choices=QuoteUse, blank=True)
    quote_name = models.CharField(max_length=200, blank=True)
    training = models.CharField(max_length=5, choices=Training, blank=True)
    # Staff have put the quote where others read it, and so know which ones to take back if somebody asks.
    published_at = models.DateTimeField(null=True, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        constraints = [
            *(
                models.CheckConstraint(condition=Q(**{f"{name}__range": (1, 5)}), name=f"feedback_{name}_from_1_to_5")
                for name in ("overall", "speakers", "usefulness")
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | (Q(quote_use__in=("named", "unnamed")) & ~Q(quote="")),
                name="feedback_published_only_if_allowed",
            ),
            models.CheckConstraint(
                condition=~Q(quote_use="named") | ~Q(quote_name=""), name="feedback_named_quote_has_its_name"
            ),
        ]
        indexes = [models.Index(fields=["given_at"], name="feedback_by_time")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.get_overall_display()}: {self.invite.event}"

    @property
    def may_be_published(self) -> bool:
        return bool(self.quote) and self.quote_use in self.MAY_PUBLISH

    @property
    def said_by(self) -> str:
        """Under which name the quote may stand."""
        return self.quote_name if self.quote_use == self.QuoteUse.NAMED else "Somebody who came"
