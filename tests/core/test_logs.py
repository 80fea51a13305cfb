from core.logs import without_rows

REFUSAL = """IntegrityError: duplicate key value violates unique constraint "accounts_user_email_key"
DETAIL:  Key (email)=(a.parent@example.org) already exists.
"""


def test_without_rows_cuts_what_postgres_quotes_of_a_row():
    event = without_rows(None, "error", {"event": REFUSAL, "exception": REFUSAL, "code": 500})

    assert "a.parent@example.org" not in str(event)
    assert "accounts_user_email_key" in event["exception"]
    assert event["code"] == 500
