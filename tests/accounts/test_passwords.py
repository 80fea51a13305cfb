import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.factories.accounts import UserFactory


def refused(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {problem.code for problem in error.error_list}
    return set()


def test_shorter_than_twelve_is_refused():
    assert "password_too_short" in refused("abcde fghij")
    assert refused("gqxw plmzk vt") == set()


@pytest.mark.parametrize("password", ["qwertyuiop123", "passwordpassword", "PasswordPassword", "123456789012"])
def test_leaked_is_refused(password):
    assert "leaked" in refused(password)


@pytest.mark.parametrize("password", ["Returner-Portal-2026", "stemrecharge2023!", "Welcome-returners-1"])
def test_our_own_words_with_numbers_are_refused(password):
    assert "our_words" in refused(password)


def test_the_owners_name_and_address_are_refused():
    user = UserFactory.build(email="lovelace.ada@example.org", name="Augusta Ada King")

    assert "password_too_similar" in refused("lovelace.ada1", user)
    assert "password_too_similar" in refused("AugustaAdaKing", user)


@pytest.mark.parametrize("password", ["three random words", "ünïcödé ist schön 🙂", "lower case only", "xq" * 5_000])
def test_nothing_else_is_asked(password):
    assert refused(password) == set()
