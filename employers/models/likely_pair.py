"""Two organisations that may be one and the same, until a person says so or not."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import audit
from core.querysets import QuerySet
from employers.models.organisation import Organisation


class LikelyPairQuerySet(QuerySet):
    def undecided(self):
        return self.filter(apart_at=None)

    def of(self, organisation: Organisation):
        return self.filter(Q(one=organisation) | Q(other=organisation))


class LikelyPair(models.Model):
    """Found whenever an organisation is added or changed (employers/actions/duplicates.py)."""

    one = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    # What they share: “Similar names”, or a domain.
    shared = models.CharField(max_length=253)
    found_at = models.DateTimeField()
    # Somebody has looked: they are two. The pair stays, or it would be found again.
    apart_at = models.DateTimeField(null=True, editable=False)
    apart_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = LikelyPairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_likely_pair_of_two"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likely_pair_in_order"),
        ]
        indexes = [
            models.Index(fields=["-found_at", "-id"], condition=Q(apart_at=None), name="likely_pairs_newest"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"
