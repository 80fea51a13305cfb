"""What mentoring holds on a person, a module for each part of it."""

from mentoring import pair_personal_data

PARTS = [pair_personal_data]

RETENTION = [kind for part in PARTS for kind in part.RETENTION]
HOLDINGS = [holding for part in PARTS for holding in part.HOLDINGS]
