"""What somebody presses about is deleted by a colleague at that very moment: they are told so, and no page breaks."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from events.models import EventMessage, Trainee
from tests.conftest import sign_in
from tests.events.training import come, series_of_two
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import ContactFactory, OrganisationFactory, SupportRequestFactory
from tests.factories.events import EventFactory, ModuleFactory, SpeakerFactory
from tests.factories.participation import SessionFactory
from tests.parallel import blocked
from tests.typed import NEW_EVENT

pytestmark = pytest.mark.django_db(transaction=True)


class Pressed(NamedTuple):
    """Where, what it is about and is deleted, which row an action of it holds first, and what is typed."""

    url: str
    about: Any
    held: Any
    given: dict[str, str] = {}


def a_message(name: str) -> Pressed:
    event = EventFactory()
    message = EventMessage.objects.create(event=event, subject="Sockets", text="Bring them", made_at=event.made_at)
    given = {"audience": "live", "subject": "Changed", "text": "Changed"}
    return Pressed(reverse(f"events:message_{name}", args=[event.uuid, message.uuid]), message, message, given)


def a_module(name: str) -> Pressed:
    module = ModuleFactory()
    url = reverse(f"events:module_{name}", args=[module.series.uuid, module.pk])
    return Pressed(url, module, module.series, {"name": "Changed"})


def an_event_of_a_module() -> Pressed:
    module = ModuleFactory()
    given = {**NEW_EVENT, "kind": "training", "module": str(module.pk)}
    return Pressed(reverse("events:event_create"), module, module.series, given)


def a_speaker() -> Pressed:
    speaker = SpeakerFactory()
    url = reverse("events:speaker_change", args=[speaker.event.uuid, speaker.pk])
    return Pressed(url, speaker, speaker.event.pools.get(), {"name": "Changed"})


def a_question(name: str, **state: Any) -> Pressed:
    asked = SupportRequestFactory(**state)
    return Pressed(reverse(f"employers:support_{name}", args=[asked.uuid]), asked, asked)


def a_domain() -> Pressed:
    organisation = OrganisationFactory(domain="cummins.example")
    domain = organisation.domains.get()
    return Pressed(reverse("employers:domain_remove", args=[organisation.uuid, domain.pk]), organisation, organisation)


def material_of_a_module() -> Pressed:
    module = ModuleFactory()
    url = reverse("events:module_material_add", args=[module.series.uuid, module.pk])
    return Pressed(url, module, module.series, {"title": "Slides", "link": "https://example.org/slides"})


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (partial(a_message, "send"), "This message has been deleted."),
        (partial(a_message, "delete"), "This message has been deleted."),
        (partial(a_message, "change"), "This message has been deleted."),
        (partial(a_module, "up"), "This module has been removed."),
        (partial(a_module, "change"), "This module has been removed."),
        (an_event_of_a_module, "This module has been removed."),
        (material_of_a_module, "This module has been removed."),
        (a_speaker, "has been removed from this event."),
        (partial(a_question, "shut"), "This has been deleted."),
        (partial(a_question, "reopen", closed=True), "This has been deleted."),
        (a_domain, "has been removed, or merged"),
    ],
)
def test_what_is_gone_by_the_time_of_the_press_is_said_to_be_gone(make: Callable[[], Pressed], words: str):
    officer = sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))
    pressed = make()

    answer = answered_while_gone(officer, pressed)

    assert answer.status_code == 200
    assert words in answer.text


def test_a_contact_who_closes_a_question_that_is_gone_is_told_so():
    member = ContactFactory()
    asked = SupportRequestFactory(organisation=member.organisation, asked_by=member.person)

    answer = answered_while_gone(
        sign_in(Client(), member.person), Pressed(reverse("employers:support_close", args=[asked.uuid]), asked, asked)
    )

    assert "This has been deleted." in answer.text


def test_a_trainee_whose_check_in_was_undone_is_not_renamed():
    first, _ = series_of_two()
    come(first, email="ada@example.org")
    trainee = Trainee.objects.get()
    url = reverse("events:trainee_name", args=[trainee.uuid])
    officer = sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))

    answer = answered_while_gone(officer, Pressed(url, trainee, trainee, {"name": "Ada Lovelace"}))

    assert "their check-in was undone" in answer.text


def test_a_leader_who_shares_something_for_a_session_that_is_gone_is_told_so():
    session = SessionFactory(led=True)
    url = reverse("participation:leading_material_add", args=[session.uuid])
    given = {"title": "Slides", "link": "https://example.org/slides"}

    answer = answered_while_gone(sign_in(Client(), session.leader), Pressed(url, session, session, given))

    assert "This session has been removed." in answer.text


def answered_while_gone(client: Client, pressed: Pressed) -> Any:
    """The page that comes of a press which waited for what a colleague was deleting."""
    model: type[Model] = type(pressed.held)
    with transaction.atomic():
        model._default_manager.select_for_update().get(pk=pressed.held.pk)
        waiting = blocked(partial(client.post, pressed.url, pressed.given, follow=True))
        pressed.about.delete()
    return waiting.result(timeout=20)
