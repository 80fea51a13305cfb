"""What the portal holds on a person beside their apps: holds, and that they were erased. And how long accounts last."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from core.privacy import Fact, Holding, Keep, NotPersonal, Purpose, Retention, by_account
from core.uktime import uk_date
from notifications.outbox import letter_url
from portal.models import DoomedFile, Erasure, LegalHold, RetentionRun
from returners.models import Application
from returners.personal_data import NAME_DELETED


def unused_accounts() -> QuerySet:
    """Of people who are no staff and of whose applications nothing is kept by name.

    Not everybody has ever signed in: callers need not, and an address at sign-up may have been a stranger's.
    """
    named = Application.objects.filter(person=OuterRef("pk")).exclude(full_name=NAME_DELETED)
    unused = User.objects.filter(is_active=True, role_grants=None).exclude(Exists(named))
    return unused.annotate(used_at=Coalesce("last_login", "date_joined"))


def about_to_close(person: User, last_day: dt.date) -> dict[str, Any]:
    return {
        "to": person.email,
        "person": person,
        "template": "portal/email/account_ends",
        "context": {"name": person.name, "last_day": uk_date(last_day), "url": letter_url(reverse("account_login"))},
    }


RETENTION = [
    Retention(
        "account",
        "Your account",
        "after you last signed in, or until you close it",
        period=36,
        lowest=12,
        highest=84,
        rows=unused_accounts,
        since="used_at",
        person="pk",
        warning=about_to_close,
    ),
]

HOLDINGS = [
    Holding(
        model=Erasure,
        title="That your data were deleted",
        whose=by_account("account"),
        links="account",
        facts=[Fact("person_hash how at", "that an account was emptied, when, and who asked", Purpose.SECURITY)],
        plain="repeated_at written_at last_letter",
        retention="trail",
        erasure=Keep("It proves that we deleted the data, and names nobody."),
    ),
    Holding(
        model=LegalHold,
        title="That we must keep your data for now",
        whose=by_account("person"),
        links="person",
        facts=[Fact("why placed_at lifted_at", "that a legal question is open, and since when", Purpose.SECURITY)],
        actors="placed_by lifted_by",
        retention="account",
    ),
    NotPersonal(DoomedFile, plain="field name"),
    NotPersonal(RetentionRun, plain="kind rule day started_at finished_at count"),
]
