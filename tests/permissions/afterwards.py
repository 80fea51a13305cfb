"""The pages of what comes after an event, and of training."""

import uuid
from types import SimpleNamespace

from events import after_links
from events.models import FeedbackInvite
from tests.events.training import book_training, complete, series_of_two
from tests.factories.events import BookingFactory, EventFactory
from tests.factories.feedback import FeedbackFactory, FeedbackInviteFactory
from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Keys, Table
from tests.typed import SERIES_BOOKING

ROWS = """
page                              | methods  | about        | anonymous | contact | stranger | returner | officer | manager | foreign | administrator
events:feedback_give              | GET POST | asked        | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:feedback_thanks            | GET      | answered     | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:feedback_training          | GET POST | training offer | yes     | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:booking_again              | GET POST | did not come | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:event_follow_on            | GET POST | answered event | sign in | –       | –        | –        | yes     | yes     | –       | –
events:series_booking_create      | GET POST | public series | yes      | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:series_booking_create      | GET POST | private series | –       | –       | –        | –        | –       | –       | –       | –
events:series_booking_sent        | GET      | public series | yes      | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:series_booking_sent        | GET      | private series | –       | –       | –        | –        | –       | –       | –       | –
events:series_booking_manage      | GET      | training booked | yes    | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:series_booking_cancel      | GET POST | training booked | yes    | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:event_report               | GET      | answered event | sign in | –       | –        | –        | yes     | yes     | –       | yes
events:event_report_file          | GET      | answered event | sign in | –       | –        | –        | yes     | yes     | –       | yes
events:event_figures_file         | GET      | answered event | sign in | –       | –        | –        | yes     | yes     | –       | yes
events:quote_mark                 | GET POST | quote        | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:certificate_check          | GET      |              | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:certificate_detail         | GET      | certificate link | yes   | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:certificate_pdf            | GET      | certificate link | yes   | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:training_list              | GET      |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
events:series_progress            | GET      | series       | sign in   | –       | –        | –        | yes     | yes     | –       | yes
events:trainee_name               | GET POST | trainee      | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:trainee_certificate        | GET      | trainee      | sign in   | –       | –        | –        | yes     | yes     | –       | yes
"""
# What is sent to each form: something that would change something.
GIVEN: dict[str, dict] = {
    "events:trainee_name": {"name": "Changed"},
    "events:feedback_give": {"overall": "5"},
    "events:quote_mark": {"published": "yes"},
    "events:event_follow_on": {"event": ""},
    "events:series_booking_create": SERIES_BOOKING,
}
FIXED: dict[str, object] = {
    "events:event_report_file": {"kind": "csv"},
    "events:event_figures_file": {"kind": "csv"},
    "events:quote_mark": {"invite": uuid.UUID(int=0)},
    "events:feedback_training": {"uuid": uuid.UUID(int=0)},
}
# Opening these is written down: who looked at whom.
LOOKED_AT = {
    "events:event_report_file",
    "events:event_figures_file",
    "events:series_progress",
    "events:trainee_name",
    "events:trainee_certificate",
}


def certificate(world: SimpleNamespace):
    return complete(series_of_two(world.programme))


def certificate_link(world: SimpleNamespace) -> Keys:
    return {"token": after_links.certificate_url(certificate(world)).split("/")[-2]}


def asked(world: SimpleNamespace) -> FeedbackInvite:
    return FeedbackInviteFactory(event__programme=world.programme)


def answered(world: SimpleNamespace) -> FeedbackInvite:
    return FeedbackFactory(invite=asked(world), quote="Very good event.", quote_use="unnamed").invite


def feedback_link(invite: FeedbackInvite) -> Keys:
    return {"token": after_links.feedback_url(invite).split("/")[-2]}


def quote(world: SimpleNamespace) -> Keys:
    invite = answered(world)
    return {"uuid": invite.event.uuid, "invite": invite.uuid}


def training_offer(world: SimpleNamespace) -> Keys:
    session, _ = series_of_two(world.programme)
    return {**feedback_link(answered(world)), "uuid": session.module.series.uuid}


def did_not_come(world: SimpleNamespace) -> Keys:
    follows = EventFactory(programme=world.programme, venue=None, online=True)
    booking = BookingFactory(event__programme=world.programme, event__followed_by=follows)
    return {"token": after_links.rebook_url(booking).split("/")[-2]}


def training_booked(world: SimpleNamespace) -> Keys:
    return {"token": after_links.training_url(book_training(series_of_two(world.programme))).split("/")[-2]}


ABOUT: About = {
    **around_an_organisation.ABOUT,
    "asked": lambda world: feedback_link(asked(world)),
    "answered": lambda world: feedback_link(answered(world)),
    "answered event": lambda world: {"uuid": answered(world).event.uuid},
    "quote": quote,
    "training offer": training_offer,
    "did not come": did_not_come,
    "public series": lambda world: {"slug": series_of_two(world.programme)[0].module.series.slug},
    "private series": lambda world: {"slug": series_of_two(world.programme, is_public=False)[0].module.series.slug},
    "training booked": training_booked,
    "certificate link": certificate_link,
    "series": lambda world: {"uuid": certificate(world).trainee.series.uuid},
    "trainee": lambda world: {"uuid": certificate(world).trainee.uuid},
}

# What was taken by one person's press is there when the next looks: made once, it is answered with the same.
QUIET = {"events:event_follow_on"}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
