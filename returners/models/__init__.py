"""Applications: what a person told us, what was decided and why, and the place that came of it."""

from returners.models.application import Application, CareerBreak, new_reference
from returners.models.assessment import Assessment, CriterionAnswer, awaits_release
from returners.models.calendar_change import CalendarChange
from returners.models.cv import CV
from returners.models.decision import Decision
from returners.models.equality import EqualityAnswers, EqualityTotals, keyed_hashes
from returners.models.phone import PhoneDraft
from returners.models.place import Place, day_of_their_cohort
from returners.models.profile import (
    KnownSkill,
    Profile,
    WantedTopic,
    WorkRole,
    beside_profile,
    known_skills,
    with_profile,
)
from returners.models.reopening import Reopening, with_reopening
from returners.models.review_request import ReviewRequest
from returners.models.saved import SavedCheck
from returners.models.step import Step

__all__ = [
    "CV",
    "Application",
    "Assessment",
    "CalendarChange",
    "CareerBreak",
    "CriterionAnswer",
    "Decision",
    "EqualityAnswers",
    "EqualityTotals",
    "KnownSkill",
    "PhoneDraft",
    "Place",
    "Profile",
    "Reopening",
    "ReviewRequest",
    "SavedCheck",
    "Step",
    "WantedTopic",
    "WorkRole",
    "awaits_release",
    "beside_profile",
    "day_of_their_cohort",
    "keyed_hashes",
    "known_skills",
    "new_reference",
    "with_profile",
    "with_reopening",
]
