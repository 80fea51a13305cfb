"""Who wants to be told when applications open."""

import datetime as dt
import uuid

from django.db import models

from cohorts.models.programme import Programme
from core.querysets import QuerySet

CONFIRM_WITHIN = dt.timedelta(days=7)
# A programme that has opened nothing for so long has no news for anybody.
KEPT_FOR = dt.timedelta(days=730)


class InterestQuerySet(QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def run_out(self, at: dt.datetime):
        """Never confirmed, or confirmed too long ago."""
        never = models.Q(confirmed_at=None, asked_at__lte=at - CONFIRM_WITHIN)
        return self.filter(never | models.Q(confirmed_at__lte=at - KEPT_FOR))


class Interest(models.Model):
    """An email address that is written to once, when one can apply, and deleted with that letter.

    Neither history nor trail: they would outlive it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="interests")
    email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField()
    # None: somebody typed the address, and nobody has said that it is theirs.
    confirmed_at = models.DateTimeField(null=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "email"], name="interest_once_in_a_programme")]

    def __str__(self) -> str:
        return f"Interest {self.pk} in {self.programme}"
