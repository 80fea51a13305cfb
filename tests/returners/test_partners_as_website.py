"""A partner's list is decided as the website decides, person by person."""

import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cohorts.models import Field
from core import regions
from core.calendar import add_months
from returners import partners
from returners.eligibility import COUNCIL_NOT_KNOWN, Answers, Break, Outcome, Reason, Situation, check
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.returners.partner_lists import ELIGIBLE, REFERENCE, RULES, as_csv


def decided(text, reference=REFERENCE):
    """The results of a list, as a spreadsheet would read them."""
    return list(partners.decide(io.StringIO(text, newline=""), rules=RULES, reference=reference))


def one(**cells):
    [(_, result)] = decided(as_csv(cells))
    return result


@pytest.fixture
def cohort(db):
    programme = ProgrammeFactory(slug="stem-recharge")
    return CohortFactory(programme=programme, slug="autumn-2026", reference_date=REFERENCE)


POSTCODES = [*("LS6 3BN", "SW1A 1AA", "DE6 1AA", "CH4 8AA", "TD15 1AA", "SY10 7AA", "LS30 3BN", "BT1 1AA")]
COUNCILS = ["Leeds", "Shropshire", "Cheshire West and Chester", "Wales", "Scotland", "Camden", "Manchester"]


def rows_within(months):
    """Rows that can be decided, with breaks of these months."""
    spells = st.tuples(st.sampled_from(months), st.sampled_from(months) | st.none()).map(
        lambda spell: spell if spell[1] is None or spell[0] <= spell[1] else spell[::-1]
    )
    return st.fixed_dictionaries(
        {
            "postcode": st.sampled_from(POSTCODES),
            "council": st.sampled_from(["", *COUNCILS]),
            "spell": spells,
            "break_reason": st.sampled_from(Reason.values),
            "situation": st.sampled_from(Situation.values),
            "because_of_caring": st.sampled_from(["yes", "no"]),
            "field": st.sampled_from(Field.values),
            "right_to_work": st.sampled_from(["yes", "no"]),
        }
    ).map(_with_months)


def _with_months(row):
    start, end = row.pop("spell")
    return {**row, "break_start": f"{start:%Y-%m}", "break_end": f"{end:%Y-%m}" if end else ""}


def month(text):
    return dt.date.fromisoformat(f"{text}-01") if text else None


def everything(verdict):
    """A verdict as a row of the results."""
    words = {Outcome.MET: "eligible", Outcome.NOT_MET: "not eligible", Outcome.REFER: "refer"}
    why = [result.reason for result in verdict.results if result.outcome == verdict.outcome != Outcome.MET]
    return (
        words[verdict.outcome],
        verdict.region,
        ";".join(f"{result.rule}={result.outcome}" for result in verdict.results),
        f"{verdict.eligible_from or ''}",
        " ".join(why) or partners.ALL_MET,
    )


def on_the_website(cohort, row):
    """The verdict for somebody who gives these answers, page by page."""
    client, boxes = Client(), {}
    for name in ("start", "end"):
        year, _, month = row[f"break_{name}"].partition("-")
        boxes |= {f"{name}_year": year, f"{name}_month": month}
    url = reverse("returners:eligibility_question", args=[cohort.programme.slug, "postcode"])
    while True:
        council = row["council"] or COUNCIL_NOT_KNOWN
        response = client.post(url, {**row, "council": council, "reason": row["break_reason"], **boxes})
        assert response.status_code == 302, response.context["form"].errors
        url = response.url
        if url.endswith(reverse("returners:eligibility_result", args=[cohort.programme.slug])):
            return client.get(url).context["verdict"]


@pytest.mark.django_db
def test_command_and_website_decide_alike():
    cohort = CohortFactory()
    this_month = add_months(cohort.reference_date, -1)
    past = [add_months(this_month, -months) for months in (*range(1, 18), 30, 120)]

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rows_within(past))
    def check_alike(row):
        # The website asks for the council only where it matters; a list may contradict itself.
        if not regions.is_mixed(row["postcode"], frozenset(cohort.rules.regions)):
            row = {**row, "council": ""}
        on_site = on_the_website(cohort, row)

        source = io.StringIO(as_csv(row), newline="")
        [(_, in_list)] = partners.decide(source, rules=cohort.rules, reference=cohort.reference_date)

        assert in_list == everything(on_site)

    check_alike()


ANY_MONTH = [add_months(REFERENCE, months) for months in (-1521, -400, *range(-30, 18), 60, 890)]


@settings(max_examples=300, deadline=None)
@given(st.lists(rows_within(ANY_MONTH), min_size=1, max_size=6), st.integers(1, 31))
@example([_with_months({**ELIGIBLE, "spell": (dt.date(2005, 1, 1), dt.date(2010, 5, 1))})], 1)
def test_remembering_changes_no_decision(rows, day):
    """Parts put together, homes that stand for others, breaks cut short: it all comes to one `check` a person."""
    reference = REFERENCE.replace(day=day)

    found = [result for _, result in decided(as_csv(*rows), reference)]

    assert found == [everything(check(answers(row), RULES, reference)) for row in rows]


def answers(row):
    spell = Break(row["break_reason"], month(row["break_start"]), month(row["break_end"]))
    given = ("postcode", "council", "situation", "because_of_caring", "field", "right_to_work")
    return Answers(**{name: row[name] for name in given}, breaks=(spell,))


@pytest.mark.parametrize("council", ["", "Leeds", "Camden", "Wales"])
def test_every_outcode_is_decided_as_it_would_be_alone(council):
    rows = [{"postcode": f"{outcode} 1AA", "council": council} for outcode in regions.outcodes()]

    found = [result for _, result in decided(as_csv(*rows)) if result.outcome != "bad row"]

    valid = [row for row in rows if partners.AS_IT_SHOULD_BE(row["postcode"])]
    assert found == [everything(check(answers(ELIGIBLE | row), RULES, REFERENCE)) for row in valid]
    assert len(valid) > 0.99 * len(rows)
