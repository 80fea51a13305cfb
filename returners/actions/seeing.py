"""An offer opened for the first time, in the portal: letters carry nothing that would tell."""

import datetime as dt

from core import audit
from returners.models import Place


def see_offer(place: Place, *, at: dt.datetime) -> None:
    """Its person is shown what is offered. The first time is kept, so that whoever has not seen it can be called.

    Opening a page may cause this, and nothing else: why is in docs/decisions/offers_opened.md.
    """
    if place.offer_seen_at or not place.is_on_offer(at):
        return
    with audit.acting(by=place.application.person):
        Place.objects.offered().filter(pk=place.pk, offer_seen_at=None).update(offer_seen_at=at)
