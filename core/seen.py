"""A press does what its page had shown, or the page is shown again: see `core.errors.SeenOtherwise`."""

import hashlib
from typing import Any

from django import forms

from core.forms import PortalForm


def mark_of(*what: object) -> str:
    """The same for the same things, another for others: short enough to go with a page and come back with a press."""
    return hashlib.sha256(repr(what).encode(errors="replace")).hexdigest()[:16]


class SeenForm(PortalForm):
    """`seen`: the mark of what this page shows. `shown`: that of the page from which this was sent."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, seen: str, initial: dict[str, Any] | None = None):
        self.shown = data.get("seen", "") if data is not None else ""
        if data is not None:
            data = data.copy()
            data["seen"] = seen
        super().__init__(data, initial={**(initial or {}), "seen": seen})

    def is_now(self, seen: str) -> None:
        """What the page shows has changed since this was made of it: the next press is about that."""
        data: Any = self.data  # a copy of what was sent, see above
        data["seen"] = seen

    @property
    def is_stale(self) -> bool:
        """Whether it was sent from a page that showed something else."""
        return self.is_bound and self.shown != self.data["seen"]
