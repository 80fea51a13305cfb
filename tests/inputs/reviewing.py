"""The forms of those who read applications."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from selection.models import Review
from tests.conftest import sign_in
from tests.factories.selection import ReviewFactory
from tests.inputs.form import Typed
from tests.selection.writing import typed


def reviewer() -> tuple[Client, Review]:
    """Somebody with an application to read."""
    review = ReviewFactory()
    return sign_in(Client(), review.reviewer.person), review


def own_page(review: Review) -> str:
    return reverse("selection:reviewer_change", args=[review.reviewer.programme.slug])


SCENES: dict[str, Callable[[], Any]] = {"reviewer": reviewer}

FORMS: dict[str, Typed] = {
    "ReviewForm": Typed(
        "reviewer",
        lambda review: reverse("selection:review_read", args=[review.uuid]),
        typed(3, 2, 4, flags="unclear", note="Look at this"),
    ),
    "ReviewerForm": Typed("reviewer", own_page, {"employers": "A council", "most": "12", "is_away": "on"}),
}
