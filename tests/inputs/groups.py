"""The forms of small groups."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from participation.models import GroupMember
from tests.conftest import sign_in
from tests.factories.participation import GroupMemberFactory
from tests.inputs.form import Scene, Typed
from tests.queries.growing import manager_of


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


SCENES: dict[str, Scene] = {"forming groups": forming, "in a group": in_a_group}

FORMS: dict[str, Typed] = {
    "GroupPlanForm": Typed(
        "forming groups", of("group_settings"), {"least": "4", "most": "8", "at_once": "2", "mon": "mon-school"}
    ),
    "PressForm": Typed("forming groups", of("group_tell"), {"seen": "0123456789abcdef"}),
    "GroupMoveForm": Typed("forming groups", moving, {"group": "mon-school", "is_locked": "on"}),
    "GroupShareForm": Typed("in a group", of("group_share"), {"shares_email": "on", "phone": "01632 960 001"}),
}
BASES: set[str] = set()
