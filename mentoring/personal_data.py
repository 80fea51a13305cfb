"""What mentoring holds on a person, a module for each part of it."""

from mentoring import ask_personal_data, mentor_personal_data, pair_personal_data, run_personal_data
from mentoring.mentor_personal_data import leave

__all__ = ["HOLDINGS", "RETENTION", "leave"]

PARTS = [mentor_personal_data, run_personal_data, ask_personal_data, pair_personal_data]

RETENTION = [kind for part in PARTS for kind in part.RETENTION]
HOLDINGS = [holding for part in PARTS for holding in part.HOLDINGS]
