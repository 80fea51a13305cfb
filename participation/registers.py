"""The register of a session: who is on it, and what it says of each."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cohorts.models import Enrolment
from participation.models import Attendance, Session, SupportNeeds


@dataclass(frozen=True)
class Line:
    enrolment: Enrolment
    attendance: Attendance | None

    @property
    def status(self) -> str:
        return self.attendance.status if self.attendance else ""

    @property
    def said_so(self) -> bool:
        """Whether they told us themselves that they could not come."""
        return self.attendance is not None and self.attendance.is_own_excuse


def people_of(session: Session) -> QuerySet[Enrolment]:
    """Who is on the register: those who came to it when it began, and whoever it names already.

    Also who has begun a break, left or completed since: a register may be kept days later.
    """
    began = session.starts_at
    expected = [session.people().joined_by(began), session.meant_for().joined_by(began).left_after(began)]
    named = session.attendances.values("enrolment")
    on_it = Q(pk__in=named)
    for people in expected:
        on_it |= Q(pk__in=people.values("pk"))
    return Enrolment.objects.filter(on_it).select_related("person")


def with_register(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Each with whether somebody has begun its register (`has_register`)."""
    kept = Attendance.objects.filter(session=OuterRef("pk")).exclude(status=Attendance.Status.EXCUSED)
    return sessions.annotate(has_register=Exists(kept))


def with_own_status(sessions: QuerySet[Session], enrolment: Enrolment) -> QuerySet[Session]:
    """Each with what its register says of one person (`own_status`): nothing, until somebody has said something."""
    own = Attendance.objects.filter(session=OuterRef("pk"), enrolment=enrolment)
    return sessions.annotate(own_status=Subquery(own.values("status")[:1]))


def lines_of(session: Session) -> list[Line]:
    said = {attendance.enrolment_id: attendance for attendance in session.attendances.all()}
    people = people_of(session).order_by("person__name", "pk")
    return [Line(enrolment, said.get(enrolment.pk)) for enrolment in people]


def summary(lines: list[Line]) -> str:
    """9 of 10 people were there."""
    there = sum(line.status in Attendance.COUNT for line in lines)
    unmarked = sum(not line.status for line in lines)
    said = f"{there} of {len(lines)} {'person was' if len(lines) == 1 else 'people were'} there."
    if unmarked:
        said += f" {unmarked} {'is' if unmarked == 1 else 'are'} not marked yet."
    return said


def expected(lines: list[Line]) -> int:
    """How many come: whoever told us that they cannot is not among them."""
    return sum(not line.said_so for line in lines)


def shared_needs(session: Session) -> QuerySet[SupportNeeds]:
    """What would help those who come, of whoever lets leaders know."""
    shared = SupportNeeds.objects.filter(enrolment__in=session.people(), shared_at__isnull=False)
    return shared.select_related("enrolment__person").order_by("enrolment__person__name", "pk")


def own_excuse(enrolment: Enrolment, session: Session) -> Attendance | None:
    """What they told us themselves."""
    return session.attendances.filter(enrolment=enrolment).own_excuses().first()
