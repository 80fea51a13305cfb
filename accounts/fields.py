"""An email address as the portal keeps it: lower case, so that one address is one person however it is typed."""

from django.db import models


class LowerEmailField(models.EmailField):
    def to_python(self, value):
        value = super().to_python(value)
        return value.lower() if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value.lower() if isinstance(value, str) else value
