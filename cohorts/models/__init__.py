"""Programmes, their strands, rules and texts; cohorts with their calendar and pools; who manages and who takes part."""

from cohorts.models.cohort import Cohort
from cohorts.models.enrolment import Enrolment
from cohorts.models.interest import Interest
from cohorts.models.pool import Pool
from cohorts.models.programme import (
    EligibilityRules,
    Field,
    Programme,
    ProgrammeRole,
    ProgrammeText,
    Strand,
)
from cohorts.models.rubric import Criterion, Rubric

__all__ = [
    "Cohort",
    "Criterion",
    "EligibilityRules",
    "Enrolment",
    "Field",
    "Interest",
    "Pool",
    "Programme",
    "ProgrammeRole",
    "ProgrammeText",
    "Rubric",
    "Strand",
]
