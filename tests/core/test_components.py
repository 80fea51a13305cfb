"""The pieces that pages are made of. Undefined variables fail, so each is drawn with its least and its most."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Role
from core.templatetags import page

AT = dt.datetime(2023, 7, 3, 9, tzinfo=dt.UTC)


def draw(name, /, **args):
    """As a page does it: every argument by name, and `only`."""
    given = " ".join(f"{arg}={arg}" for arg in args)
    source = f'{{% include "components/{name}.html" {"with " + given if given else ""} only %}}'
    html = " ".join(engines["django"].from_string(source).render(args).split())
    assert "UNDEFINED" not in html
    return html


def test_status_tag():
    assert draw("status_tag", label="Open") == '<strong class="govuk-tag">Open</strong>'
    assert draw("status_tag", label="Open", colour="teal") == '<strong class="govuk-tag govuk-tag--teal">Open</strong>'


def test_summary_list_says_what_a_link_changes_and_what_is_missing():
    html = draw(
        "summary_list",
        rows=[
            {"key": "Name", "value": "Amina <b>", "url": "/name/", "change": "your name"},
            {"key": "Phone", "value": None},
            {"key": "Days", "value": ["Monday", "Friday"], "url": "/days/", "action": "Add"},
            {"key": "Seats", "value": 0},
        ],
    )

    assert "Amina &lt;b&gt;" in html
    assert 'Change<span class="govuk-visually-hidden"> your name</span>' in html
    assert 'Add<span class="govuk-visually-hidden"> days</span>' in html
    assert "Not provided" in html
    assert re.search("Monday ?<br> Friday", html)
    assert html.count("Not provided") == 1


def test_summary_list_as_a_card():
    html = draw("summary_list", rows=[{"key": "Name", "value": "A"}], title="Contact", card_url="/contact/")

    assert '<h2 class="govuk-summary-card__title">Contact</h2>' in html
    assert 'href="/contact/"' in html


def test_summary_list_keeps_room_for_links_only_where_there_are_some():
    name, phone = {"key": "Name", "value": "A"}, {"key": "Phone", "value": "B", "url": "/phone/"}

    assert "no-actions" not in draw("summary_list", rows=[name])
    assert draw("summary_list", rows=[name, phone]).count("no-actions") == 1


def test_task_list_links_what_can_be_opened():
    html = draw(
        "task_list",
        name="apply",
        tasks=[
            {"title": "Contact", "status": "Completed", "url": "/c/", "hint": "Carried over"},
            {"title": "Strand", "status": "Not yet started", "url": "/s/"},
            {"title": "Region", "status": "There is a problem", "url": "/r/"},
            {"title": "Declare", "status": "Cannot start yet"},
        ],
    )

    assert 'aria-describedby="apply-1-hint apply-1-status"' in html
    assert html.count("<a ") == 3
    assert html.count("govuk-tag--teal") == 1
    assert html.count("govuk-tag--red") == 1


def test_timeline_tells_past_present_and_future():
    html = draw(
        "timeline",
        events=[
            {"title": "You applied", "when": AT},
            {"title": "Accept", "by": AT, "state": "now", "text": "Please", "url": "/offer/", "link": "See your offer"},
            {"title": "It starts", "on": AT.date(), "state": "next"},
        ],
    )

    assert "Monday 3 July 2023 at 10am<" in html
    assert "Monday 3 July 2023<" in html
    assert "By <time" in html
    assert 'portal-timeline__state">now' in html
    assert "(still to come)" in html


@pytest.mark.parametrize(
    ("level", "heading", "role"),
    [("success", "Done", "alert"), ("error", "This could not be done", "alert"), ("info", "Important", "status")],
)
def test_message(level, heading, role):
    html = draw("message", text="It is saved", level=level, number=1)

    assert heading in html
    assert f'role="{role}"' in html


def test_table_takes_text_links_tags_and_numbers():
    html = draw(
        "table",
        caption="Cohort",
        head=["Name", {"text": "Rank", "number": True}, "Status", "Since"],
        rows=[[{"text": "Amina", "url": "/1/"}, {"text": 0, "number": True}, {"tag": "Offered"}, "1 July"]],
    )

    assert re.search(r'<th scope="row"[^>]*> <a class="govuk-link" href="/1/">Amina</a> </th>', html)
    assert re.search(r'<td role="cell"\s+data-label="Rank"[^>]*govuk-table__cell--numeric"> 0 </td>', html)
    assert '<strong class="govuk-tag">Offered</strong>' in html


def test_pagination_is_there_only_when_there_is_somewhere_to_go():
    assert draw("pagination", newer_url="", older_url="") == ""
    html = draw("pagination", newer_url="", older_url="?before=9")
    assert 'rel="next"' in html
    assert 'rel="prev"' not in html


def test_progress_is_told_in_words_too():
    html = draw("progress_bar", label="Places taken", value=32, max=60)

    assert "32 of 60" in html
    assert 'aria-label="Places taken"' in html
    assert "all of them" in draw("progress_bar", label="Places", value=60, max=60, text="all of them")


def test_stat():
    assert "of 60" in draw("stat", value=32, of=60, label="places taken")
    assert 'href="/waiting/"' in draw("stat", value=0, label="waiting", url="/waiting/")


def test_button_post_is_a_form_with_a_token_and_a_button():
    html = draw("button_post", label="Withdraw", url="/w/", csrf_token="tok", style="warning", about="your application")

    assert '<form method="post" action="/w/"' in html
    assert 'value="tok"' in html
    assert 'govuk-button--warning"' in html
    assert 'Withdraw<span class="govuk-visually-hidden"> your application</span>' in html
    assert 'class="portal-link-button"' in draw("button_post", label="No", url="/n/", csrf_token="tok", style="link")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("back_link", {"url": "/"}),
        ("banner", {"text": "You have an offer", "name": "offer"}),
        ("banner", {"text": "In", "name": "in", "success": True, "title": "Good", "url": "/", "link": "See"}),
        ("breadcrumbs", {"items": [{"label": "Cohorts", "url": "/"}, {"label": "Autumn"}]}),
        ("button", {"label": "Go", "url": "/"}),
        ("button", {"label": "Start", "url": "/", "style": "start"}),
        ("card", {"title": "STEM", "url": "/"}),
        ("card", {"title": "STEM", "url": "/", "text": "T", "tag": "Open", "colour": "teal", "meta": ["60 places"]}),
        ("details", {"summary": "Why", "text": "Because"}),
        ("empty_state", {"title": "Nothing", "text": "Yet", "url": "/", "link": "Add"}),
        ("hero", {"title": "Come back", "text": "With us"}),
        ("hero", {"title": "Come back", "text": "With us", "url": "/", "link": "Check", "note": "Two minutes"}),
        ("inset", {"text": "A <b>"}),
        ("panel", {"title": "Sent"}),
        ("panel", {"title": "Sent", "text": "Your reference number", "strong": "RP-1"}),
        ("warning", {"text": "Careful"}),
    ],
)
def test_every_other_piece_draws_with_its_least_and_its_most(name, args):
    html = draw(name, **args)

    for value in args.values():
        if isinstance(value, str) and "<" not in value:
            assert value in html


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_pages_for_the_worst_moments_need_nothing(name):
    html = render_to_string(name)

    assert "UNDEFINED" not in html
    assert html.count("<h1") == 1
    assert "– Returner Portal</title>" in html


def test_pages_bring_no_script_or_style_of_their_own():
    html = render_to_string("500.html")

    assert "<style" not in html
    assert " style=" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('<script type="module" src=')


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/120 Safari/537.36 Edg/120", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Safari/604", "Safari on an iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537", "Chrome on an Android device"),
        ("curl/8", "A browser on an unknown device"),
    ],
)
def test_browser_says_what_its_owner_would(user_agent, words):
    assert page.browser(user_agent) == words


# -- The menu ------------------------------------------------------------------------------------------------------

VISITOR = SimpleNamespace(is_authenticated=False)


def somebody(*, has_applied=False, is_contact=False, is_reviewer=False, is_session_leader=False, is_mentor=False):
    return SimpleNamespace(
        is_authenticated=True,
        is_on_the_team=False,
        is_contact=is_contact,
        is_reviewer=is_reviewer,
        is_session_leader=is_session_leader,
        is_mentor=is_mentor,
        has_applied=has_applied,
    )


RETURNER = somebody()


def staff(role, *, has_applied=False, is_mentor=False):
    return SimpleNamespace(
        is_authenticated=True,
        is_on_the_team=True,
        is_programme_manager=role == Role.PROGRAMME_MANAGER,
        is_events_officer=role == Role.EVENTS_OFFICER,
        is_administrator=role == Role.ADMINISTRATOR,
        is_reviewer=role == Role.REVIEWER,
        is_session_leader=role == Role.SESSION_LEADER,
        is_contact=False,
        is_mentor=is_mentor,
        has_applied=has_applied,
    )


STAFF, PARTNERS = ["Inbox", "Search"], ["Events", "Organisations"]
KEPT = ["Programmes", "People", "Letters", "Data", "Equality"]
MANAGER, ADMINISTRATOR, OFFICER = map(staff, (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR, Role.EVENTS_OFFICER))


def menu(user, path="/nowhere/"):
    return page.menu({"request": SimpleNamespace(path=path), "user": user})["items"]


@pytest.mark.parametrize(
    ("user", "labels"),
    [
        (VISITOR, ["Programmes", "Events", "Sign in"]),
        (RETURNER, ["Programmes", "Events", "My page", "My account"]),
        (somebody(is_contact=True), ["Programmes", "Events", "My organisation", "My account"]),
        (somebody(is_reviewer=True), ["Programmes", "Events", "Reviews", "My account"]),
        (somebody(is_session_leader=True), ["Programmes", "Events", "Sessions", "My account"]),
        (
            somebody(is_session_leader=True, is_reviewer=True),
            ["Programmes", "Events", "Reviews", "Sessions", "My account"],
        ),
        (
            somebody(is_reviewer=True, has_applied=True),
            ["Programmes", "Events", "Reviews", "My page", "My account"],
        ),
        (
            somebody(is_contact=True, has_applied=True),
            ["Programmes", "Events", "My page", "My organisation", "My account"],
        ),
        (somebody(is_mentor=True), ["Programmes", "Events", "Mentoring", "My account"]),
        (
            somebody(is_mentor=True, is_contact=True, has_applied=True),
            ["Programmes", "Events", "Mentoring", "My page", "My organisation", "My account"],
        ),
        (OFFICER, [*STAFF, *PARTNERS, "My account"]),
        (MANAGER, [*STAFF, "Applications", "Cohorts", "Decisions", *PARTNERS, "Audit trail", "My account"]),
        (
            ADMINISTRATOR,
            [*STAFF, "Decisions", *PARTNERS, *KEPT, "Audit trail", "My account"],
        ),
        (
            staff(Role.PROGRAMME_MANAGER, has_applied=True),
            [*STAFF, "Applications", "Cohorts", "Decisions", *PARTNERS, "Audit trail", "My page", "My account"],
        ),
        (
            staff(Role.EVENTS_OFFICER, is_mentor=True),
            [*STAFF, *PARTNERS, "Mentoring", "My account"],
        ),
    ],
)
def test_the_menu_offers_what_the_person_may_do(user, labels):
    assert [item["label"] for item in menu(user)] == labels


def test_the_menu_marks_the_page_or_the_closest_section():
    inbox, applications = reverse("reporting:inbox"), reverse("returners:application_list")

    assert marked(menu(MANAGER, inbox)) == {"Inbox": "page"}
    assert marked(menu(MANAGER, f"{applications}7/")) == {"Applications": "true"}
    assert marked(menu(MANAGER, "/staff/places/7/")) == {"Cohorts": "true"}
    assert marked(menu(MANAGER, "/staff/programmes/a/mentors/")) == {"Cohorts": "true"}
    assert marked(menu(RETURNER, "/applications/0/tasks/")) == {"My page": "true"}
    assert marked(menu(VISITOR, "/")) == {"Programmes": "page"}
    assert marked(menu(VISITOR, "/somewhere/")) == {}


def marked(items):
    return {item["label"]: item["current"] for item in items if item["current"]}
