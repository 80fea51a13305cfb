"""Who reads applications: staff and volunteers, for one programme each time."""

import datetime as dt
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from cohorts.models import Programme, ProgrammeRole
from core import audit
from core.querysets import QuerySet


class ReviewerQuerySet(QuerySet):
    def of(self, person):
        """Those somebody reads under now: for a programme that they have left, they read nothing any more."""
        return self.in_role().filter(person=person)

    def in_role(self):
        """Those who hold the role now."""
        held = ProgrammeRole.objects.filter(role=ProgrammeRole.Role.REVIEWER, programme=models.OuterRef("programme"))
        return self.filter(models.Exists(held.filter(person=models.OuterRef("person"))))

    def active(self):
        """Those of them who are not away: new reviews go to them."""
        return self.in_role().filter(is_away=False)

    def with_due(self):
        """The next day by which something is to be read, and how much there is, in all rounds that are open."""
        due = Q(
            reviews__status="assigned",
            reviews__candidate__round__status="reviewing",
            reviews__candidate__application__status="assessment",
        )
        return self.annotate(
            due_on=models.Min("reviews__due_on", filter=due), to_read=models.Count("reviews", filter=due)
        )

    def with_to_read(self, round_):
        """How many reviews they have yet to submit in a round."""
        theirs = Q(reviews__status="assigned", reviews__candidate__round=round_)
        return self.annotate(to_read=models.Count("reviews", filter=theirs))


class Reviewer(models.Model):
    """Somebody who reads for a programme. Made when the role is given, and kept for what they have read.

    `employers`: where they work or have worked lately; applications of people from there never come to them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reviewers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviewing")
    employers = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    # None: as many as there are. Otherwise the most reviews in one round.
    most = models.PositiveSmallIntegerField("most reviews in a round", null=True, blank=True)
    is_away = models.BooleanField("away", default=False, help_text="Nothing new goes to somebody who is away.")
    joined_at = models.DateTimeField(default=timezone.now)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="reviewer_once_in_programme")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return str(self.person)

    @cached_property
    def due_on(self) -> dt.date | None:
        """The next day by which something is to be read. `with_due` brings it along."""
        return ReviewerQuerySet(Reviewer).with_due().values_list("due_on", flat=True).get(pk=self.pk)
