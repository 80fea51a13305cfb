"""The pages around a question: the mentor's own, and those of staff."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from mentoring.actions import answering, asking
from mentoring.models import Hand, Mentor, NextAsk, Pair, Run
from mentoring.people import Rule
from tests.conftest import sign_in
from tests.factories.core import SkillFactory
from tests.factories.mentoring import MentorFactory, ProposalFactory, RunFactory, WantsFactory
from tests.mentoring.test_publishing import work
from tests.mentoring.two import DAY, NOW, a_mentor, a_returner, active, again, ask_the_next, asked, waits, worse
from tests.queries.growing import manager_of

pytestmark = pytest.mark.django_db


def page(client, name, *args, **get):
    return client.get(reverse(f"mentoring:{name}", args=args), get)


def press(client, name, *args, **given):
    return client.post(reverse(f"mentoring:{name}", args=args), given, follow=True)


def seen_on(response) -> str:
    return re.search(r'name="seen" value="(\w+)"', response.text)[1]


def mentor_of(pair) -> Client:
    return sign_in(Client(), pair.mentor.person)


def manager(cohort) -> Client:
    return sign_in(Client(), manager_of(cohort.programme))


# -- The mentor ------------------------------------------------------------------------------------------------------


def test_the_mentor_reads_who_it_is_and_what_they_share_and_nothing_else_of_them():
    enrolment = a_returner(person__name="Olu Adeyemi", person__email="olu@example.org")
    topic = SkillFactory(group="topic", name="Going for a job")
    WantsFactory(enrolment=enrolment, mode="online", not_with="My old boss", employers=["Aire Rail"]).skills.add(topic)
    pair = asked(enrolment=enrolment)

    shown = page(mentor_of(pair), "ask_detail", pair.uuid).text

    for words in ("Olu", "Going for a job", "Online", "The same region: North West", "Monday: school hours"):
        assert words in shown
    for words in ("Adeyemi", "olu@example.org", "My old boss", "Aire Rail"):
        assert words not in shown


def test_a_yes_leads_to_the_page_of_the_two():
    pair = asked()

    response = press(mentor_of(pair), "ask_accept", pair.uuid)

    assert response.redirect_chain[-1][0] == reverse("mentoring:pair_detail", args=[pair.uuid])
    assert again(pair).status == "active"
    assert page(mentor_of(pair), "ask_detail", pair.uuid).url == response.redirect_chain[-1][0]


def test_a_no_is_thanked_for_and_what_was_told_of_the_returner_is_gone():
    pair = asked()
    client = mentor_of(pair)

    shown = press(client, "ask_decline", pair.uuid, reason="time", words="A new job").text

    assert "You said no on" in shown
    assert "The same region" not in shown
    assert (again(pair).reason, pair.private_words) == ("time", "A new job")
    assert page(client, "ask_decline", pair.uuid).url == reverse("mentoring:ask_detail", args=[pair.uuid])


def test_a_yes_too_late_is_refused_on_the_page():
    pair = asked(asked_at=NOW - 9 * DAY)

    shown = press(mentor_of(pair), "ask_accept", pair.uuid).text

    assert "The time to answer is over" in shown
    assert "The time to answer ended at the end of" in shown
    assert again(pair).status == "asked"


@pytest.mark.parametrize("status", ["asked", "declined", "expired", "withdrawn"])
def test_a_returner_never_finds_a_mentor_who_has_not_said_yes(status):
    over = {} if status == "asked" else {"ended_at": NOW}
    pair = asked(status=status, **over)
    client = sign_in(Client(), pair.person)

    for name in ("ask_detail", "ask_decline", "pair_detail", "pair_end"):
        assert page(client, name, pair.uuid).status_code == 404
    assert client.post(reverse("mentoring:ask_accept", args=[pair.uuid])).status_code == 404
    for address in (reverse("portal:my_home"), reverse("portal:home")):
        assert str(pair.mentor) not in client.get(address, follow=True).text


def test_a_mentor_finds_no_pair_that_is_not_theirs():
    """With every id there is."""
    cohort = a_returner().cohort
    pairs = [asked(cohort), active(cohort), asked(cohort, status="declined", ended_at=NOW)]
    client = sign_in(Client(), MentorFactory(programme=cohort.programme).person)

    for pair in pairs:
        for name in ("ask_detail", "ask_decline", "ask_record", "pair_detail"):
            assert page(client, name, pair.uuid).status_code == 404
        for name in ("ask_accept", "ask_decline", "ask_another"):
            assert client.post(reverse(f"mentoring:{name}", args=[pair.uuid])).status_code == 404

    assert [again(pair).status for pair in pairs] == ["asked", "active", "declined"]


# -- A pair of a run -------------------------------------------------------------------------------------------------


def test_the_page_of_a_proposal_says_why_and_who_would_come_next():
    run = RunFactory()
    enrolment = a_returner(run.cohort)
    others = [worse(run.cohort) for _ in range(2)]
    barred = a_mentor(run.cohort, availability=["fri-evening"])
    one = ProposalFactory(run=run, enrolment=enrolment, mentor=a_mentor(run.cohort))

    shown = page(manager(run.cohort), "proposal_detail", run.uuid, enrolment.uuid).text

    assert one.words in shown
    assert all(str(mentor) in shown for mentor in [one.mentor, *others])
    assert str(barred) not in shown
    assert all(rule.label in shown for rule in Rule)


def test_a_lock_set_from_there_counts_in_the_next_run_and_a_stale_press_does_not():
    run = RunFactory()
    one = ProposalFactory(run=run, enrolment=a_returner(run.cohort), mentor=a_mentor(run.cohort))
    client = manager(run.cohort)
    args = "proposal_detail", run.uuid, one.enrolment.uuid
    seen = seen_on(page(client, *args))

    assert "run the matching again" in press(client, *args, kind="locked", seen=seen).text
    assert "A colleague has set something" in press(client, *args, kind="forbidden", seen=seen).text

    assert Hand.objects.get().kind == "locked"


def test_the_list_of_mentors_says_what_stands_in_the_way_of_each():
    enrolment = a_returner()
    cohort = enrolment.cohort
    best, other = a_mentor(cohort), worse(cohort)
    barred = a_mentor(cohort, availability=["fri-evening"])
    asking.ask_by_hand(enrolment, best, by=manager_of(cohort.programme), at=NOW)
    answering.decline(Pair.objects.get(), reason="", words="", by=best.person, at=NOW)

    shown = page(manager(cohort), "match_list", enrolment.uuid).text

    assert "1 of 3 mentors could be asked now" in shown
    assert shown.index(str(other)) < min(shown.index(str(best)), shown.index(str(barred)))
    assert "They were asked about each other before." in shown
    assert "They have no time in common." in shown


def test_staff_ask_a_mentor_without_a_run():
    enrolment = a_returner()
    mentor = a_mentor(enrolment.cohort)
    client = manager(enrolment.cohort)
    assert "Ask this mentor" in page(client, "match_detail", enrolment.uuid, mentor.uuid).text

    shown = press(client, "match_ask", enrolment.uuid, mentor.uuid).text

    assert f"{mentor} is being asked" in shown
    assert "Ask this mentor" not in page(client, "match_detail", enrolment.uuid, mentor.uuid).text
    assert Pair.objects.asked().get().mentor == mentor


# -- Published -------------------------------------------------------------------------------------------------------


def test_the_check_page_says_who_is_asked_and_who_is_not_and_one_press_publishes():
    run = RunFactory()
    fits, gone = [
        ProposalFactory(run=run, enrolment=a_returner(run.cohort), mentor=a_mentor(run.cohort)) for _ in range(2)
    ]
    Mentor.objects.filter(pk=gone.mentor.pk).update(status="paused")
    client = manager(run.cohort)

    check = page(client, "run_publish", run.uuid)
    assert "1 mentor is asked by email" in check.text
    assert "The mentor is having a break." in check.text
    assert "is being published" in press(client, "run_publish", run.uuid, seen=seen_on(check)).text

    work()
    shown = page(client, "run_published", run.uuid).text
    assert "is published" in shown
    assert str(gone.enrolment.person) in shown
    assert str(fits.enrolment.person) not in shown
    assert page(client, "run_publish", run.uuid).url == reverse("mentoring:run_published", args=[run.uuid])


def test_a_press_from_a_page_that_showed_something_else_shows_it_again():
    run = RunFactory()
    pairs = [ProposalFactory(run=run, enrolment=a_returner(run.cohort), mentor=a_mentor(run.cohort)) for _ in range(2)]
    client = manager(run.cohort)
    seen = seen_on(page(client, "run_publish", run.uuid))
    Mentor.objects.filter(pk=pairs[0].mentor.pk).update(status="paused")

    shown = press(client, "run_publish", run.uuid, seen=seen).text

    assert "Something has changed since you opened this page" in shown
    assert again(run).status == Run.Status.FOUND


def test_an_older_run_leads_to_the_newest():
    run = RunFactory()
    ProposalFactory(run=run, enrolment=a_returner(run.cohort), mentor=a_mentor(run.cohort))
    newer = RunFactory(cohort=run.cohort)

    shown = page(manager(run.cohort), "run_publish", run.uuid).text

    assert "Only the newest can be published" in shown
    assert reverse("mentoring:run_detail", args=[newer.uuid]) in shown
    assert 'name="seen"' not in shown


# -- Afterwards ------------------------------------------------------------------------------------------------------


def test_staff_read_what_a_mentor_said_and_who_waits():
    pair = asked()
    answering.decline(pair, reason="time", words="A new job.", by=pair.mentor.person, at=NOW)
    ask_the_next()
    client = manager(pair.enrolment.cohort)
    cohort = pair.enrolment.cohort

    listed = page(client, "ask_list", cohort.programme.slug, cohort.slug).text
    record = page(client, "ask_record", pair.uuid).text

    assert "Nobody left to ask" in listed
    assert "Mentor said no (1)" in listed
    assert "A new job." in record
    assert "Look again" in record
    assert (
        "Nobody"
        not in page(client, "ask_list", cohort.programme.slug, cohort.slug, status="asked").text.split("All (1)")[1]
    )


def test_staff_look_again_and_ask_another_by_a_press():
    pair = asked()
    other = worse(pair.enrolment.cohort)
    client = manager(pair.enrolment.cohort)

    assert "need not answer any more" in press(client, "ask_another", pair.uuid).text
    assert "Look at it again" in press(client, "ask_another", pair.uuid).text
    assert ask_the_next().mentor == other

    NextAsk.objects.create(enrolment=pair.enrolment, since=NOW, ran_out_at=NOW)
    press(client, "ask_look_again", pair.enrolment.uuid)
    assert waits(pair.enrolment) == "yes"
