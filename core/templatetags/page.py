"""Tags for the frame of a page: the menu and the list of errors at its top."""

import re
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.urls import reverse

from core.forms import DateParts

register = template.Library()

EVENTS = ("Events", "events:event_list")
REVIEWS = ("Reviews", "selection:review_list")
LEADING = ("Sessions", "participation:leading_list")
MENTORING = ("Mentoring", "mentoring:mentor_home")
MY_APPLICATION = ("My page", "portal:my_home")
MY_ORGANISATION = ("My organisation", "portal:my_organisation")
MY_ACCOUNT = ("My account", "accounts:my_account")
DECISIONS = ("Decisions", "selection:round_list")
MANAGER_MENU = (
    ("Applications", "returners:application_list"),
    ("Cohorts", "returners:cohort_list"),
    DECISIONS,
)
PARTNERS_MENU = (("Events", "events:staff_event_list"), ("Organisations", "employers:organisation_list"))
ADMINISTRATOR_MENU = (
    ("Programmes", "cohorts:programme_list"),
    ("People", "accounts:person_list"),
    ("Letters", "reporting:letter_list"),
    ("Data", "portal:retention_list"),
    ("Equality", "reporting:equality_list"),
)
AUDIT_TRAIL = ("Audit trail", "portal:trail_list")
# Pages of a section whose addresses do not begin like its own.
SECTIONS = {
    "/applications/": "portal:my_home",
    "/reviewer/": "selection:review_list",
    "/staff/places/": "returners:cohort_list",
    "/staff/placements/": "returners:cohort_list",
    "/staff/mentoring/": "returners:cohort_list",
    "/staff/people/": "accounts:person_list",
    "/staff/support/": "employers:organisation_list",
    "/staff/joining/": "employers:organisation_list",
    "/staff/register/": "employers:organisation_list",
}
OF_A_COHORT = re.compile(r"/staff/programmes/[^/]+/(cohorts/[^/]+/.|mentor)")
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
DEVICES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android device"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)


@register.inclusion_tag("components/menu.html", takes_context=True)
def menu(context: dict) -> dict[str, object]:
    """The links at the top for whoever is looking, the one marked that leads to this page or to its section."""
    path = in_its_section(context["request"].path)
    items = [{"label": label, "url": reverse(name)} for label, name in menu_for(context["user"])]
    around = [
        item["url"] for item in items if item["url"] == path or (item["url"] != "/" and path.startswith(item["url"]))
    ]
    # Sections lie inside one another (/staff/, /staff/cohorts/): the closest is meant.
    closest = max(around, key=len, default="")
    for item in items:
        item["current"] = "" if item["url"] != closest else "page" if closest == path else "true"
    return {"items": items}


def in_its_section(path: str) -> str:
    if OF_A_COHORT.match(path):
        return reverse("returners:cohort_list") + path[1:]
    return next((reverse(name) + path[1:] for start, name in SECTIONS.items() if path.startswith(start)), path)


def menu_for(user: Any) -> list[tuple[str, str]]:
    if not user.is_authenticated:
        return [("Programmes", "portal:home"), EVENTS, ("Sign in", "account_login")]
    if not user.is_on_the_team:
        return [("Programmes", "portal:home"), EVENTS, *own_pages(user), MY_ACCOUNT]
    links = [("Inbox", "reporting:inbox"), ("Search", "reporting:search"), *decisions(user)]
    if user.is_programme_manager or user.is_events_officer or user.is_administrator:
        links += PARTNERS_MENU
    if user.is_administrator:
        links += ADMINISTRATOR_MENU
    if user.is_administrator or user.is_programme_manager:
        links.append(AUDIT_TRAIL)
    links += helping(user)
    if user.has_applied:
        links.append(MY_APPLICATION)
    if user.is_contact:
        links.append(MY_ORGANISATION)
    return [*links, MY_ACCOUNT]


def decisions(user: Any) -> list[tuple[str, str]]:
    """What managers decide; administrators read what came of it."""
    if user.is_programme_manager:
        return list(MANAGER_MENU)
    return [DECISIONS] if user.is_administrator else []


def helping(user: Any) -> list[tuple[str, str]]:
    """What somebody does for programmes without being of their team, or beside it."""
    does = {REVIEWS: user.is_reviewer, LEADING: user.is_session_leader, MENTORING: user.is_mentor}
    return [page for page, is_theirs in does.items() if is_theirs]


def own_pages(user: Any) -> list[tuple[str, str]]:
    """Of somebody who is no member of staff: whoever is here for something else alone has no application."""
    if helps := helping(user):
        applied = [MY_APPLICATION] if user.has_applied else []
        return [*helps, *applied, *([MY_ORGANISATION] if user.is_contact else [])]
    if not user.is_contact:
        return [MY_APPLICATION]
    return [MY_APPLICATION, MY_ORGANISATION] if user.has_applied else [MY_ORGANISATION]


@register.filter
def error_links(form: BaseForm) -> list[dict[str, object]]:
    """Every error of the form in the order of its fields, each with the id of the control that mends it."""
    fields = [form[name] for name in form.fields]
    first = next((first_id(field) for field in fields if not field.is_hidden), "")
    links: list[dict[str, object]] = [{"target": first, "text": text} for text in form.non_field_errors()]
    for field in fields:
        target = "" if field.is_hidden else first_id(field)
        links += [{"target": target, "text": text} for text in field.errors]
    return links


@register.filter
def first_id(field: BoundField) -> str:
    """The id of the first control, or of the first wrong part of a date."""
    if isinstance(field.field.widget, DateParts) and field.errors:
        return f"{field.auto_id}_{field.field.widget.wrong_parts(field.errors)[0]}"
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def lines(value: object) -> list[object]:
    """A value of a summary list as the lines to show: none, one, or one for each item of a list."""
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value is None or value == "" else [value]


@register.filter
def changeable(rows: list[dict[str, object]]) -> bool:
    """Whether a summary list has any link, and so needs room for them."""
    return any(row.get("url") for row in rows)


@register.filter
def browser(user_agent: str) -> str:
    """Which browser on which device, as its owner would say. Edge claims to be Chrome too, and Chrome Safari."""
    program = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    device = next((name for sign, name in DEVICES if sign in user_agent), "an unknown device")
    return f"{program} on {device}"


@register.filter
def labelled(row: list[object], head: list[object]) -> list[tuple[object, object]]:
    """The cells of a row, each with the words at the head of its column."""
    words = [cell["text"] if isinstance(cell, dict) else cell for cell in head]
    return list(zip(words, row, strict=True))
