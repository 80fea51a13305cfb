"""The pages of programmes."""

from accounts.models import Role
from tests.factories.accounts import InvitationFactory, UserFactory
from tests.factories.cohorts import (
    CohortFactory,
    CriterionFactory,
    EligibilityRulesFactory,
    ProgrammeTextFactory,
    RubricFactory,
    SessionLeaderFactory,
)
from tests.factories.selection import ReviewerFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def rules(scene: Scene, number: int) -> None:
    """Each with somebody who made it and a cohort that uses it."""
    for _ in range(number):
        version = scene["programme"].rules.count() + 1
        rules = EligibilityRulesFactory(programme=scene["programme"], version=version, made_by=UserFactory())
        CohortFactory(programme=scene["programme"], rules=rules)


def texts(scene: Scene, number: int) -> None:
    for _ in range(number):
        version = scene["programme"].text("agreement").version + 1
        ProgrammeTextFactory(programme=scene["programme"], kind="agreement", version=version)


def rubrics(scene: Scene, number: int) -> None:
    """The same, and each with one criterion more than the last."""
    for _ in range(number):
        version = scene["programme"].rubrics.count() + 1
        rubric = RubricFactory(programme=scene["programme"], version=version, made_by=UserFactory())
        CriterionFactory.create_batch(version, rubric=rubric)
        CohortFactory(programme=scene["programme"], rubric=rubric, admission="ranked")


def reviewers(scene: Scene, number: int) -> None:
    for _ in range(number):
        ReviewerFactory(programme=scene["programme"])
        InvitationFactory(role=Role.REVIEWER, scope=scene["programme"].uuid)


def leaders(scene: Scene, number: int) -> None:
    for _ in range(number):
        SessionLeaderFactory(programme=scene["programme"])
        InvitationFactory(role=Role.SESSION_LEADER, scope=scene["programme"].uuid)


def slug(scene: Scene) -> list[str]:
    return [scene["programme"].slug]


def agreement(scene: Scene) -> list[str]:
    return [scene["programme"].slug, "agreement"]


scene = growing.scene

LISTS = [
    Listed("cohorts:programme_detail", "person", growing.cohorts, slug),
    Listed("cohorts:programme_detail", "person", growing.strands, slug),
    Listed("cohorts:programme_list", "administrator", growing.programmes),
    Listed("cohorts:programme_list", "manager", growing.programmes),
    Listed("cohorts:programme_settings", "manager", growing.cohorts, slug),
    Listed("cohorts:programme_settings", "manager", growing.strands, slug),
    Listed("cohorts:rules_list", "manager", rules, slug),
    Listed("cohorts:rubric_list", "manager", rubrics, slug),
    Listed("cohorts:reviewer_list", "manager", reviewers, slug),
    Listed("cohorts:leader_list", "manager", leaders, slug),
    Listed("cohorts:text_list", "manager", texts, agreement),
]
