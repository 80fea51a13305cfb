"""The pages of an application, and drafts to send."""

import datetime as dt

from django.urls import reverse

from tests.factories.returners import ApplicationFactory

SECOND = dt.timedelta(seconds=1)


def url(name, application, *args):
    return reverse(f"returners:{name}", args=[application.uuid, *args])


def draft(client, **kwargs):
    return ApplicationFactory(person=client.user, **kwargs)
