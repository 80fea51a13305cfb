"""A field that only forms about organisations have."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


class DomainField(forms.CharField):
    """What stands behind the @, also where somebody pastes an address or the website."""

    default_error_messages = {
        "required": "Enter a mail domain, like example.com",
        "invalid": "Enter only what stands behind the @ in their addresses, like example.com",
    }

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("label", "Mail domain")
        kwargs.setdefault(
            "help_text",
            "What stands behind the @ in their addresses, like example.com. Whoever confirms an address there belongs"
            " to the organisation.",
        )
        kwargs.setdefault("widget", forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none"}))
        super().__init__(max_length=253, **kwargs)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").lower()
        return re.sub(r"^[a-z]+://(www\.)?|[/?#].*$|^.*@", "", text)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not DOMAIN.fullmatch(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
