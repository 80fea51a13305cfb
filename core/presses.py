"""A press that reaches us twice: without a script nothing keeps anybody from pressing again while a page loads."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from core.errors import Refused

Row = TypeVar("Row", bound=Model)


class KeyField(forms.UUIDField):
    """Made with the page, so that what is sent twice from one page is made `once`. Left out, it is another press."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, initial=uuid.uuid4)

    def clean(self, value: Any) -> uuid.UUID:
        return super().clean(value) or uuid.uuid4()


def once(rows: QuerySet[Row], key: uuid.UUID, make: Callable[[], Row]) -> Row:
    """The row that `make` saves with this key as its uuid; pressed again, even at the same moment, the same row.

    `rows` are those that whoever pressed may have made: the key of another row is refused.
    """
    if made := rows.filter(uuid=key).first():
        return made
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        if made := rows.filter(uuid=key).first():
            return made
        if not rows.model._base_manager.filter(uuid=key).exists():
            raise
    raise Refused("This could not be sent. Open the page again, and send it once more.")
