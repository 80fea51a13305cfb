"""Who may be about to drift away, and is worth a call: rules, each one query however many people there are.

They are for kindness and decide nothing. Nobody is told that they are on a list, and nothing is stored that says so.
"""

import datetime as dt

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cohorts.models import Enrolment
from core.calendar import uk_day
from core.places import Status
from participation.models import Attendance, FollowUp, Session

IN_A_ROW = 2
# For so long people may still catch up, and be called about it.
AFTER_THE_END = dt.timedelta(days=28)
# An offer nobody has opened is worth a call from so long before it ends.
OFFER_ENDS_WITHIN = dt.timedelta(days=2)


def missed_in_a_row(enrolments: QuerySet, at: dt.datetime) -> QuerySet:
    """Those who take part and missed the last two core sessions of which anything is said of them.

    Whoever was excused has told us: such a session speaks neither for them nor against them. One they caught up with
    counts as if they had been there. Those called off, and those before they joined, are left out. Once somebody has
    been in touch about the last one missed (`last_missed`), that is done until they miss another. Some weeks after the
    last day of a cohort, nobody drifts away from it any more.
    """
    said = Attendance.objects.filter(
        enrolment=OuterRef("pk"),
        session__is_core=True,
        session__status=Session.Status.PLANNED,
        # As `Enrolment.joined_at`.
        session__starts_at__gte=Coalesce(OuterRef("moved_from__ended_at"), OuterRef("signed_at")),
    )
    said = said.exclude(status=Attendance.Status.EXCUSED).order_by("-session__starts_at", "-session_id")
    in_touch = FollowUp.objects.filter(enrolment=OuterRef("pk"), session=OuterRef("last_missed"))
    return (
        enrolments.filter(status=Enrolment.Status.ACTIVE, cohort__ends_on__gte=uk_day(at) - AFTER_THE_END)
        .alias(latest=ArraySubquery(said.values("status")[:IN_A_ROW]))
        .filter(latest=[Attendance.Status.ABSENT] * IN_A_ROW)
        .annotate(last_missed=Subquery(said.values("session")[:1]))
        .exclude(Exists(in_touch))
    )


def offers_not_opened(places: QuerySet, at: dt.datetime) -> QuerySet:
    """Offers that end soon, and whose person has not looked at them in the portal."""
    ends_soon = places.filter(status=Status.OFFERED, offer_expires_at__lte=at + OFFER_ENDS_WITHIN)
    return ends_soon.filter(offer_seen_at=None)
