import pytest

from selection.employment import employer_keys

FREE = "somebody@gmail.com"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Software", "ACME Software Ltd."),
        ("Marks & Spencer plc", "Marks and Spencer"),
        ("J.P. Morgan", "JP Morgan Limited"),
        ("The Leeds Mill", "leeds mill"),
    ],
)
def test_two_ways_to_write_an_employer_are_one(one, other):
    assert employer_keys([one], FREE) == employer_keys([other], FREE) != frozenset()


def test_different_employers_share_nothing():
    assert employer_keys(["Acme Software"], FREE).isdisjoint(employer_keys(["Acme Foods"], FREE))


def test_nobody_is_no_employer():
    assert employer_keys(["Self-employed", "n/a", "", " "], FREE) == frozenset()


def test_address_of_a_firms_own_stands_for_the_firm():
    assert not employer_keys([], "jo@mail.cummins.com").isdisjoint(employer_keys(["Cummins Ltd"], FREE))
    assert not employer_keys([], "jo@cummins.com").isdisjoint(employer_keys([], "al@uk.cummins.com"))


@pytest.mark.parametrize("email", [FREE, "somebody@btinternet.com", "somebody@example.org"])
def test_address_that_anybody_can_have_says_nothing(email):
    assert employer_keys([], email) == frozenset()
