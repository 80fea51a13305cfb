"""What people give here and nowhere else: hours, sums of money, an organisation we know, days that were shown."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from core.words import either
from employers.models import Organisation
from outcomes.money import MOST_PENCE, pounds, read_pounds

# As many names as a sentence bears.
MOST_NAMED = 5


class PoundsField(forms.CharField):
    """Pounds as people write them, answered in pence."""

    default_error_messages = {"invalid": "The sum must be in pounds, like 45 or 45.50"}

    def __init__(self, *, most: int = MOST_PENCE, least: int = 1, **kwargs: Any):
        self.most, self.least = most, least
        attrs = {"class": "govuk-input--width-10", "inputmode": "decimal", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        pence = read_pounds(text)
        if pence is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if pence < self.least:
            raise ValidationError(f"The sum must be {pounds(self.least)} or more", code="least")
        if pence > self.most:
            raise ValidationError(f"The sum must be {pounds(self.most)} or less", code="most")
        return pence

    def prepare_value(self, value: Any) -> Any:
        return pounds(value).removeprefix("£") if isinstance(value, int) else value


class HoursField(forms.CharField):
    """Hours as people write them, 7, 3.5 or 3:30, answered in minutes."""

    default_error_messages = {
        "invalid": "Hours must be a number like 7, 3.5 or 3:30",
        "steps": "Hours must be in quarters, like 3, 3.25 or 3:30",
        "least": "Hours must be a quarter of an hour or more",
        "most": "Hours must be 12 or less for one day",
    }

    def __init__(self, **kwargs: Any):
        attrs = {"class": "govuk-input--width-5", "inputmode": "decimal", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=10, **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        minutes = read_hours(text)
        wrong = (
            "invalid"
            if minutes is None
            else next((code for code, is_so in self.bounds(minutes).items() if is_so), None)
        )
        if wrong:
            raise ValidationError(self.error_messages[wrong], code=wrong)
        return minutes

    @staticmethod
    def bounds(minutes: int) -> dict[str, bool]:
        return {"most": minutes > 12 * 60, "least": minutes < 15, "steps": minutes % 15 > 0}

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 60:g}" if isinstance(value, int) else value


def read_hours(text: str) -> int | None:
    """The minutes of 7, 3.5, 3,5 or 3:30."""
    if clock := re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])", text):
        return int(clock[1]) * 60 + int(clock[2])
    if not (number := re.fullmatch(r"([0-9]{0,2})(?:[.,]([0-9]{1,2}))?", text)) or not any(number.groups()):
        return None
    return int(number[1] or 0) * 60 + round(float(f"0.{number[2] or 0}") * 60)


class ShownField(forms.MultipleChoiceField):
    """Of what was on a page, by its mark. What has been answered or changed since is for the action to leave alone."""

    def valid_value(self, value: str) -> bool:
        return True


class OrganisationField(forms.CharField):
    """An organisation by its name, or enough of it to mean one only. There are too many for a list."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=200, **kwargs)

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        if not text:
            return None
        ProhibitNullCharactersValidator()(text)
        exact = list(Organisation.objects.filter(name__iexact=text)[:2])
        alike = Organisation.objects.matching(text).order_by("name", "pk")
        found = exact if len(exact) == 1 else list(alike[: MOST_NAMED + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                "We know no organisation of that name. Check it, or add it under Organisations first", code="unknown"
            )
        if len(found) > MOST_NAMED:
            raise ValidationError("Many organisations have that in their name. Enter the whole name", code="many")
        names = either(one.name for one in found).replace("%", "%%")
        raise ValidationError(f"Which one do you mean: {names}? Enter the whole name", code="many")
