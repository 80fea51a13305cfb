"""Forms in the portal's manner: words a person would use, no browser pop-ups, and the fields that UK forms need."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import phonenumbers
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList, pretty_name
from django.utils.functional import Promise
from localflavor.gb.forms import GBPostcodeField
from phonenumber_field.formfields import PhoneNumberField
from phonenumber_field.phonenumber import PhoneNumber

from core import documents
from core.calendar import end_of_uk_day, uk_instant
from core.errors import Refused
from core.uktime import to_uk
from core.uploads import MEGABYTE
from core.words import in_a_sentence

YEARS = range(1900, 2101)


class PortalFormMixin(forms.BaseForm):
    """Goes before any Django form: how `{% crispy form %}` draws it, and what it says when something is missing."""

    use_required_attribute = False
    submit_label = "Continue"
    submit_class = ""
    later_label = ""  # a second button: "Save and come back later"
    later_name = "later"  # what it is called in what is sent
    cancel_url = ""
    method = "post"
    action: str | Promise = ""
    heading_field = ""  # the field whose label is the heading of the page
    mark_optional = True  # off for searches and filters, where everything is optional
    layout: Layout | None = None

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method = self.method
        helper.form_action = self.action
        helper.layout = self.layout
        helper.render_hidden_fields = True
        return helper

    @property
    def heading(self) -> str:
        """For the title of a page that asks one question."""
        return str(self[self.heading_field].label)

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            use_plain_words(name, field)
        super().full_clean()


class PortalForm(PortalFormMixin, forms.Form):
    pass


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    pass


def use_plain_words(name: str, field: forms.Field) -> None:
    """Replace Django's own messages, and only those: what a form says itself stays."""
    label = str(field.label or pretty_name(name))
    djangos = django_words(type(field))
    for code, words in plain_words(label, field).items():
        if field.error_messages.get(code) is djangos.get(code):
            field.error_messages[code] = words


def django_words(kind: type[forms.Field]) -> dict[str, object]:
    """The messages that a kind of field has from Django itself."""
    words: dict[str, object] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith("django.forms."):
            words.update(getattr(base, "default_error_messages", {}))
    return words


def plain_words(label: str, field: forms.Field) -> dict[str, str]:
    # Most of these are filled in with %, so a label that has one stays out of them.
    subject = "Your answer" if "%" in label else label
    words = {
        "required": f"Answer “{label}”" if label.endswith("?") else f"Enter {in_a_sentence(label)}",
        "invalid": f"{subject} is not in a format we can read",
        "invalid_choice": "Choose one of the options listed",
        "invalid_list": "Choose from the options listed",
        "max_length": f"{subject} must be %(limit_value)d characters or fewer. You have used %(show_value)d",
        "min_length": f"{subject} must be %(limit_value)d characters or more",
        "max_value": f"{subject} must be %(limit_value)s or less",
        "min_value": f"{subject} must be %(limit_value)s or more",
        "null_characters_not_allowed": f"{subject} has a hidden character in it that we cannot save. Type it again",
    }
    if isinstance(field, forms.EmailField):
        words["invalid"] = "Enter an email address in the correct format, like name@example.com"
    elif isinstance(field, forms.IntegerField):
        words["invalid"] = f"{subject} must be a number, like 12"
    elif isinstance(field, forms.BooleanField):
        words["required"] = f"Tick the box to go on: {label}"
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField) and not label.endswith("?"):
        words["required"] = f"Select {in_a_sentence(label)}"
    return words


# -- Choices -------------------------------------------------------------------------------------------------------


def choices_of(form: forms.BaseForm, name: str) -> Any:
    """A field whose choices depend on the page."""
    return form.fields[name]


class OptionsMixin(forms.RadioSelect):
    """Choices with a hint each, and the word "or" before the one that stands apart."""

    def __init__(
        self,
        attrs: dict | None = None,
        choices: Sequence = (),
        *,
        hints: Mapping[object, str] | None = None,
        or_before: object = None,
        inline: bool = False,
        small: bool = False,
    ):
        super().__init__(attrs, choices)
        self.hints = hints or {}
        self.or_before = or_before
        self.inline = inline
        self.small = small

    def create_option(self, name: str, value: object, *args: object, **kwargs: object) -> dict:
        option = super().create_option(name, value, *args, **kwargs)  # type: ignore[arg-type]
        option["hint"] = self.hints.get(value, "")
        option["or"] = self.or_before is not None and value == self.or_before
        return option


class Radios(OptionsMixin, forms.RadioSelect):
    pass


class Checkboxes(OptionsMixin, forms.CheckboxSelectMultiple):
    pass


# -- Text ----------------------------------------------------------------------------------------------------------


class NameField(forms.CharField):
    """A person's name: any characters, and long."""

    def __init__(self, **kwargs: object):
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}))
        super().__init__(**kwargs)  # type: ignore[arg-type]


class LongTextField(forms.CharField):
    """Several lines, with a count of the characters left when it has a `max_length`."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **kwargs: object):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)  # type: ignore[arg-type]

    def to_python(self, value: object) -> str:
        """A browser sends a line break as two characters, and counts it as one."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


class PostcodeField(GBPostcodeField):
    """A full UK postcode in any spacing and case, answered as LS1 4AP."""

    default_error_messages = {
        "required": "Enter a postcode",
        "invalid": "Enter a full UK postcode, like LS1 4AP",
    }

    def __init__(self, **kwargs: object):
        attrs = {"autocomplete": "postal-code", "class": "govuk-input--width-10", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: object) -> str:
        return re.sub(r"[\s.()-]+", "", super().to_python(value))


def check_phone_is_possible(number: PhoneNumber) -> None:
    """Long enough and not too long. Whether a number is in use changes too often to turn anybody away for it."""
    if not phonenumbers.is_possible_number(number):
        raise ValidationError(PhoneField.default_error_messages["invalid"], code="invalid")


class PhoneField(PhoneNumberField):
    """A phone number as people write it, kept in its international form."""

    default_validators = [check_phone_is_possible]
    default_error_messages = {
        "required": "Enter a phone number",
        "invalid": "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192",
    }

    def __init__(self, **kwargs: object):
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "tel", "class": "govuk-input--width-20", "type": "tel"})

    def to_python(self, value: object) -> PhoneNumber | str:
        number = super().to_python(value)
        if number:
            number.raw_input = number.as_e164  # what the database keeps of a number it does not know
        return number


# -- Files ---------------------------------------------------------------------------------------------------------


class DocumentField(forms.FileField):
    """A document of at most so many bytes, answered as a `Document`. The view has to take files (core/uploads.py)."""

    default_error_messages = {
        "empty": documents.EMPTY,
        "too_big": "This file is bigger than %(most)d\u00a0MB. Save it as PDF with smaller pictures, then choose it.",
    }

    def __init__(self, *, most: int, otherwise: str, **kwargs: object):
        self.most, self.otherwise = most, otherwise
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": documents.ENDINGS}))
        super().__init__(**kwargs)  # type: ignore[arg-type]

    def to_python(self, data: object) -> documents.Document | None:  # type: ignore[override]
        file = super().to_python(data)  # type: ignore[arg-type]
        if file is None:
            return None
        if file.size > self.most:
            words = self.error_messages["too_big"]
            raise ValidationError(words, code="too_big", params={"most": self.most // MEGABYTE})
        content = file.read()
        try:
            kind = documents.recognise(content)
        except Refused as refusal:
            raise ValidationError(str(refusal), code="refused") from None
        return documents.Document(kind, documents.clean_name(file.name or "", kind, otherwise=self.otherwise), content)


# -- Dates ---------------------------------------------------------------------------------------------------------


class DateParts(forms.MultiWidget):
    """A date in separate boxes. A subclass names them."""

    parts: tuple[str, ...] = ()

    def __init__(self, attrs: dict | None = None):
        super().__init__({part: forms.TextInput(attrs={"inputmode": "numeric"}) for part in self.parts}, attrs)

    def decompress(self, value: dt.date | None) -> list[object]:
        return [getattr(value, part) for part in self.parts] if value else [""] * len(self.parts)

    def wrong_parts(self, errors: ErrorList) -> list[int]:
        """Which boxes to mark. An error that does not say is about all of them."""
        wrong: set[str] = set()
        for error in errors.as_data():
            wrong.update((error.params or {}).get("parts", self.parts))
        return [index for index, part in enumerate(self.parts) if part in wrong]


class DayMonthYear(DateParts):
    parts = ("day", "month", "year")


class DayMonthYearTime(DateParts):
    """An instant on a clock in the UK. One at midnight is shown as the end of a day where it is something's end."""

    parts = ("day", "month", "year", "time")
    is_end = False

    def decompress(self, value: dt.date | None) -> list[object]:
        if not isinstance(value, dt.datetime):
            return super().decompress(None)
        shown, clock = to_uk(value), f"{to_uk(value):%H:%M}"
        if self.is_end and clock == "00:00":
            shown, clock = shown - dt.timedelta(days=1), "24:00"
        return [shown.day, shown.month, shown.year, clock]


class MonthYear(DateParts):
    parts = ("month", "year")


class UKDateField(forms.Field):
    """Day, month and year in three boxes. `subject` begins its messages: "Date your break started must …"."""

    widget: type[DateParts] = DayMonthYear
    default_error_messages = {"required": "Enter a date"}

    def __init__(self, *, subject: str = "The date", **kwargs: object):
        self.subject = subject
        super().__init__(**kwargs)  # type: ignore[arg-type]

    def to_python(self, value: dt.date | Sequence[str] | None) -> dt.date | None:
        if value is None or isinstance(value, dt.date):
            return value
        typed = dict(zip(self.widget.parts, (str(part or "").strip() for part in value), strict=False))
        missing = [part for part in self.widget.parts if not typed.get(part)]
        if len(missing) == len(self.widget.parts):
            return None
        if missing:
            self.refuse(f"{self.subject} must include a {' and '.join(missing)}", missing)
        return self.read(typed)

    def read(self, typed: dict[str, str]) -> dt.date:
        numbers = {part: read_part(part, text) for part, text in typed.items()}
        unreadable = [part for part, number in numbers.items() if number is None]
        if unreadable:
            self.refuse(f"{self.subject} must be a real date", unreadable)
        if len(typed["year"]) != 4:
            self.refuse(f"{self.subject} must have a year of 4 numbers, like 2019", ["year"])
        if numbers["year"] not in YEARS:
            self.refuse(f"{self.subject} must have a year between {YEARS[0]} and {YEARS[-1]}", ["year"])
        try:
            return dt.date(**{"day": 1, **numbers})  # type: ignore[arg-type]
        except ValueError:
            self.refuse(f"{self.subject} must be a real date", ["day"])

    def refuse(self, message: str, parts: Sequence[str]) -> NoReturn:
        raise ValidationError(message.replace("%", "%%"), code="invalid", params={"parts": parts})


class UKInstantField(UKDateField):
    """Day, month, year and time in the UK, answered as an instant. 24:00 is the end of the day, 0:00 its start."""

    widget = DayMonthYearTime
    default_error_messages = {"required": "Enter a date and a time"}

    def __init__(self, *, is_end: bool = False, **kwargs: object):
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.widget.is_end = is_end  # type: ignore[attr-defined]

    def read(self, typed: dict[str, str]) -> dt.datetime:
        day = super().read({part: text for part, text in typed.items() if part != "time"})
        clock = read_clock(typed["time"])
        if clock is None:
            self.refuse(f"{self.subject} must have a time, like 9am, 17:30 or 24:00 for the end of the day", ["time"])
        if clock == (24, 0):
            return end_of_uk_day(day)
        instant = uk_instant(day, *clock)
        if (to_uk(instant).hour, to_uk(instant).minute) != clock:
            self.refuse(f"{self.subject} cannot be then: clocks go forward that night. Choose 2am or later", ["time"])
        return instant


class MonthField(UKDateField):
    """A month and a year, answered as the first day of that month."""

    widget = MonthYear


def read_part(part: str, text: str) -> int | None:
    """The number typed, or meant: a month may be written as jan or January."""
    if text.isdecimal() and len(text) <= 4:
        number = int(text)
        return number if part != "month" or 1 <= number <= 12 else None
    if part == "month" and len(text) >= 3:
        names = [name.lower() for name in calendar.month_name]
        return next((number for number, name in enumerate(names) if name.startswith(text.lower())), None)
    return None


def read_clock(text: str) -> tuple[int, int] | None:
    """Hour and minute of 9am, 5.30 pm, 17:30, midday or 24:00. Midnight says too little: it has two ends."""
    if text.lower() in ("midday", "noon"):
        return 12, 0
    found = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*([ap])?\.?(?:m\.?)?", text.lower())
    if not found or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0) if 1 <= hour <= 12 else 99
    return (hour, minute) if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else None
