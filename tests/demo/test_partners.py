"""Employers and their events in the demonstration world."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.places import Status
from core.regions import Region, regions_of
from demo.employers import EMPLOYERS, NAMED, PROSPECTS
from demo.partners import CONTACT, CONTACT_AT
from demo.practising import HOSTS
from employers.models import Milestone, Organisation, ReturnerProgramme, SupportRequest
from events.models import Attendee, Booking, Certificate, Event, Feedback
from tests.conftest import sign_in
from tests.counting import miscounted

pytestmark = pytest.mark.django_db

FIVE = {Region.NORTH_EAST, Region.NORTH_WEST, Region.YORKSHIRE, Region.EAST_MIDLANDS, Region.WEST_MIDLANDS}


def insight(town):
    return Event.objects.get(kind=Event.Kind.INSIGHT, venue__town=town)


def test_seats_of_every_event_are_counted_right(built):
    for event in Event.objects.all():
        assert not miscounted(event.pools.get(), Booking)


def test_leeds_is_over_and_most_came(built):
    leeds = insight("Leeds")
    here = leeds.attendees.filter(arrived_at__isnull=False)

    assert leeds.is_over(timezone.now())
    assert here.count() > leeds.attendees.count() / 2
    assert here.filter(booking=None).count() == 1
    assert leeds.attendees.filter(arrived_at=None, booking__status=Status.CONFIRMED).exists()
    assert leeds.bookings.filter(status=Status.CANCELLED).count() == 2


def test_leeds_was_praised_by_some_of_those_who_were_asked(built):
    invites = insight("Leeds").feedback_invites
    answered = Feedback.objects.of_event(insight("Leeds"))

    assert 5 < answered.count() < invites.count()
    assert answered.exclude(published_at=None).get().quote == "Very good event. Excellent speakers."


def test_liverpool_is_full_and_people_wait(built):
    pool = insight("Liverpool").pools.get()

    assert pool.free == 0
    assert pool.waiting >= 5


def test_birmingham_and_the_online_event_can_be_booked(built):
    online = Event.objects.get(kind=Event.Kind.INSIGHT, online=True)
    for event in (insight("Birmingham"), online):
        assert event.is_bookable(timezone.now())
        assert event.pools.get().free > 0
    assert {event.followed_by for event in map(insight, ["Leeds", "Liverpool", "Birmingham"])} == {online}


def test_training_has_been_finished_by_some_and_can_be_booked_again(built):
    coming = Event.objects.filter(kind=Event.Kind.TRAINING, starts_at__gt=timezone.now())

    assert Certificate.objects.count() == 4
    assert Milestone.objects.filter(step=Milestone.Step.TRAINED).count() == 4
    assert set(coming.values_list("module__position", flat=True)) == {1, 2, 3, 4}


def test_employers_lie_in_the_five_regions_and_say_when_they_are_invented(built):
    organisations = Organisation.objects.exclude(name__in=HOSTS).prefetch_related("sites")
    found = {site.region for organisation in organisations for site in organisation.sites.all()}

    assert len(EMPLOYERS) == organisations.count() == 30
    assert found == FIVE
    named = {employer.name for employer in NAMED}
    assert all(o.name in named or o.name.endswith("(invented)") for o in organisations)
    assert all(site.region in regions_of(site.postcode) for o in organisations for site in o.sites.all())


def test_prospects_have_a_source_and_have_done_nothing(built):
    prospects = Organisation.objects.filter(name__in=PROSPECTS)

    assert prospects.count() == len(PROSPECTS)
    assert all(organisation.source and organisation.found_on for organisation in prospects)
    assert not Milestone.objects.filter(organisation__in=prospects).exists()


def test_everybody_who_came_to_leeds_has_a_name(built):
    assert not Attendee.objects.filter(event=insight("Leeds"), arrived_at__isnull=False, name="").exists()


def test_contact_sees_her_organisation_and_what_it_asked(built):
    contact = User.objects.get(email=CONTACT)
    organisation = Organisation.objects.get(name=CONTACT_AT)

    page = sign_in(Client(), contact).get(reverse("portal:organisation_home", args=[organisation.uuid]))

    assert CONTACT_AT in page.text
    assert set(SupportRequest.objects.values_list("status", flat=True)) == {"open", "answered"}
    assert all(request.subject in page.text for request in SupportRequest.objects.all())


def test_register_has_programmes_of_several_regions(built):
    assert {region for row in ReturnerProgramme.objects.all() for region in row.regions} > {Region.YORKSHIRE}
