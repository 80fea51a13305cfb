import re

from core.occupations import VERSION, name_of, occupations


def test_occupations_are_those_of_both_fields_with_four_figures_each():
    found = occupations()

    assert {one.field for one in found.values()} == {"technology", "engineering"}
    assert all(re.fullmatch(r"\d{4}", code) and one.code == code for code, one in found.items())
    assert len({one.name for one in found.values()}) == len(found) == 29


def test_occupation_is_named_by_the_list_its_code_comes_from():
    """2136 was programmers in SOC 2010, and is testers in SOC 2020."""
    assert name_of("2136", VERSION) == "IT quality or testing professional"
    assert name_of("2136", "2010") == ""
    assert name_of("", "") == ""
