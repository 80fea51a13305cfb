"""What the pages of a pair have in common."""

from typing import Any

from django.urls import reverse

from mentoring.own import Own


def about(own: Own) -> dict[str, Any]:
    """What every page of a pair shows."""
    return {
        "pair": own.pair,
        "seat": own.seat,
        "other": own.seat.other_name,
        "is_running": own.is_running,
        "pair_url": reverse("mentoring:pair_detail", args=[own.pair.uuid]),
    }
