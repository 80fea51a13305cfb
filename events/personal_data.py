"""What we hold on the people who book events and come to them."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from core.privacy import (
    NOWHERE,
    Anonymise,
    Fact,
    Holding,
    Keep,
    NotPersonal,
    Purpose,
    Retention,
    by_account,
    by_address,
    by_address_alone,
    either_way,
)
from events.models import Attendee, Booking, DayLink, Event, Module, Pool, Press, Series, Speaker, Supporter, Venue

NAME_DELETED = "Name deleted"


def bookings_with_a_name() -> QuerySet:
    return Booking.objects.exclude(name=NAME_DELETED)


RETENTION = [
    Retention(
        "booking",
        "An event you booked, and whether you came",
        "after the event",
        period=24,
        lowest=6,
        highest=84,
        rows=bookings_with_a_name,
        since="event__ends_at",
        person="booker",
    ),
    Retention("needs", "What you need at an event and what you eat", "deleted 30 days after the event"),
]

HOLDINGS = [
    NotPersonal(Venue, plain="uuid name street town postcode region access"),
    NotPersonal(Series, plain="uuid programme name slug summary about is_public"),
    NotPersonal(Module, plain="series position name about"),
    NotPersonal(
        Event,
        plain="uuid programme kind module title slug summary about who_for starts_at ends_at venue online join_link"
        " party_limit booking_closes_at offer_hours status cancelled_why sequence edition made_at published_at",
        actors="made_by",
    ),
    NotPersonal(Supporter, plain="event position name website"),
    NotPersonal(
        Pool,
        plain="event mode capacity allowance waiting_limit freed_as_offer let_smaller_pass taken waiting last_position"
        " last_joined_at",
    ),
    # The public page names them: as long as the event is shown, so is their name.
    NotPersonal(Speaker, plain="event position name role about"),
    Holding(
        model=Booking,
        title="Events you booked",
        whose=either_way(by_account("booker"), by_address_alone("email", account="booker")),
        links="booker",
        facts=[
            Fact("event pool seats status position ahead", "the event, and for how many you booked", Purpose.EVENTS),
            Fact("name email phone", "your name and how to reach you", Purpose.EVENTS),
            Fact("organisation_name organisation", "the organisation you come from", Purpose.EVENTS),
            Fact(
                "joined_at pending_until offered_at offer_expires_at closed_at address_confirmed_at",
                "when you booked, and what became of it",
                Purpose.EVENTS,
            ),
        ],
        plain="uuid request_key",
        retention="booking",
        erasure=Anonymise(
            {
                "name": NAME_DELETED,
                "email": Concat(Value("deleted-"), Cast("uuid", CharField()), Value(NOWHERE)),
                "phone": "",
            },
            kept="event pool seats status position ahead organisation_name organisation joined_at pending_until"
            " offered_at offer_expires_at closed_at address_confirmed_at",
            why="We count who came to events, by organisation.",
        ),
    ),
    Holding(
        model=Attendee,
        title="Events you are named for",
        whose=either_way(
            by_account("booking__booker"),
            by_address_alone("booking__email", account="booking__booker"),
            by_address("email"),
        ),
        facts=[
            Fact("event booking position arrived_at walked_in", "the event, and whether you came", Purpose.EVENTS),
            Fact(
                "name email organisation_name",
                "your name, and your address and organisation if they were given",
                Purpose.EVENTS,
            ),
            Fact("access_needs diet", "what you need at the event and what you eat", Purpose.EVENTS),
        ],
        plain="uuid",
        retention="booking needs",
        erasure=Anonymise(
            {"name": NAME_DELETED, "email": "", "access_needs": "", "diet": ""},
            kept="event booking position organisation_name arrived_at walked_in",
            why="We count who came to events, by organisation.",
        ),
        # Whose booking it is, its past does not say.
        history=by_address("email"),
    ),
    Holding(
        model=Press,
        title="When you were checked in",
        whose=either_way(
            by_account("attendee__booking__booker"),
            by_address_alone("attendee__booking__email", account="attendee__booking__booker"),
            by_address("attendee__email"),
        ),
        facts=[Fact("event attendee what changed at", "when you were checked in at the door", Purpose.EVENTS)],
        plain="key link",
        actors="by",
        retention="booking",
        erasure=Keep("It holds nothing but times: whose they were, went with the name."),
    ),
    # A helper's first name at most, as staff wrote it down; the link opens nothing after the event's day.
    NotPersonal(DayLink, plain="uuid event name made_at taken_back_at", actors="made_by taken_back_by"),
]
