"""What those who come to a session get to read or to watch: slides, notes, a recording."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.materials import A_LINK_OR_A_FILE, SharedMaterial
from core.querysets import QuerySet
from participation.models.timetable import Session


class SessionMaterialQuerySet(QuerySet):
    def of(self, enrolments):
        """Those of the sessions that people of these enrolments come to, or came to."""
        return self.filter(session__in=Session.objects.of(enrolments).values("pk"))

    def open_to(self, user: User):
        """Every one that somebody may open: as one who takes part and has not left, as the leader, as a manager."""
        comes = Session.objects.of(Enrolment.objects.of(user).exclude(status=Enrolment.Status.ENDED))
        leads, keeps = Session.objects.led_by(user), Session.objects.kept_by(user)
        theirs = [Q(session__in=sessions.values("pk")) for sessions in (comes, leads, keeps)]
        return self.filter(theirs[0] | theirs[1] | theirs[2])

    def in_order(self):
        return self.order_by("added_at", "pk")


class SessionMaterial(SharedMaterial):
    """A link or a file of one session, from whoever leads it or the staff. It stays there once the session is over."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="materials")

    objects = SessionMaterialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=A_LINK_OR_A_FILE, name="session_material_is_a_link_or_a_file"),
        ]
        triggers = [audit.trail()]
