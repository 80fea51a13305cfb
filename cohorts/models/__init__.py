"""Programmes, their strands, rules and texts; cohorts with their calendar and pools; who manages and who takes part."""

from cohorts.models.enrolment import Enrolment
from cohorts.models.interest import Interest
from cohorts.models.pool import Pool
from cohorts.models.programme import (
    Cohort,
    EligibilityRules,
    Field,
    Programme,
    ProgrammeRole,
    ProgrammeText,
    Strand,
)

__all__ = [
    "Cohort",
    "EligibilityRules",
    "Enrolment",
    "Field",
    "Interest",
    "Pool",
    "Programme",
    "ProgrammeRole",
    "ProgrammeText",
    "Strand",
]
