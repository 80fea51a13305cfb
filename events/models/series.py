"""A series of training modules, each held in one or more sessions, which are events."""

import uuid

from django.db import models

from cohorts.models import Programme
from core.querysets import QuerySet
from core.words import paragraphs


class SeriesQuerySet(QuerySet):
    def public(self):
        return self.filter(is_public=True, programme__is_public=True)

    def run_by(self, user):
        """Those this member of staff may work with: events officers all, managers those of their programmes."""
        if user.is_events_officer:
            return self.all()
        return self.filter(programme__in=Programme.objects.managed_by(user))

    def read_by(self, user):
        """Those whose trainees this member of staff may see: administrators read all."""
        return self.all() if user.is_administrator else self.run_by(user)


class Series(models.Model):
    """Training that is complete once somebody has attended a session of every module."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="series")
    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name

    @property
    def about_paragraphs(self) -> list[str]:
        return paragraphs(self.about)


class Module(models.Model):
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="modules")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    about = models.TextField(blank=True)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["series", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "position"], name="one_module_a_position", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.name
