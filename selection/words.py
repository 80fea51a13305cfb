"""How scores and breaks are written."""

from fractions import Fraction

from selection.scores import rounded

YEAR = 12
# Below so many years, and what that is called.
BANDS = ((2, "Under 2 years"), (5, "2 to under 5 years"), (10, "5 to under 10 years"))
LONGEST = "10 years or more"
NO_BREAK = "No break up to the reference date"
BREAKS = [*(name for _, name in BANDS), LONGEST, NO_BREAK]


def points(score: int | None) -> str:
    """6250 hundredths: 62.50"""
    return "" if score is None else f"{score / 100:.2f}"


def change(score: int) -> str:
    """With its sign: +3.20, or 0.00."""
    sign = "+" if score > 0 else "\N{MINUS SIGN}" if score < 0 else ""
    return f"{sign}{abs(score) / 100:.2f}"


def number(value: object) -> dict[str, object] | str:
    """A cell of a table of figures. Nothing is an empty cell, which a phone leaves out."""
    return "" if value == "" else {"text": str(value), "number": True}


def per_cent(chance: Fraction) -> str:
    """8%. What is neither nought nor certain is never written as if it were."""
    whole = rounded(100 * chance)
    if whole == 0 and chance > 0:
        return "under 1%"
    if whole == 100 and chance < 1:
        return "over 99%"
    return f"{whole}%"


def about(number: Fraction) -> str:
    """A mean to one decimal: 2.4"""
    return f"{rounded(10 * number) / 10:.1f}"


def band(months_out: int | None) -> str:
    if months_out is None:
        return NO_BREAK
    return next((name for years, name in BANDS if months_out < years * YEAR), LONGEST)
