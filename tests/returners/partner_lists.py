"""Lists as partners send them."""

import csv
import datetime as dt
import io

from returners import partners
from tests.factories.cohorts import EligibilityRulesFactory

REFERENCE = dt.date(2026, 10, 1)
RULES = EligibilityRulesFactory.build(programme=None)
ELIGIBLE = {
    "id": "P1",
    "postcode": "LS6 3BN",
    "council": "",
    "break_start": "2021-09",
    "break_end": "",
    "break_reason": "childcare",
    "situation": "not working",
    "because_of_caring": "",
    "field": "engineering",
    "right_to_work": "yes",
}


def as_csv(*people, delimiter=",", columns=partners.COLUMNS):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(ELIGIBLE | person for person in people)
    return text.getvalue()
