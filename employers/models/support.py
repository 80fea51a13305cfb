"""What an organisation asks the team, and the answers. The mechanism is `support`'s."""

from typing import Any

import pghistory
from django.db import models
from django.urls import reverse

from accounts.models import User
from cohorts.models import Programme
from core import audit
from employers.models.organisation import TEAM, Organisation
from support.models import Thread, ThreadMessage, ThreadQuerySet


class SupportRequestQuerySet(ThreadQuerySet):
    def of_member(self, user):
        """Those of the organisations this person belongs to: colleagues read each other's."""
        return self.filter(organisation__in=Organisation.objects.with_member(user))


@pghistory.track(fields=["asked_by", "owner", "status", "due_at"], model_name="SupportRequestEvent")
class SupportRequest(Thread):
    """What an organisation asks the team of a programme, until nothing is left to do."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="support_requests")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="support_requests")

    objects = SupportRequestQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Thread.Meta):
        triggers = [audit.trail()]

    @property
    def asker_url(self) -> str:
        return reverse("employers:support_request", args=[self.uuid])

    @property
    def team_url(self) -> str:
        return reverse("employers:support_answer", args=[self.uuid])

    @property
    def team_name(self) -> str:
        return f"The {self.programme.name} team"

    def people(self) -> list[User]:
        """Whoever wrote in it and still works there. Have they all left: those who manage the organisation."""
        members = self.organisation.contacts.members().select_related("person").order_by("pk")
        wrote = set(self.messages.filter(from_team=False).values_list("author", flat=True))
        found = [member for member in members if member.person_id in wrote]
        return [member.person for member in found or [m for m in members if m.manages] if member.person]

    def team(self) -> Any:
        return User.objects.filter(is_active=True, role_grants__role__in=TEAM).distinct()


class SupportMessage(ThreadMessage):
    """Only ever added."""

    thread = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="messages")

    class Meta:
        triggers = [audit.trail()]
