"""The place in a cohort that came of an application."""

from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cohorts.models import Pool
from core import audit
from core.places import LIVE, AbstractPlace, PlaceQuerySet, Status
from returners.models.application import Application


class Place(AbstractPlace):
    """An eligible applicant's place in the cohort, or turn for one."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="places")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="places")
    # When they first opened a page that says what is offered. Only the person themselves sets it, see `see_offer`.
    offer_seen_at = models.DateTimeField(null=True, editable=False)
    decline_reason = models.CharField(max_length=500, blank=True, editable=False)

    STANDING: ClassVar = {
        Status.WAITING: "On the waiting list",
        Status.HELD: "Place kept while a person decides",
        Status.OFFERED: "Place offered",
        Status.CONFIRMED: "Place confirmed",
        Status.DECLINED: "Offer turned down",
        Status.EXPIRED: "Offer ran out",
        Status.RELEASED: "Place no longer kept",
        # While its application was not withdrawn.
        Status.CANCELLED: "Waiting list closed",
    }

    objects = PlaceQuerySet.as_manager()  # type: ignore[misc]

    class Meta(AbstractPlace.Meta):
        constraints = [
            *AbstractPlace.Meta.constraints,
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(status__in=LIVE),
                name="one_live_place_for_an_application",
            ),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_status_display().lower()}"

    @property
    def standing(self) -> str:
        # Whoever only waited was never offered one.
        if self.status == Status.CANCELLED and self.offered_at:
            return "Stopped taking part"
        return self.STANDING[Status(self.status)]

    @property
    def turn(self) -> int:
        """Its number on the waiting list."""
        return self.parties_ahead() + 1


def day_of_their_cohort(name: str) -> Coalesce:
    """For applications: a day of the cohort their place is or was in, which is not always the one they applied to."""
    places = Place.objects.filter(application=OuterRef("pk")).order_by("-pk")
    return Coalesce(Subquery(places.values(f"pool__cohort__{name}")[:1]), f"cohort__{name}")
