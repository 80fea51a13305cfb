"""Somebody follows their sessions in a calendar of their own, by an address that they can renew."""

import datetime as dt
import uuid

from django.db import transaction

from accounts.models import User
from core import audit
from participation.models import CalendarFeed


@transaction.atomic
def renew_feed(person: User, *, at: dt.datetime) -> CalendarFeed:
    """A new address. What follows the old one finds nothing from now on."""
    with audit.acting(by=person):
        feed, _ = CalendarFeed.objects.update_or_create(person=person, defaults={"key": uuid.uuid4(), "made_at": at})
    return feed


@transaction.atomic
def end_feed(person: User) -> None:
    with audit.acting(by=person):
        CalendarFeed.objects.filter(person=person).delete()
