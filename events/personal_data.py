"""What we hold on the people who book events and come to them."""

import datetime as dt

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from core.privacy import (
    NOWHERE,
    Anonymise,
    Delete,
    Fact,
    Holding,
    Keep,
    NotPersonal,
    Purpose,
    Retention,
    Subject,
    Whose,
    by_account,
    by_address,
    by_address_alone,
    either_way,
)
from employers.personal_data import hold_organisations
from events.actions import cancel_booking
from events.models import (
    Attendee,
    Booking,
    Certificate,
    DayLink,
    Event,
    EventChange,
    EventMessage,
    Feedback,
    FeedbackInvite,
    Material,
    Module,
    Pool,
    Press,
    Series,
    SeriesBooking,
    Speaker,
    Supporter,
    Trainee,
    Venue,
)

NAME_DELETED = "Name deleted"


def bookings_with_a_name() -> QuerySet:
    return Booking.objects.exclude(name=NAME_DELETED)


def series_bookings() -> QuerySet:
    return SeriesBooking.objects.all()


def feedback_of_somebody() -> QuerySet:
    return FeedbackInvite.objects.exclude(email__endswith=NOWHERE)


def trainees() -> QuerySet:
    return Trainee.objects.all()


# The address of a row that is kept without its person.
DELETED_ADDRESS = Concat(Value("deleted-"), Cast("uuid", CharField()), Value(NOWHERE))


def walk_ins() -> QuerySet:
    return Attendee.objects.filter(booking=None).exclude(name=NAME_DELETED)


def leave(subject: Subject, *, at: dt.datetime) -> None:
    """Cancel what is still to come, so that the seats go to who waits next.

    It is one transaction: every pool first, then every organisation, as when two of them are merged.
    """
    live = Booking.objects.live().filter(whose_booking(subject), event__starts_at__gt=at)
    live = live.filter(event__status=Event.Status.PUBLISHED)
    list(Pool.objects.lock().filter(pk__in=live.values("pool")).order_by("pk"))
    hold_organisations(subject)
    for booking in live.order_by("pk"):
        cancel_booking(booking, at=at)


whose_booking = either_way(by_account("booker"), by_address_alone("email", account="booker"))


def asked_as_booker(invite: str = "") -> Whose:
    """What whoever booked was asked. What the others of the party say is theirs alone, found by their address."""
    return lambda subject: by_account(f"{invite}booking__booker")(subject) & Q(**{f"{invite}attendee__isnull": True})


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
    Retention(
        "walk-in",
        "An event you came to without a booking",
        "after the event",
        period=24,
        lowest=6,
        highest=84,
        rows=walk_ins,
        since="event__ends_at",
        person="booking__booker",
    ),
    Retention("needs", "What you need at an event and what you eat", "deleted 30 days after the event"),
    Retention(
        "series_booking",
        "Training you booked as a whole",
        "after you booked it",
        period=36,
        lowest=12,
        highest=84,
        rows=series_bookings,
        since="made_at",
        person="booker",
    ),
    Retention(
        "feedback",
        "What you said about an event, with your address",
        "after the event",
        period=12,
        lowest=3,
        highest=36,
        rows=feedback_of_somebody,
        since="event__ends_at",
        person="booking__booker",
    ),
    Retention(
        "training",
        "The training you took, and your certificate",
        "after you last came to a session",
        period=72,
        lowest=12,
        highest=120,
        rows=trainees,
        since="last_came_at",
        person="person",
    ),
]

HOLDINGS = [
    NotPersonal(Venue, plain="uuid name street town postcode region access"),
    NotPersonal(Series, plain="uuid programme name slug summary about is_public"),
    NotPersonal(Module, plain="series position name about"),
    NotPersonal(
        Event,
        plain="uuid programme kind module title slug summary about who_for starts_at ends_at venue online join_link"
        " party_limit booking_closes_at offer_hours status cancelled_why sequence edition made_at published_at"
        " followed_by",
        actors="made_by",
    ),
    NotPersonal(Material, plain="uuid event module title link file name kind size added_at", actors="added_by"),
    NotPersonal(EventChange, plain="event sequence moved made_at", actors="made_by"),
    NotPersonal(EventMessage, plain="uuid event audience subject text made_at sent_at", actors="made_by sent_by"),
    NotPersonal(Supporter, plain="event position name website"),
    NotPersonal(
        Pool,
        plain="event mode capacity allowance waiting_limit freed_as_offer let_smaller_pass taken waiting last_position"
        " last_joined_at",
    ),
    # The public page names them: as long as the event is shown, so is their name.
    NotPersonal(Speaker, plain="event position name role about"),
    Holding(
        model=SeriesBooking,
        title="Training you booked as a whole",
        whose=either_way(by_account("booker"), by_address_alone("email", account="booker")),
        links="booker",
        facts=[
            Fact("series made_at", "the training you booked, and when", Purpose.EVENTS),
            Fact("name email organisation_name", "your name, your address and where you work", Purpose.EVENTS),
        ],
        plain="uuid request_key",
        retention="series_booking",
        erasure=Delete(),
    ),
    Holding(
        model=Booking,
        title="Events you booked",
        whose=whose_booking,
        links="booker",
        facts=[
            Fact("event pool seats status position ahead", "the event, and for how many you booked", Purpose.EVENTS),
            Fact("name email phone", "your name and how to reach you", Purpose.EVENTS),
            Fact("series_booking", "the training you booked it with", Purpose.EVENTS),
            Fact("organisation_name organisation", "the organisation you come from", Purpose.EVENTS),
            Fact(
                "joined_at pending_until offered_at offer_expires_at closed_at address_confirmed_at needs_agreed_at",
                "when you booked, and what became of it",
                Purpose.EVENTS,
            ),
        ],
        plain="uuid request_key",
        retention="booking",
        erasure=Anonymise(
            {
                "name": NAME_DELETED,
                "email": DELETED_ADDRESS,
                "phone": "",
                "series_booking": None,
            },
            kept="event pool seats status position ahead organisation_name organisation joined_at pending_until"
            " offered_at offer_expires_at closed_at address_confirmed_at needs_agreed_at",
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
        retention="booking walk-in needs",
        erasure=Anonymise(
            {"name": NAME_DELETED, "email": "", "access_needs": "", "diet": ""},
            kept="event booking position organisation_name arrived_at walked_in",
            why="We count who came to events, by organisation.",
        ),
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
    Holding(
        model=FeedbackInvite,
        title="Events you were asked about",
        whose=either_way(asked_as_booker(), by_address("email")),
        facts=[Fact("event attendee booking email made_at", "the event, and where we asked you", Purpose.EVENTS)],
        plain="uuid",
        retention="feedback",
        erasure=Anonymise(
            {"email": DELETED_ADDRESS, "attendee": None, "booking": None},
            kept="event made_at",
            why="We count how many people answered, and how they liked an event.",
        ),
    ),
    Holding(
        model=Feedback,
        title="What you said about events",
        whose=either_way(asked_as_booker("invite__"), by_address("invite__email")),
        facts=[
            Fact("invite given_at overall speakers usefulness", "how you liked an event", Purpose.EVENTS),
            Fact("best better training", "what you told us about it", Purpose.EVENTS),
            Fact("quote quote_use quote_name published_at", "words that we may show to others", Purpose.STORIES),
        ],
        retention="feedback",
        erasure=Anonymise(
            {"best": "", "better": "", "quote": "", "quote_use": "", "quote_name": "", "published_at": None},
            kept="invite given_at overall speakers usefulness training",
            why="We count how many people answered, and how they liked an event.",
        ),
    ),
    Holding(
        model=Trainee,
        title="Training you took",
        whose=either_way(by_account("person"), by_address("email")),
        links="person",
        facts=[
            Fact("name email who organisation", "your name, your address and where you work", Purpose.EVENTS),
            Fact("series modules last_came_at", "what you have been to", Purpose.EVENTS),
        ],
        plain="uuid",
        retention="training",
        # Whose account it was, its past does not say.
        history=by_address("email"),
    ),
    Holding(
        model=Certificate,
        title="Your certificates",
        whose=either_way(by_account("trainee__person"), by_address("trainee__email")),
        facts=[
            Fact("trainee number completed_on issued_at revoked_at", "your certificate and its number", Purpose.EVENTS)
        ],
        plain="uuid",
        retention="training",
    ),
]
