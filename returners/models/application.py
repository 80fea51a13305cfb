"""Applications: what a person told us, and how far it has come."""

import datetime as dt
import uuid
from functools import cached_property
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from phonenumber_field.modelfields import PhoneNumberField

from cohorts.models import Cohort, Criterion, Field, Programme, ProgrammeText, Strand
from core import audit, places
from core.calendar import end_of_uk_day, uk_day
from core.errors import Refused
from core.querysets import QuerySet
from core.search import words_index
from returners.eligibility import Answers, Break, Reason, RightToWork, Situation
from returners.finding import matching

if TYPE_CHECKING:
    from returners.models.assessment import Assessment
    from returners.models.decision import Decision
    from returners.models.place import Place

# Nothing that is mistaken for something else when read out on the phone, and no vowel: a reference spells no word.
REFERENCE_ALPHABET = "BCDFGHJKMNPQRSTVWXZ23456789"


def new_reference() -> str:
    return f"R{get_random_string(4, REFERENCE_ALPHABET)}-{get_random_string(4, REFERENCE_ALPHABET)}"


class ApplicationQuerySet(QuerySet):
    def live(self):
        """A person's application that still stands: one at most for each programme."""
        return self.filter(closed_at__isnull=True)

    def drafts(self):
        return self.filter(status=Application.Status.DRAFT)

    def submitted(self):
        """Those that have arrived, whatever became of them."""
        return self.exclude(submitted_at__isnull=True)

    def in_review(self):
        """Those a person has yet to decide on, while it can still lead to something."""
        return self.live().filter(status=Application.Status.IN_REVIEW)

    def of(self, person):
        return self.filter(person=person)

    def in_assessment(self):
        """Those of a ranked cohort that wait for its one release."""
        return self.live().filter(status=Application.Status.ASSESSMENT)

    def undecided(self):
        """Those that wait for a person to decide, or for the release of a ranked cohort."""
        return self.live().filter(status__in=[Application.Status.IN_REVIEW, Application.Status.ASSESSMENT])

    def matching(self, text: str):
        """Those that a name, an address, a phone number, a postcode or a reference points to."""
        return self.filter(matching(text))

    def managed_by(self, person):
        """Those of the programmes that this member of staff manages, once they have arrived."""
        return self.submitted().filter(programme__in=Programme.objects.managed_by(person))


@pghistory.track(exclude=["reference", "uuid"])
class Application(models.Model):
    """One person's application to one cohort. Frozen at submission, except for contact details.

    It ends at decided, not eligible or withdrawn; offered, waiting, confirmed, declined and expired live on the place.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Not sent yet"
        SUBMITTED = "submitted", "Received"
        IN_REVIEW = "in review", "With a person"
        # Of a ranked cohort: eligible, and scored beside the others after the close.
        ASSESSMENT = "assessment", "Being assessed"
        DECIDED = "decided", "Eligible"
        NOT_ELIGIBLE = "not eligible", "Not eligible"
        NOT_OFFERED = "not offered", "No place offered"
        WITHDRAWN = "withdrawn", "Withdrawn"

    NEXT = {
        Status.DRAFT: {Status.SUBMITTED, Status.WITHDRAWN},
        Status.SUBMITTED: {Status.IN_REVIEW, Status.ASSESSMENT, Status.DECIDED, Status.NOT_ELIGIBLE},
        Status.IN_REVIEW: {Status.ASSESSMENT, Status.DECIDED, Status.NOT_ELIGIBLE, Status.WITHDRAWN},
        Status.ASSESSMENT: {Status.DECIDED, Status.NOT_OFFERED, Status.NOT_ELIGIBLE, Status.WITHDRAWN},
        Status.DECIDED: {Status.WITHDRAWN},
        # Overturned by a person.
        Status.NOT_ELIGIBLE: {Status.ASSESSMENT, Status.DECIDED},
        Status.NOT_OFFERED: {Status.DECIDED},
        Status.WITHDRAWN: set(),
    }

    class YesNo(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"

    class Contact(models.TextChoices):
        EMAIL = "email", "Email"
        PHONE = "phone", "Phone"
        TEXT = "text", "Text message"

    BY_PHONE = (Contact.PHONE, Contact.TEXT)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications")
    # The cohort's programme, again, so that the database can hold a person to one live application for each.
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="applications")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="applications")
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    # Contact
    full_name = models.CharField(max_length=200, blank=True)
    phone = PhoneNumberField(blank=True)
    contact_by = models.CharField(max_length=5, choices=Contact, blank=True)
    # Eligibility
    postcode = models.CharField(max_length=8, blank=True)
    council = models.CharField(max_length=60, blank=True)
    situation = models.CharField(max_length=30, choices=Situation, blank=True)
    because_of_caring = models.CharField(max_length=3, choices=YesNo, blank=True)
    kept_working = models.CharField(max_length=3, choices=YesNo, blank=True, default="", db_default="")
    field = models.CharField(max_length=20, choices=Field, blank=True)
    right_to_work = models.CharField(max_length=8, choices=RightToWork, blank=True)
    # Strand, support, declarations
    strand = models.ForeignKey(Strand, null=True, blank=True, on_delete=models.PROTECT, related_name="applications")
    needs_support = models.CharField(max_length=3, choices=YesNo, blank=True)
    support_needs = models.TextField(max_length=1000, blank=True)
    # Of a ranked cohort, said outright: these are all my roles. What is asked of each criterion hangs beside it.
    has_told_roles = models.BooleanField(default=False, db_default=False)
    declarations = models.ForeignKey(ProgrammeText, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(null=True, blank=True, editable=False)
    # In force then. None where the programme had none of its own.
    privacy_notice = models.ForeignKey(ProgrammeText, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    # What `with_profile` brings along: the topics somebody would like help with.
    topic_names: list[str]

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme"],
                condition=Q(closed_at__isnull=True),
                name="one_live_application_per_programme",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", submitted_at__isnull=True)
                | Q(status="withdrawn")
                | (~Q(status__in=["draft", "withdrawn"]) & Q(submitted_at__isnull=False)),
                name="application_submitted_at_once_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["not eligible", "not offered", "withdrawn"]) | Q(closed_at__isnull=False),
                name="application_closed_when_over",
            ),
        ]
        indexes = [
            models.Index(fields=["cohort", "-submitted_at", "-id"], name="applications_by_arrival"),
            models.Index(fields=["programme", "-submitted_at", "-id"], name="applications_of_programme"),
            models.Index(fields=["submitted_at"], condition=Q(status="in review"), name="applications_in_review"),
            models.Index(fields=["phone"], name="applications_by_phone"),
            models.Index(fields=["postcode"], name="applications_by_postcode"),
            words_index("full_name", name="applications_by_word"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.reference

    def move_to(self, status: Status) -> None:
        if status not in self.NEXT[self.Status(self.status)]:
            was = self.get_status_display().lower()
            raise Refused(f"An application that is {was} cannot become {status.label.lower()}.")
        self.status = status

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def standing(self) -> str:
        """Where it stands, in a few words: its place, once there is one. Fetch `places` along with a list."""
        if self.closed_at and self.status in (self.Status.IN_REVIEW, self.Status.ASSESSMENT):
            return "Closed without a decision"
        if self.status not in (self.Status.IN_REVIEW, self.Status.DECIDED):
            return self.get_status_display()
        place = self.place
        if place and (self.status == self.Status.DECIDED or place.status == places.Status.HELD):
            return place.standing
        return self.get_status_display()

    @property
    def place(self) -> "Place | None":
        """The place or turn that counts: its latest. Fetch `places` along with a list."""
        return max(self.places.all(), key=lambda place: place.pk, default=None)

    @property
    def decide_by(self) -> dt.datetime:
        """By when a person has promised to decide on what was sent."""
        return self.cohort.review_deadline(self.submitted_at)  # type: ignore[arg-type]

    @property
    def release_by(self) -> dt.datetime:
        """By when whoever applied to a ranked cohort is told: the end of that day in the UK."""
        return end_of_uk_day(self.cohort.decisions_by)

    @cached_property
    def criteria(self) -> "list[Criterion]":
        """What a ranked cohort scores it by."""
        return list(self.cohort.rubric.criteria.all()) if self.cohort.rubric else []

    @cached_property
    def criteria_asked(self) -> "list[Criterion]":
        """Those that it asks about in words. Roles, which are told in rows, ask for no question."""
        return [criterion for criterion in self.criteria if criterion.question]

    @cached_property
    def criteria_told(self) -> dict[int, str]:
        """What was written to each, by the criterion's key."""
        return {answer.criterion_id: answer.text for answer in self.criterion_answers.all()}

    def ask_until(self, decision: "Decision | Assessment") -> dt.datetime:
        """Until when one may ask for a person to look at it: while it can still lead to a place in this cohort."""
        days = dt.timedelta(days=self.cohort.programme.ask_days)
        return min(end_of_uk_day(uk_day(decision.decided_at) + days), self.cohort.last_joining_at)

    def answers(self) -> Answers:
        """What the eligibility rules read."""
        return Answers(
            postcode=self.postcode,
            council=self.council,
            situation=self.situation,
            because_of_caring=self.because_of_caring,
            breaks=tuple(Break(b.reason, b.start, b.end) for b in self.breaks.all()),
            kept_working=self.kept_working,
            field=self.field,
            right_to_work=self.right_to_work,
        )


@pghistory.track()
class CareerBreak(models.Model):
    """A break from work. `start` and `end` are the first days of the months it began and ended; no end: it goes on."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="breaks")
    reason = models.CharField(max_length=10, choices=Reason)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=models.F("start")), name="break_ends_after_it_starts"
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.reason} from {self.start:%Y-%m}"
