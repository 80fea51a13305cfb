"""Several career breaks: added, changed and removed one by one, in the check and in an application alike."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import add_months
from returners.eligibility import MOST_BREAKS, Answers, Break, Reason, Situation
from returners.models import CareerBreak
from returners.question_forms import BreakForm, OneBreakForm
from returners.summary import summary
from tests.conftest import sign_in
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2023, 10, 1)
FIRST = {"reason": "childcare", "start_month": "3", "start_year": "2015", "end_month": "8", "end_year": "2016"}
SECOND = {"reason": "eldercare", "start_month": "9", "start_year": "2019", "end_month": "", "end_year": ""}
CHILDCARE = Break("childcare", dt.date(2015, 3, 1), dt.date(2016, 8, 1))
ELDERCARE = Break("eldercare", dt.date(2019, 9, 1))
GONE = "That break has been changed or removed since."


class InCheck:
    """Somebody who answers the eligibility check in their browser."""

    def __init__(self):
        self.client, self.programme = Client(), CohortFactory().programme
        for slug, answer in (("postcode", {"postcode": "LS6 3BN"}), ("work", {"situation": "not working"})):
            self.client.post(self.question(slug), answer)

    def question(self, slug):
        return reverse("returners:eligibility_question", args=[self.programme.slug, slug])

    def one(self, key):
        return reverse("returners:eligibility_break", args=[self.programme.slug, key])

    @property
    def breaks(self):
        return list(Answers.from_session(self.client.session["eligibility"]).breaks)


class InApplication:
    """Somebody with a draft that has no break on it yet."""

    def __init__(self):
        self.draft = ApplicationFactory(career_break=None, field="")
        self.client = sign_in(Client(), self.draft.person)

    def question(self, slug):
        return reverse("returners:application_question", args=[self.draft.uuid, slug])

    def one(self, key):
        return reverse("returners:application_break", args=[self.draft.uuid, key])

    @property
    def breaks(self):
        return [Break(b.reason, b.start, b.end) for b in CareerBreak.objects.filter(application=self.draft)]


@pytest.fixture(params=[InCheck, InApplication])
def teller(request, db):
    return request.param()


def tell_both(teller):
    teller.client.post(teller.question("break"), FIRST | {"another": "1"})
    return teller.client.post(teller.one("new"), SECOND)


def test_one_break_takes_one_page(teller):
    response = teller.client.post(teller.question("break"), FIRST)

    assert response.url == teller.question("field")
    assert teller.breaks == [CHILDCARE]
    page = teller.client.get(teller.question("break")).text
    assert 'value="2015"' in page
    assert "Your career breaks" not in page


def test_another_break_leads_to_the_list_of_both(teller):
    first = teller.client.post(teller.question("break"), FIRST | {"another": "1"})
    response = teller.client.post(first.url, SECOND)

    assert (first.url, response.url) == (teller.one("new"), teller.question("break"))
    assert teller.breaks == [CHILDCARE, ELDERCARE]
    page = teller.client.get(response.url).text
    assert "From March 2015 to August 2016" in page
    assert "From September 2019 to now" in page
    assert f'href="{teller.question("field")}"' in page


def test_break_is_changed_from_the_list(teller):
    tell_both(teller)
    there = teller.one(CHILDCARE.key)

    assert f'href="{there}"' in teller.client.get(teller.question("break")).text
    shown = teller.client.get(there).text
    response = teller.client.post(there, FIRST | {"end_year": "2017"})

    assert 'value="2016"' in shown
    assert response.url == teller.question("break")
    assert teller.breaks == [replace(CHILDCARE, end=dt.date(2017, 8, 1)), ELDERCARE]


def test_break_is_removed_by_a_press_and_not_by_looking(teller):
    tell_both(teller)
    there = teller.one(CHILDCARE.key)

    teller.client.get(there, {"remove": "1"})
    before = teller.breaks
    response = teller.client.post(there, {"remove": "1"})

    assert before == [CHILDCARE, ELDERCARE]
    assert teller.breaks == [ELDERCARE]
    assert "The break is removed." in teller.client.get(response.url).text


@pytest.mark.parametrize("sent", [{"remove": "1"}, SECOND, None])
def test_break_that_another_tab_has_removed_leads_to_the_list(teller, sent):
    tell_both(teller)
    there = teller.one(CHILDCARE.key)
    teller.client.post(there, {"remove": "1"})

    response = teller.client.post(there, sent) if sent else teller.client.get(there)

    assert response.url == teller.question("break")
    assert GONE in teller.client.get(response.url).text
    assert teller.breaks == [ELDERCARE]


def test_break_sent_twice_is_one_break(teller):
    """A double press, or the back button and Continue again."""
    tell_both(teller)

    again = teller.client.post(teller.one("new"), SECOND)

    assert again.url == teller.question("break")
    assert teller.breaks == [CHILDCARE, ELDERCARE]


def test_first_page_left_open_in_another_tab_loses_nothing(teller):
    tell_both(teller)

    response = teller.client.post(teller.question("break"), FIRST | {"end_year": "2017"})

    assert response.url == teller.question("break")
    assert teller.breaks == [CHILDCARE, replace(CHILDCARE, end=dt.date(2017, 8, 1)), ELDERCARE]


def test_another_break_without_a_first_begins_with_the_first(teller):
    assert teller.client.get(teller.one("new")).url == teller.question("break")
    assert teller.client.post(teller.one("new"), SECOND).url == teller.question("break")
    assert teller.breaks == []


def test_break_with_a_mistake_in_it_is_not_lost(teller):
    teller.client.post(teller.question("break"), FIRST | {"another": "1"})

    page = teller.client.post(teller.one("new"), SECOND | {"start_month": "13"}).text

    assert "The date you stopped must be a real date" in page
    assert 'value="2019"' in page
    assert teller.breaks == [CHILDCARE]


def test_breaks_come_to_an_end(teller):
    teller.client.post(teller.question("break"), FIRST | {"another": "1"})
    for year in range(2000, 2000 + MOST_BREAKS - 1):
        assert teller.client.post(teller.one("new"), FIRST | {"start_year": year, "end_year": year}).status_code == 302

    full = teller.client.get(teller.question("break")).text
    refused = teller.client.post(teller.one("new"), SECOND).text

    assert "Add another break" not in full
    assert f"You can tell us about {MOST_BREAKS} breaks. Remove one to add another" in full
    assert f"You can tell us about {MOST_BREAKS} breaks. Remove one to add another" in refused
    assert len(teller.breaks) == MOST_BREAKS


def test_break_page_of_somebody_who_is_asked_about_no_break_leads_on(teller):
    tell_both(teller)
    teller.client.post(teller.question("work"), {"situation": "working below skill level"})

    response = teller.client.post(teller.one("new"), FIRST)

    assert response.status_code == 302
    assert teller.breaks == []


def test_address_of_a_break_says_nothing_about_it(teller):
    tell_both(teller)

    page = teller.client.get(teller.question("break")).text

    addresses = set(re.findall(r'(?:href|action)="([^"]*/breaks/[^"]*)"', page))
    assert len(addresses) == 3
    assert not any(word in address for address in addresses for word in ("childcare", "2015", "2019", "eldercare"))


def test_break_of_somebody_else_does_not_exist():
    theirs = InApplication()
    tell_both(theirs)
    other = InApplication()

    assert other.client.get(theirs.one(CHILDCARE.key)).status_code == 404
    assert other.client.post(theirs.one(CHILDCARE.key), {"remove": "1"}).status_code == 404
    assert theirs.breaks == [CHILDCARE, ELDERCARE]


def test_break_of_an_application_that_was_sent_stays_as_it_is():
    teller = InApplication()
    tell_both(teller)
    teller.draft.__class__.objects.update(status="in review", submitted_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))

    teller.client.post(teller.one(CHILDCARE.key), {"remove": "1"})
    teller.client.post(teller.one("new"), FIRST | {"start_year": "2014"})

    assert teller.breaks == [CHILDCARE, ELDERCARE]


def test_check_your_answers_shows_every_break_on_a_line():
    teller = InApplication()
    tell_both(teller)

    rows = {row["key"]: row["value"] for card in summary(teller.draft) for row in card["rows"]}

    assert rows["Career break"] == [
        "Looking after my children: from March 2015 to August 2016",
        "Looking after an older relative: from September 2019 to now",
    ]


def test_result_says_how_many_months_the_breaks_come_to():
    teller = InCheck()
    end = add_months(teller.programme.cohorts.get().reference_date, 0).replace(day=1)
    first, second = add_months(end, -30), add_months(end, -10)
    boxes = {"reason": "childcare", "start_month": first.month, "start_year": first.year}
    over = add_months(second, -1)
    boxes |= {"end_month": over.month, "end_year": over.year, "another": "1"}
    teller.client.post(teller.question("break"), boxes)
    teller.client.post(teller.one("new"), SECOND | {"start_month": second.month, "start_year": second.year})
    teller.client.post(teller.question("field"), {"field": "technology"})

    result = teller.client.post(teller.question("right-to-work"), {"right_to_work": "yes"})

    assert "Your caring breaks together will be 30 months long by" in teller.client.get(result.url).text


# -- What the pages give the engine --------------------------------------------------------------------------------


def boxes(spell):
    end = {"end_month": str(spell.end.month), "end_year": str(spell.end.year)} if spell.end else {}
    return {"reason": spell.reason, "start_month": str(spell.start.month), "start_year": str(spell.start.year), **end}


SPELLS = st.tuples(st.sampled_from(Reason.values), st.integers(0, 30), st.none() | st.integers(0, 9)).map(
    lambda told: Break(
        told[0],
        add_months(dt.date(2020, 1, 1), told[1]),
        None if told[2] is None else add_months(dt.date(2020, 1, 1), told[1] + told[2]),
    )
)
MOVES = st.tuples(st.sampled_from(["add", "change", "remove"]), SPELLS, st.integers(0, MOST_BREAKS))


@given(SPELLS, st.lists(MOVES, max_size=12))
def test_engine_is_given_what_was_told_and_nothing_else(first, moves):
    """Whatever is added, changed and removed in whatever order, as a set kept beside it says."""
    start = Answers(situation=Situation.NOT_WORKING)
    form = BreakForm(boxes(first), answers=start, today=TODAY)
    assert form.is_valid()
    answers, expected = form.answered(), {first}

    for move, spell, place in moves:
        meant = answers.breaks[place % len(answers.breaks)] if answers.breaks else None
        if move == "remove" and meant:
            answers, expected = answers.without_break(meant), expected - {meant}
            continue
        changing = meant if move == "change" else None
        form = OneBreakForm(boxes(spell), answers=answers, today=TODAY, changing=changing)
        would_be = (expected - {changing}) | {spell}
        assert form.is_valid() == (len(would_be) <= MOST_BREAKS)
        if form.is_valid():
            answers, expected = form.answered(), would_be

    assert set(answers.breaks) == expected
    assert list(answers.breaks) == sorted(answers.breaks, key=lambda b: b.start)
    assert Answers.from_session(answers.as_json()) == answers
