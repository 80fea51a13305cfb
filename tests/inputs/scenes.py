"""People around an application, for the forms of several apps. What each form is about is the application."""

from django.test import Client
from django.utils import timezone

from cohorts.actions import make_manager
from returners import actions
from returners.models import Application
from tests.conftest import sign_in
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory
from tests.factories.returners import ApplicationFactory

Scene = tuple[Client, Application]


def draft(**answers: object) -> Scene:
    """Whoever applies, on the way."""
    application = ApplicationFactory(**answers)
    return sign_in(Client(), application.person), application


def sent(**answers: object) -> Scene:
    """Whoever applied, with a place unless they answered otherwise."""
    client, application = draft(**answers)
    return client, actions.submit(application, at=timezone.now())


def manager() -> Scene:
    """A manager, and an application that waits for them."""
    application = actions.submit(ApplicationFactory(situation="studying"), at=timezone.now())
    person = ProgrammeManagerFactory()
    make_manager(application.programme, person=person)
    return sign_in(Client(), person), application


def administrator() -> Scene:
    return sign_in(Client(), AdministratorFactory()), ApplicationFactory()
