"""The forms of small groups."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from participation.models import GroupMember
from tests.conftest import sign_in
from tests.factories.participation import GroupMemberFactory
from tests.inputs.form import Scene, Typed
from tests.queries.growing import manager_of
from tests.typed import day


def forming() -> tuple[Client, GroupMember]:
    """A manager, and somebody in a group who does not know it."""
    member = GroupMemberFactory(untold=True)
    return sign_in(Client(), manager_of(member.group.cohort.programme)), member


def in_a_group() -> tuple[Client, GroupMember]:
    member = GroupMemberFactory()
    return sign_in(Client(), member.enrolment.person), member


def of(name: str) -> Callable[[GroupMember], str]:
    def where(member: GroupMember) -> str:
        cohort = member.enrolment.cohort
        return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug])

    return where


def moving(member: GroupMember) -> str:
    cohort = member.enrolment.cohort
    return reverse("participation:group_move", args=[cohort.programme.slug, cohort.slug, member.enrolment.uuid])


def planning() -> tuple[Client, GroupMember]:
    """A manager, and somebody who knows their group, in a cohort that runs for long."""
    days = {f"group__cohort__{name}": "2099-01-01" for name in ("ends_on", "follow_on_ends_on")}
    member = GroupMemberFactory(**days)
    return sign_in(Client(), manager_of(member.group.cohort.programme)), member


def meetings(member: GroupMember) -> str:
    cohort = member.group.cohort
    return reverse("participation:group_meetings", args=[cohort.programme.slug, cohort.slug, member.group.uuid])


DAYS = {**day("first_on", 2091), **day("last_on", 2091, month=12), "starts": "10am", "minutes": "60"}

SCENES: dict[str, Scene] = {"forming groups": forming, "in a group": in_a_group, "planning meetings": planning}

FORMS: dict[str, Typed] = {
    "GroupPlanForm": Typed(
        "forming groups", of("group_settings"), {"least": "4", "most": "8", "at_once": "2", "mon": "mon-school"}
    ),
    "PressForm": Typed("forming groups", of("group_tell"), {"seen": "0123456789abcdef"}),
    "GroupMoveForm": Typed("forming groups", moving, {"group": "mon-school", "is_locked": "on"}),
    "MeetingDaysForm": Typed("planning meetings", meetings, DAYS, method="get"),
    "MeetingsForm": Typed(
        "planning meetings",
        lambda member: f"{meetings(member)}?{urlencode(DAYS)}",
        {
            "title": "Your small group",
            "is_core": "on",
            "place": "1 High Street, Leeds",
            "join_url": "https://meet.example.org/ours",
        },
    ),
    "GroupShareForm": Typed("in a group", of("group_share"), {"shares_email": "on", "phone": "01632 960 001"}),
}
BASES: set[str] = set()
