"""Somebody whose place is confirmed, with a browser of theirs."""

from django.test import Client
from django.utils import timezone

from returners import actions
from returners.models import Application
from tests.conftest import sign_in
from tests.factories.returners import ApplicationFactory


def confirmed(**kwargs) -> tuple[Application, Client]:
    application = actions.submit(ApplicationFactory(**kwargs), at=timezone.now())
    agreement = application.programme.text("agreement")
    actions.accept(application.places.get(), agreement=agreement, signed_name="Amina Hussain", at=timezone.now())
    return application, sign_in(Client(), application.person)
