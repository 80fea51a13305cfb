"""What staff know of organisations: one that has come far, one that looks like it, and a prospect."""

import datetime as dt

from django.utils import timezone

from employers import actions
from employers.models import Milestone
from tests.browser.world.place import World
from tests.factories.employers import ContactFactory
from tests.factories.events import BookingFactory, EventFactory


def add(world: World) -> None:
    now, by, known = timezone.now(), world.people["manager"], world.organisations["cummins"]
    found = {"source": "Its website", "found_on": now.date() - dt.timedelta(days=90)}
    facts = {"sector": "manufacturing", "size": "large", "website": "https://www.cummins.example"}
    actions.change_organisation(known, by=by, at=now, **facts, **found)
    actions.add_site(known, town="Darlington", postcode="DL1 4PW", region="North East", by=by)
    actions.add_site(known, town="Huddersfield", postcode="HD1 6RA", region="Yorkshire and The Humber", by=by)
    actions.add_note(known, text="They take people back part-time.\nRing again in spring.", by=by, at=now)
    ContactFactory(organisation=known, known=True, name="Ben Ashworth", email="ben@cummins.example")
    for step in (Milestone.Step.INVITED, Milestone.Step.ATTENDED):
        actions.record_milestone(known, step, programme=world.programme, on=now.date(), what="Insight Event, Leeds")
    BookingFactory(organisation=known, event=EventFactory(programme=world.programme, title="Insight Event, Leeds"))
    twin = actions.open_by_domain(email="jo@cummins-uk.example", name="Jo", organisation_name="Cummins Ltd", at=now)
    assert twin
    bare = actions.add_organisation(by=by, at=now, name="Northern Water", kind="employer", **found)
    world.organisations |= {"twin": twin, "bare": bare}
