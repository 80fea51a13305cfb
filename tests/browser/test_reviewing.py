"""Reading applications: with a keyboard alone, by its numbers, and with what is typed saved by itself."""

import pytest
from playwright.sync_api import expect

from selection.models import Review
from tests.browser.visitor import Visitor
from tests.factories.selection import ReviewFactory


@pytest.fixture
def review(live_server) -> Review:
    return ReviewFactory()


@pytest.fixture
def reader(new_visitor, review: Review) -> Visitor:
    return new_visitor().is_signed_in_as(review.reviewer.person).open(f"/reviews/{review.uuid}/")


def test_reviewer_reads_and_submits(any_visitor: Visitor, review):
    """By finger, by keyboard alone, and without JavaScript."""
    any_visitor.is_signed_in_as(review.reviewer.person).open("/reviews/").press("Read the next one")
    form = any_visitor.page.locator("main form")
    for number, level in enumerate([3, 2, 4], 1):
        any_visitor.tick(form.locator(f"[name=level_{number}][value='{level}']"))
        any_visitor.write(form.locator(f"[name=why_{number}]"), "It shows.")

    any_visitor.press("Submit your review").sees("is submitted", "You have read all of them")

    review.refresh_from_db()
    assert review.status == Review.Status.SUBMITTED
    assert list(review.scores.values_list("level", flat=True)) == [3, 2, 4]


def test_number_chooses_a_level_where_the_focus_is(reader, review):
    reader.page.get_by_role("radio").first.focus()
    reader.page.keyboard.press("3")
    expect(reader.page.get_by_role("radio", checked=True)).to_have_count(1)
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.type("In 4 teams")
    expect(reader.page.locator("[data-review-kept]")).to_contain_text("Saved at")

    said = review.scores.get()

    assert (said.level, said.why) == (3, "In 4 teams")


def test_half_a_review_is_there_again_after_leaving(reader, review):
    reader.page.get_by_role("textbox").first.fill("Half a reason")
    reader.press("Save and come back later").sees("is saved", "Started")

    reader.open(f"/reviews/{review.uuid}/")

    assert reader.page.get_by_role("textbox").first.input_value() == "Half a reason"
