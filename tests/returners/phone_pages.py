"""The pages of an application by phone."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from returners import actions
from tests.factories.returners import PhoneDraftFactory

DAY = dt.timedelta(days=1)
CALLER = {"full_name": "Amina Hussain", "email": "amina@example.org", "phone": "07700 900123"}


def page_of(draft, name, *args):
    return reverse(f"returners:phone_{name}", args=[draft.application.uuid, *args])


def link(draft, name="confirm"):
    draft.refresh_from_db()
    return reverse(f"returners:phone_{name}", args=[draft.token])


def start(client, cohort, **given):
    return client.post(reverse("returners:phone_start"), {**CALLER, "cohort": cohort.pk, **given})


def sent(cohort, **answers):
    """Everything written down, and the link with the caller for an hour."""
    draft = PhoneDraftFactory(application__cohort=cohort, **answers)
    return actions.send_to_confirm(draft, by=draft.taken_by, at=timezone.now() - dt.timedelta(hours=1))


def confirm(client, draft):
    shown = client.get(link(draft)).context["shown"]
    return client.post(link(draft), {"shown": shown})
