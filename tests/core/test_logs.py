from core.logs import without_rows

REFUSAL = """IntegrityError: duplicate key value violates unique constraint "accounts_user_email_key"
DETAIL:  Key (email)=(a.parent@example.org) already exists.
"""


def test_without_rows_cuts_a_row_of_several_lines_and_keeps_what_follows():
    message = "CheckViolation\nDETAIL:  Failing row (1, My mother\nhas dementia, 07700 900000\n, 5).\n\nThe next error"

    event = without_rows(None, "error", {"event": message})

    assert "dementia" not in event["event"]
    assert event["event"].endswith("The next error")


def test_without_rows_cuts_what_postgres_quotes_of_a_row():
    event = without_rows(None, "error", {"event": REFUSAL, "exception": REFUSAL, "code": 500})

    assert "a.parent@example.org" not in str(event)
    assert "accounts_user_email_key" in event["exception"]
    assert event["code"] == 500
