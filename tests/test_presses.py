"""Whatever is made with a form of employers, events and sessions is made once, however often its button is pressed."""

import re
from functools import partial
from uuid import uuid4

import pytest
from django.db.models import Model

from core.errors import Refused
from employers.actions import add_organisation
from employers.models import Contact, Domain, JoinRequest, Note, Organisation, Site
from events import actions
from events.models import DayLink, Event, EventMessage, Material, Module, Series, Speaker, Supporter, Venue
from participation.models import Expert, SessionMaterial
from tests.factories.accounts import UserFactory
from tests.factories.events import EventFactory
from tests.inputs import forms
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

# What each form makes. Questions to the team, bookings and presses at the door have tests of their own.
MADE: dict[str, type[Model]] = {
    "employers.NewOrganisationForm": Organisation,
    "employers.SiteForm": Site,
    "employers.DomainForm": Domain,
    "employers.NoteForm": Note,
    "employers.ContactInviteForm": Contact,
    "employers.JoinForm": JoinRequest,
    "events.EventForm": Event,
    "events.CopyForm": Event,
    "events.SpeakerForm": Speaker,
    "events.SupporterForm": Supporter,
    "events.SeriesForm": Series,
    "events.ModuleForm": Module,
    "events.MaterialForm": Material,
    "events.DayLinkForm": DayLink,
    "events.MessageForm": EventMessage,
    "participation.ExpertForm": Expert,
    "participation.SessionMaterialForm": SessionMaterial,
}
FORMS = {form.name: form for form in forms()}


def key_of(page) -> dict[str, str]:
    """As the page has it, hidden; nothing where a row is known by what it says."""
    return dict(re.findall(r'name="(key)" value="([^"]+)"', page.text))


@pytest.mark.parametrize("name", MADE)
def test_a_form_sent_twice_from_one_page_makes_one(name):
    form, rows = FORMS[name], MADE[name]._default_manager
    client, about = form.scene()
    url = form.typed.where(about)
    key = key_of(client.get(url))
    before = rows.count()

    answers = [form.send(client, url, **key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert rows.count() == before + 1


@pytest.mark.parametrize("name", ["events.EventForm", "events.CopyForm", "events.DayLinkForm"])
def test_a_page_opened_again_makes_another(name):
    form, rows = FORMS[name], MADE[name]._default_manager
    client, about = form.scene()
    url = form.typed.where(about)
    before = rows.count()

    for _ in range(2):
        form.send(client, url, **key_of(client.get(url)))

    assert rows.count() == before + 2


@pytest.mark.django_db(transaction=True)
def test_an_event_made_twice_at_the_same_moment_is_one_with_all_that_is_its():
    event, person, key = EventFactory(venue=None, online=True), UserFactory(), uuid4()
    venue = {
        "name": "Platform",
        "street": "New Station Street",
        "town": "Leeds",
        "postcode": "LS1 4JB",
        "access": "Lift",
    }
    given = {"seats": {"in person": 40}, "starts_at": event.starts_at, "ends_at": event.ends_at, "title": "Insight"}

    made = in_parallel(
        partial(
            actions.create,
            event.programme,
            by=person,
            at=event.made_at,
            key=key,
            venue=Venue(**venue),
            **given,
        )
        for _ in range(4)
    )

    assert len({one.pk for one in made}) == 1
    assert (made[0].pools.get().capacity, Venue.objects.count()) == (40, 1)


@pytest.mark.django_db(transaction=True)
def test_an_organisation_added_twice_at_the_same_moment_is_one():
    person, key = UserFactory(), uuid4()
    add = partial(add_organisation, by=person, at=person.date_joined, name="Cummins", key=key)

    made = in_parallel([add] * 4)

    assert {one.pk for one in made} == {Organisation.objects.get().pk}


def test_the_key_of_what_a_colleague_made_is_refused():
    theirs = EventFactory(made_by=UserFactory())
    again = partial(actions.copy, theirs, starts_at=theirs.starts_at, at=theirs.made_at, key=theirs.uuid)

    with pytest.raises(Refused, match="Open the page again"):
        again(by=UserFactory())

    assert Event.objects.get() == theirs
