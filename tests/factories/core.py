"""Skills of the taxonomy, made by each test: what a migration has put there, a test that commits takes away again."""

import factory
from factory.django import DjangoModelFactory

from core.skills import Skill


class SkillFactory(DjangoModelFactory[Skill]):
    class Meta:
        model = Skill

    group = Skill.Group.TECHNOLOGY
    name = factory.Sequence("Skill {}".format)
    position = factory.Sequence(lambda n: n)
