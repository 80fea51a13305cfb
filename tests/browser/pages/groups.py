"""Small groups: what managers see of them, and what a member sees of theirs."""

import datetime as dt

from django.urls import reverse
from django.utils.http import urlencode

from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def of(name: str, state: str = "grouped") -> Path:
    def path(world: World) -> str:
        cohort = world.enrolments[f"{state} 0"].cohort
        return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug])

    return path


def move(number: int) -> Path:
    def path(world: World) -> str:
        enrolment = world.enrolments[f"grouped {number}"]
        cohort = enrolment.cohort
        return reverse("participation:group_move", args=[cohort.programme.slug, cohort.slug, enrolment.uuid])

    return path


def meetings(number: int, *, typed: bool = False, starts: str = "10am") -> Path:
    """Of a group, by its number; typed: with the days of its cohort's first weeks, or a time it cannot meet at."""

    def path(world: World) -> str:
        cohort = world.enrolments["grouped 0"].cohort
        group = cohort.groups.get(number=number)
        url = reverse("participation:group_meetings", args=[cohort.programme.slug, cohort.slug, group.uuid])
        last_on = cohort.starts_on + dt.timedelta(days=40)
        days = {**typed_day("first_on", cohort.starts_on), **typed_day("last_on", last_on)}
        return f"{url}?{urlencode({**days, 'starts': starts, 'minutes': '60'})}" if typed else url

    return path


def typed_day(name: str, day: dt.date) -> dict[str, int]:
    return {f"{name}_{part}": getattr(day, part) for part in ("day", "month", "year")}


def turn_sizes_round(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["manager"]).open(of("group_settings")(world))
    visitor.fill(least="9", most="3").press("Save the settings")


def mistype(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["grouped"]).open(of("group_share")(world))
    visitor.fill(phone="a lot").press("Save")


PAGES: list[Page] = [
    Page("participation:group_list", "manager", of("group_list")),
    Page("participation:group_list", "manager", of("group_list", "groupless"), state="none"),
    Page("participation:group_settings", "manager", of("group_settings")),
    Page("participation:group_settings", "manager", way=turn_sizes_round, state="wrong"),
    Page("participation:group_propose", "manager", of("group_propose")),
    Page("participation:group_propose", "manager", of("group_propose", "groupless"), state="first"),
    Page("participation:group_move", "manager", move(1)),
    Page("participation:group_move", "manager", move(9), state="none"),
    Page("participation:group_meetings", "manager", meetings(1)),
    Page("participation:group_meetings", "manager", meetings(1, typed=True), state="days"),
    Page("participation:group_meetings", "manager", meetings(1, typed=True, starts="9am"), state="wrong"),
    Page("participation:group_meetings", "manager", meetings(3), state="untold"),
    Page("participation:group_tell", "manager", of("group_tell")),
    Page("participation:group_tell", "manager", of("group_tell", "groupless"), state="none"),
    Page("participation:group_detail", "grouped", of("group_detail")),
    Page("participation:group_detail", "quiet member", of("group_detail"), state="quiet"),
    Page("participation:group_detail", "groupless", of("group_detail", "groupless"), state="none"),
    Page("participation:group_share", "grouped", of("group_share")),
    Page("participation:group_share", "grouped", way=mistype, state="wrong"),
]
NOT_PAGES: NotPages = {"participation:group_lock": "a press"}
