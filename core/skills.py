"""The taxonomy of skills and of topics to ask for help with: short, our own, and the administrators' to change.

One list for everyone who has, wants or offers a skill, so that they can be brought together.
"""

from django.db import models

from core.querysets import QuerySet


class SkillQuerySet(QuerySet):
    def active(self):
        """Those that people are asked about now. One taken out of use stays with whoever has chosen it."""
        return self.filter(is_active=True)

    def topics(self):
        return self.filter(group=Skill.Group.TOPIC)

    def in_order(self):
        return self.order_by("group", "position", "name")


class Skill(models.Model):
    """Something people can do, or, in the group of topics, something they would like help with."""

    class Group(models.TextChoices):
        TECHNOLOGY = "technology", "Technology skills"
        ENGINEERING = "engineering", "Engineering skills"
        TOPIC = "topic", "Topics to ask for help with"

    group = models.CharField(max_length=20, choices=Group)
    name = models.CharField(max_length=80)
    soc2020 = models.CharField(
        "SOC 2020 code", max_length=4, blank=True, help_text="The occupation it belongs to most, if there is one."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place in the list, smallest first.")
    is_active = models.BooleanField("in use", default=True, help_text="Whether people are asked about it.")

    objects = SkillQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "name"], name="skill_once_in_its_group")]

    def __str__(self) -> str:
        return self.name
