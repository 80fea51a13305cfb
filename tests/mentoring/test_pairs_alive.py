"""What two people keep together, how a pair ends, and what the clock and the team see to."""

import datetime as dt
import uuid
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.signals import enrolment_ended
from core.calendar import uk_day, uk_instant
from core.errors import Refused
from mentoring.actions import clock, concerns, ending, keeping
from mentoring.actions.concerns import Way
from mentoring.models import Concern, Goal, Meeting, NextAsk, Pair, PairFeedback, PairNote, Side
from notifications.models import Message
from portal.actions.exporting import download
from portal.actions.retaining import retain
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.mentoring import (
    ConcernFactory,
    GoalFactory,
    MeetingFactory,
    PairFactory,
    PairFeedbackFactory,
    PairNoteFactory,
)
from tests.letters import letter_to, letters_to

pytestmark = pytest.mark.django_db

NOON = uk_instant(uk_day(timezone.now()), 12)
DAY = dt.timedelta(days=1)
Status = Pair.Status


def url(name, thing):
    return reverse(f"mentoring:{name}", args=[thing.uuid])


def running(days=10, **fields):
    """A pair that began so many days ago."""
    return PairFactory(active=True, asked_at=NOON - days * DAY, **fields)


def met(pair, *days):
    for n in days:
        MeetingFactory(pair=pair, held=True, starts_at=NOON - n * DAY)


def end(pair, **given):
    said = {"side": Side.RETURNER, "reason": Pair.Reason.FIT, "another": True, "by": pair.person, "at": NOON}
    return ending.end(pair, **{**said, **given})


def manager_of(pair):
    person = ProgrammeManagerFactory()
    make_manager(pair.programme, person=person)
    return person


# -- The page --------------------------------------------------------------------------------------------------------


def test_page_is_there_for_the_two_and_for_nobody_else(sign_in):
    pair = running()
    GoalFactory(pair=pair, text="Write a CV")
    others = [running().person, running().mentor.person, manager_of(pair)]

    for person in (pair.person, pair.mentor.person):
        assert "Write a CV" in sign_in(person).get(url("pair_detail", pair)).text
    for person in others:
        assert sign_in(person).get(url("pair_detail", pair)).status_code == 404


@pytest.mark.parametrize("status", [Status.ASKED, Status.DECLINED])
def test_page_is_not_there_before_the_mentor_said_yes(sign_in, status):
    over = {"ended_at": NOON} if status == Status.DECLINED else {}
    pair = PairFactory(status=status, **over)

    for person in (pair.person, pair.mentor.person):
        assert sign_in(person).get(url("pair_detail", pair)).status_code == 404


def test_page_says_what_the_two_share_and_nothing_else(sign_in):
    pair = running(words="3 steps more senior (12). Wished for most: Pay (5).")
    pair.mentor.availability = pair.enrolment.availability = ["tue-school", "wed-evening"]
    pair.mentor.save()
    pair.enrolment.save()

    page = sign_in(pair.person).get(url("pair_detail", pair)).text

    assert "Times of the week: Tuesday: school hours; Wednesday: evening" in page
    assert "senior" not in page
    assert "Wished" not in page


def test_page_of_somebody_without_a_name_shows_no_address(sign_in):
    pair = running(enrolment__person__name="")

    page = sign_in(pair.mentor.person).get(url("pair_detail", pair)).text

    assert "You and the person you mentor" in page
    assert pair.person.email not in page


# -- Notes and goals -------------------------------------------------------------------------------------------------


def test_note_is_read_by_both_and_changed_by_its_writer_alone(sign_in):
    pair = running()
    returner, mentor = sign_in(pair.person), sign_in(pair.mentor.person)
    sent = {"text": "Ask about pay", "key": str(uuid.uuid4())}
    returner.post(url("note_add", pair), sent)
    returner.post(url("note_add", pair), sent)
    note = PairNote.objects.get()

    assert "Ask about pay" in mentor.get(url("note_list", pair)).text
    assert mentor.post(url("note_change", note), {"text": "Not mine"}).status_code == 404
    assert mentor.post(url("note_remove", note)).status_code == 404
    returner.post(url("note_change", note), {"text": "Ask about pay and hours"})
    note.refresh_from_db()
    assert note.text == "Ask about pay and hours"
    returner.post(url("note_remove", note))
    assert not PairNote.objects.exists()


def test_note_changed_on_two_devices_shows_both(sign_in):
    note = PairNoteFactory(text="First words")
    client, page = sign_in(note.pair.person), url("note_change", note)
    seen = client.get(page).context["form"]["seen"].value()
    client.post(page, {"text": "From the train", "seen": seen})

    answer = client.post(page, {"text": "From home", "seen": seen}).text

    assert "From the train" in answer
    assert "From home" in answer
    note.refresh_from_db()
    assert note.text == "From the train"


def test_either_ticks_and_removes_a_goal(sign_in):
    pair = running()
    returner, mentor = sign_in(pair.person), sign_in(pair.mentor.person)
    returner.post(url("goal_add", pair), {"text": "Write a CV"})
    goal = Goal.objects.get()

    mentor.post(url("goal_mark", goal), {"done": "yes"})
    goal.refresh_from_db()
    first = goal.done_at
    returner.post(url("goal_mark", goal), {"done": "yes"})

    goal.refresh_from_db()
    assert first
    assert goal.done_at == first
    mentor.post(url("goal_mark", goal), {"done": "no"})
    goal.refresh_from_db()
    assert goal.done_at is None
    mentor.post(url("goal_remove", goal))
    assert not Goal.objects.exists()


def test_goals_end_at_a_number():
    pair = running()
    Goal.objects.bulk_create(GoalFactory.build_batch(Goal.MOST, pair=pair))

    with pytest.raises(Refused, match="Remove one"):
        keeping.add_goal(pair, text="One more", key=uuid.uuid4(), by=pair.person, at=NOON)


def test_nothing_is_added_once_the_pair_is_over():
    pair = end(running())

    with pytest.raises(Refused, match="is over"):
        keeping.write_note(pair, side=Side.MENTOR, text="Late", key=uuid.uuid4(), by=pair.mentor.person, at=NOON)
    with pytest.raises(Refused, match="is over"):
        keeping.add_goal(pair, text="Late", key=uuid.uuid4(), by=pair.person, at=NOON)


def test_notes_and_goals_go_some_time_after_the_pair_and_meetings_stay():
    old, lately, current = running(200), running(200), running(200)
    for pair in (old, lately, current):
        PairNoteFactory(pair=pair)
        GoalFactory(pair=pair)
        MeetingFactory(pair=pair, held=True)
    end(old, at=NOON - 91 * DAY)
    end(lately, at=NOON - 89 * DAY)

    retain(at=NOON)

    assert set(PairNote.objects.values_list("pair", flat=True)) == {lately.pk, current.pk}
    assert set(Goal.objects.values_list("pair", flat=True)) == {lately.pk, current.pk}
    assert Meeting.objects.held().count() == 3


def test_download_holds_what_somebody_wrote_and_not_what_the_other_did():
    pair = running()
    PairNoteFactory(pair=pair, text="My own words")
    PairNoteFactory(pair=pair, side=Side.MENTOR, text="Words of the mentor")
    ConcernFactory(pair=pair, side=Side.MENTOR, words="A word to the team")

    with download(pair.person, by=pair.person, at=NOON) as held, zipfile.ZipFile(held) as archive:
        text = " ".join(archive.read(name).decode() for name in archive.namelist())
    assert "My own words" in text
    assert "Words of the mentor" not in text
    assert "A word to the team" not in text


# -- Ending early ----------------------------------------------------------------------------------------------------


def test_returner_ends_it_and_another_mentor_is_looked_for(sign_in):
    pair = running()
    meeting = MeetingFactory(pair=pair, agreed=True)

    sign_in(pair.person).post(url("pair_end", pair), {"reason": "fit", "words": "Snickersnee words", "another": "yes"})

    pair.refresh_from_db()
    meeting.refresh_from_db()
    assert (pair.status, pair.ended_by_side, pair.reason) == (Status.ENDED, Side.RETURNER, "fit")
    assert meeting.status == Meeting.Status.CALLED_OFF
    assert NextAsk.objects.get().enrolment == pair.enrolment
    told, mentor_told = letter_to(pair.person, "pair_ended"), letter_to(pair.mentor.person, "pair_ended")
    assert "looking for another mentor" in told.text
    assert "METHOD:CANCEL" in mentor_told.calendar
    for letter in (told, mentor_told):
        assert "Snickersnee" not in letter.text
        assert "match" not in letter.text


def test_letters_do_not_tell_who_ended_it():
    by_returner, by_mentor, by_staff = (
        end(running(), side=side, reason=Pair.Reason.TIME) for side in (Side.RETURNER, Side.MENTOR, None)
    )

    texts = {
        letter_to(pair.mentor.person, "pair_ended")
        .text.replace(pair.person.name, "-")
        .replace(pair.mentor.person.name, "-")
        .replace(str(pair.uuid), "-")
        .replace(pair.programme.name, "-")
        .replace(pair.programme.contact_email, "-")
        for pair in (by_returner, by_mentor, by_staff)
    }

    assert len(texts) == 1


def test_ended_pair_frees_the_place_and_is_ended_once():
    pair = end(running())

    again = PairFactory(active=True, mentor=pair.mentor, place=pair.place)

    assert again.pk
    with pytest.raises(Refused, match="is over"):
        end(pair)
    assert letters_to(pair.person) == ["pair_ended"]


def test_returner_who_stops_taking_part_has_no_mentor_any_more():
    pair = running()

    enrolment_ended.send(sender=None, enrolment=pair.enrolment, at=NOON)

    pair.refresh_from_db()
    assert (pair.status, pair.reason) == (Status.ENDED, Pair.Reason.LEFT)
    assert not NextAsk.objects.exists()
    assert letters_to(pair.mentor.person) == ["pair_ended"]


# -- Complete --------------------------------------------------------------------------------------------------------


def test_pair_is_complete_after_its_last_day_and_once():
    pair, other = running(200), running(10)
    meeting = MeetingFactory(pair=pair, held=True, starts_at=NOON - 5 * DAY)

    clock.see_to_pairs(at=NOON)
    clock.see_to_pairs(at=NOON)

    pair.refresh_from_db()
    other.refresh_from_db()
    assert (pair.status, other.status) == (Status.COMPLETED, Status.ACTIVE)
    assert meeting.status == "held"
    for person in (pair.person, pair.mentor.person):
        assert letters_to(person) == ["pair_completed"]
        letter = letter_to(person, "pair_completed")
        assert "You met 1 time." in letter.text
        assert url("feedback_give", pair) in letter.text


def test_pair_is_not_complete_on_its_last_day():
    pair = running(10, ends_on=uk_day(NOON))

    clock.see_to_pairs(at=NOON)

    pair.refresh_from_db()
    assert pair.status == Status.ACTIVE


def test_six_meetings_and_both_wishing_it_complete_a_pair(sign_in):
    pair = running(60)
    met(pair, *range(1, 6))
    with pytest.raises(Refused, match="met 6 times"):
        ending.say_enough(pair, side=Side.MENTOR, by=pair.mentor.person, at=NOON)
    met(pair, 7)

    assert "Finish now" in sign_in(pair.person).get(url("pair_detail", pair)).text
    for _ in range(2):
        sign_in(pair.person).post(url("pair_enough", pair))
    pair.refresh_from_db()
    assert pair.status == Status.ACTIVE
    assert letters_to(pair.mentor.person) == ["enough_said"]
    sign_in(pair.mentor.person).post(url("pair_enough", pair))
    pair.refresh_from_db()
    assert pair.status == Status.COMPLETED
    assert "pair_completed" in letters_to(pair.person)


# -- Silence ---------------------------------------------------------------------------------------------------------


def test_silent_pair_is_written_to_once_in_thirty_days():
    pair = running(31)
    for n in (0, 0, 1, 29):
        clock.see_to_pairs(at=NOON + n * DAY)
    once = letters_to(pair.mentor.person)

    clock.see_to_pairs(at=NOON + 30 * DAY)

    assert once == ["quiet"]
    assert letters_to(pair.person) == letters_to(pair.mentor.person) == ["quiet", "quiet"]


@pytest.mark.parametrize(
    "meeting",
    [{"held": True, "starts_at": NOON - 29 * DAY}, {"agreed": True, "times": [NOON + 2 * DAY]}],
    ids=["met lately", "will meet"],
)
def test_pair_in_touch_is_left_alone(meeting):
    pair = running(60)
    MeetingFactory(pair=pair, **meeting)

    clock.see_to_pairs(at=NOON)

    assert letters_to(pair.person) == []


def test_times_that_nobody_picked_for_a_week_are_no_contact():
    late, lately, told = running(31), running(31), running(31)
    MeetingFactory(pair=late, proposed_at=NOON - 8 * DAY)
    MeetingFactory(pair=lately, proposed_at=NOON - DAY)
    ConcernFactory(pair=told)

    clock.see_to_pairs(at=NOON)

    assert letters_to(late.person) == ["quiet"]
    assert letters_to(lately.person) == letters_to(told.person) == []


def test_pair_that_cannot_be_seen_to_keeps_no_other_waiting(monkeypatch):
    first, second = running(31), running(31)
    written = clock.pair_letters.quiet

    def breaks(pair, *, at):
        if pair == first:
            raise ValueError
        written(pair, at=at)

    monkeypatch.setattr(clock.pair_letters, "quiet", breaks)

    clock.see_to_pairs(at=NOON)

    assert letters_to(first.person) == []
    assert letters_to(second.person) == ["quiet"]
    monkeypatch.undo()
    clock.see_to_pairs(at=NOON)
    assert letters_to(first.person) == ["quiet"]


def test_nobody_is_written_to_in_the_night():
    pair = running(31)

    clock.see_to_pairs(at=uk_instant(uk_day(NOON), 3))

    assert letters_to(pair.person) == []


def test_staff_see_silent_pairs_with_dates_and_no_words(sign_in):
    pair = running(31)
    running(29)
    PairNoteFactory(pair=pair, text="Galumphing plans")
    GoalFactory(pair=pair, text="Frabjous goal")
    MeetingFactory(pair=pair, held=True, starts_at=NOON - 31 * DAY + dt.timedelta(hours=1), held_minutes=47)
    client = sign_in(manager_of(pair))

    listed = client.get(reverse("mentoring:quiet_list", args=[pair.programme.slug])).text
    record = client.get(url("pair_record", pair)).text

    assert str(pair.person) in listed
    assert "47" in record
    for page in (listed, record):
        assert "Galumphing" not in page
        assert "Frabjous" not in page


def test_inbox_counts_silent_pairs_and_those_that_are_not_working(sign_in):
    pair = running(31)
    for other in (running(40), running(10)):
        Pair.objects.filter(pk=other.pk).update(programme=pair.programme)
    ConcernFactory(pair=pair)
    ConcernFactory(pair=pair, side=Side.MENTOR)

    page = sign_in(manager_of(pair)).get(reverse("reporting:inbox")).text

    assert "2 pairs without contact in 30 days" in page
    assert "2 pairs that are not working" in page


# -- This is not working ---------------------------------------------------------------------------------------------


def test_concern_is_told_to_the_team_and_never_to_the_other_side(sign_in):
    pair = running()

    sign_in(pair.mentor.person).post(url("concern_raise", pair), {"words": "Snickersnee words"})

    concern = Concern.objects.get()
    page = sign_in(manager_of(pair)).get(url("concern_settle", concern)).text
    assert "Snickersnee words" in page
    assert letters_to(pair.mentor.person) == ["concern_heard"]
    assert "Snickersnee" not in letter_to(pair.mentor.person, "concern_heard").text
    assert letters_to(pair.person) == []
    for name in ("pair_detail", "concern_raise", "note_list", "meeting_list"):
        text = sign_in(pair.person).get(url(name, pair)).text
        assert "Snickersnee" not in text
        assert "You told us on" not in text


def test_concern_raised_again_is_one_with_all_words():
    pair = running()
    for words in ("One", "Two", "Two"):
        concerns.raise_concern(pair, side=Side.RETURNER, words=words, by=pair.person, at=NOON)

    assert Concern.objects.get().words == "One\n\nTwo"
    assert letters_to(pair.person) == ["concern_heard"]


@pytest.mark.parametrize(
    ("way", "status", "looks"),
    [(Way.GO_ON, Status.ACTIVE, False), (Way.ANOTHER, Status.ENDED, True), (Way.END, Status.ENDED, False)],
)
def test_team_settles_a_concern(sign_in, way, status, looks):
    concern = ConcernFactory(pair=running())
    manager = manager_of(concern.pair)

    sign_in(manager).post(url("concern_settle", concern), {"way": way})

    concern.refresh_from_db()
    concern.pair.refresh_from_db()
    assert concern.settled_by == manager
    assert concern.pair.status == status
    assert NextAsk.objects.exists() == looks


def test_concern_about_a_pair_that_has_ended_is_settled_without_more(sign_in):
    concern = ConcernFactory(pair=running())
    end(concern.pair)
    client = sign_in(manager_of(concern.pair))

    page = client.get(url("concern_settle", concern)).text
    client.post(url("concern_settle", concern), {"way": Way.GO_ON})

    assert "no longer a pair" in page
    assert not Concern.objects.open().exists()


def test_staff_end_a_pair_and_nobody_learns_why(sign_in):
    pair = running()

    sign_in(manager_of(pair)).post(url("pair_close", pair), {"reason": "fit", "another": "no"})

    pair.refresh_from_db()
    assert (pair.status, pair.ended_by_side) == (Status.ENDED, "")
    assert "match" not in letter_to(pair.mentor.person, "pair_ended").text


# -- What it was like ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "meetings"), [(93, 0), (20, 3)], ids=["three months", "three meetings"])
def test_each_is_asked_once_half_way(days, meetings):
    pair = running(days)
    met(pair, *range(1, meetings + 1))
    MeetingFactory(pair=pair, agreed=True, times=[NOON + DAY])

    for n in range(3):
        clock.see_to_pairs(at=NOON + n * dt.timedelta(hours=1))

    assert letters_to(pair.person) == letters_to(pair.mentor.person) == ["midway"]


def test_nobody_is_asked_before_it_is_half_way():
    pair = running(29)
    met(pair, 1, 2)

    clock.see_to_pairs(at=NOON)

    assert letters_to(pair.person) == []


def test_each_side_answers_once_at_each_moment(sign_in):
    pair = running(100)
    client = sign_in(pair.person)

    for rating in ("5", "1"):
        client.post(url("feedback_give", pair), {"rating": rating, "words": "Good"})
    end(pair)
    client.post(url("feedback_give", pair), {"rating": "3"})

    found = PairFeedback.objects.order_by("pk").values_list("side", "moment", "rating")
    assert list(found) == [("returner", "midway", 5), ("returner", "end", 3)]


def test_answer_before_half_way_is_refused(sign_in):
    pair = running(5)

    page = sign_in(pair.person).post(url("feedback_give", pair), {"rating": "5"})

    assert "nothing to answer" in page.text
    assert not PairFeedback.objects.exists()


# -- Figures ---------------------------------------------------------------------------------------------------------


def test_figures_count_pairs_meetings_and_hours(sign_in):
    pair = running(60)
    other = PairFactory(active=True, enrolment__cohort=pair.enrolment.cohort, mentor__programme=pair.programme)
    met(pair, 1, 2)
    met(other, 3)
    MeetingFactory(pair=other, agreed=True)
    end(running())
    client = sign_in(manager_of(pair))

    page = client.get(reverse("mentoring:mentoring_figures", args=[pair.programme.slug]))
    file = client.get(reverse("mentoring:mentoring_figures_file", args=[pair.programme.slug, "csv"]))

    assert [cell["text"] for cell in page.context["rows"][0][1:]] == [2, 2, 0, 3, 2.2, 1.1]
    line = f"{pair.enrolment.cohort.name},2,2,0,3,2.2,1.1"
    assert line in b"".join(file.streaming_content).decode()


def test_averages_are_shown_from_five_answers_on(sign_in):
    pairs = [running() for _ in range(5)]
    for pair in pairs:
        Pair.objects.filter(pk=pair.pk).update(programme=pairs[0].programme)
    PairFeedbackFactory.create_batch(1, pair=pairs[0], side=Side.MENTOR)
    for pair in pairs:
        PairFeedbackFactory(pair=pair, rating=4)

    page = sign_in(manager_of(pairs[0])).get(reverse("mentoring:mentoring_figures", args=[pairs[0].programme.slug]))

    found = {row[0]: (row[1]["text"], row[2]["text"]) for row in page.context["thoughts"]}
    assert found["Returners, half way"] == (5, "4.0")
    assert found["Mentors, half way"] == (1, "")


def test_words_are_shown_once_they_do_not_tell_who_wrote_them(sign_in):
    pair = running()
    client, page = sign_in(manager_of(pair)), reverse("mentoring:mentoring_figures", args=[pair.programme.slug])
    others = [running() for _ in range(4)]
    Pair.objects.filter(pk__in=[one.pk for one in others]).update(programme=pair.programme)
    for one in others:
        PairFeedbackFactory(pair=one, words="Snickersnee words")

    few = client.get(page).text
    PairFeedbackFactory(pair=pair)

    assert "Snickersnee" not in few
    assert "Snickersnee" in client.get(page).text


def test_letters_are_about_the_pair():
    pair = end(running())

    assert set(Message.objects.filter(person=pair.person).values_list("subject_uuid", flat=True)) == {pair.uuid}
