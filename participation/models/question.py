"""What somebody who takes part asks the team, and the answers. The mechanism is `support`'s."""

from typing import Any

import pghistory
from django.db import models
from django.urls import reverse

from accounts.models import User
from cohorts.models import Enrolment, ProgrammeRole
from core import audit
from support.models import Thread, ThreadMessage, ThreadQuerySet


class QuestionQuerySet(ThreadQuerySet):
    def managed_by(self, person: User):
        """Those of the programmes that this member of staff manages."""
        return self.filter(enrolment__in=Enrolment.objects.managed_by(person))


@pghistory.track(fields=["enrolment", "asked_by", "owner", "status", "due_at"], model_name="QuestionEvent")
class Question(Thread):
    """Between one person and the team of their programme: nobody else in the cohort reads it."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="questions")

    objects = QuestionQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Thread.Meta):
        triggers = [audit.trail()]

    @property
    def asker_url(self) -> str:
        cohort = self.enrolment.cohort
        return reverse("participation:question_detail", args=[cohort.programme.slug, cohort.slug, self.uuid])

    @property
    def team_url(self) -> str:
        return reverse("participation:question_answer", args=[self.uuid])

    @property
    def team_name(self) -> str:
        return f"The {self.enrolment.cohort.programme.name} team"

    def people(self) -> list[User]:
        return [self.enrolment.person]

    def team(self) -> Any:
        """Whoever manages the programme."""
        managers = ProgrammeRole.objects.managers().filter(programme=self.enrolment.cohort.programme_id)
        return User.objects.filter(is_active=True, pk__in=managers.values("person"))


class QuestionMessage(ThreadMessage):
    """Only ever added."""

    thread = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="messages")

    class Meta:
        triggers = [audit.trail()]
