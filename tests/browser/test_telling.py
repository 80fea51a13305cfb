"""Somebody with a place tells the rest in small steps, leaves half way and comes back on another device."""

from collections.abc import Callable

import pytest

from cohorts.models import Enrolment
from returners.models import Application, Profile, WorkRole
from tests.browser.conftest import WAYS
from tests.browser.visitor import Visitor
from tests.factories.core import SkillFactory
from tests.factories.profiles import ProfileFactory


@pytest.fixture
def confirmed(live_server) -> Application:
    for group, name in (("technology", "Networks"), ("technology", "Testing"), ("topic", "Confidence")):
        SkillFactory(group=group, name=f"{name} today")
    return ProfileFactory(application__cohort__programme__name="STEM ReCharge").application


@pytest.mark.parametrize("way", ["phone", "without-scripts"])
def test_parent_with_a_place_tells_the_rest_on_two_devices(
    new_visitor: Callable[..., Visitor], confirmed: Application, way: str
):
    phone = new_visitor(**WAYS[way]).is_signed_in_as(confirmed.person)
    phone.open(f"/applications/{confirmed.uuid}/").press("Tell us more")
    tell_experience(phone)
    tell_skills(phone)

    desk = new_visitor().is_signed_in_as(confirmed.person)
    desk.open("/my/").sees("You have done 2 of 5 sections for STEM ReCharge.").press("Tell us more")
    tell_availability(desk)
    tell_wishes(desk)

    desk.sees("Thank you. You have told us everything we ask for.", "Monday: evening", "Confidence today")
    assert Enrolment.objects.get().availability == ["mon-evening"]
    assert Profile.objects.get().has_told_all_roles
    assert WorkRole.objects.get().employer == "Acme"


def tell_experience(parent: Visitor) -> None:
    """A wrong answer first, which leads to the field; then two roles, one of which goes again."""
    parent.follow("Your experience").fill(job_title="Tester", employer="Acme", start_month="9", start_year="2010")
    parent.pick("occupation", "IT quality or testing professional").press("Save and continue")
    parent.sees_error("Enter when you left, or tick that you still work there")
    parent.fill(end_month="3", end_year="2018").press("Save and continue")
    parent.sees("September 2010 to March 2018").choose("No, I would like to add another").press("Continue")
    parent.fill(job_title="Cook", employer="A café", start_month="1", start_year="2019").pick("occupation", "other")
    parent.choose("I still work there").press("Save and continue")
    parent.follow("Remove Cook, A café").press("Remove this role").sees("Cook at A café is removed.")
    parent.choose("Yes").press("Continue")


def tell_skills(parent: Visitor) -> None:
    parent.follow("Your skills").press("Save and continue")
    parent.sees_error("Tick the skills you have, or that you have none of these")
    parent.choose("Networks today").choose("Testing today").press("Save and continue")
    for skill in ("Networks today", "Testing today"):
        assert parent.heading == skill
        parent.fill(last_used="2018").choose("3: I could do it with some help").press("Save and continue")


def tell_availability(parent: Visitor) -> None:
    parent.follow("When you can take part")
    monday = parent.page.get_by_role("group", name="Monday", exact=True)
    parent.tick(monday.get_by_role("checkbox", name="Evening", exact=True))
    parent.choose("No, these times are for term time only").press("Save and continue")


def tell_wishes(parent: Visitor) -> None:
    parent.follow("The work you would like").choose("Part time: fewer than 35 hours a week").choose("From home")
    parent.choose("I need to work from home").choose("A returnship").press("Save and continue")
    parent.follow("Help you would like").choose("Confidence today").fill(hopes="To find my feet.")
    parent.press("Save and continue")
