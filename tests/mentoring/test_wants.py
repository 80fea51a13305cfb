"""What a returner would like of a mentor: prefilled, all of it optional, told anew until they have one."""

import pytest
from django.urls import reverse

from core.errors import Refused
from core.skills import Skill
from mentoring.actions.wanting import tell_wants
from mentoring.models import Pair, Wants
from mentoring.people import Mode
from notifications.models import Message
from tests.factories.core import SkillFactory
from tests.factories.mentoring import MentorFactory, PairFactory
from tests.factories.profiles import KnownSkillFactory, ProfileFactory, WantedTopicFactory, WorkRoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(returner_client):
    return ProfileFactory(application__person=returner_client.user).enrolment


def url(enrolment):
    cohort = enrolment.cohort
    return f"/my/taking-part/{cohort.programme.slug}/{cohort.slug}/mentor/"


def text(response):
    return " ".join(response.content.decode().split())


def test_the_page_begins_with_what_the_profile_says(returner_client, enrolment):
    application = enrolment.profiles.get().application
    WorkRoleFactory(application=application, employer="Aire Rail", occupation="2122")
    known = KnownSkillFactory(application=application).skill
    topic = WantedTopicFactory(application=application).skill

    form = returner_client.get(url(enrolment)).context["form"]

    assert (form["wants_mentor"].value(), form["occupation"].value(), form["mode"].value()) == (
        "yes",
        "2122",
        Mode.EITHER,
    )
    assert (form["topics"].value(), form["skills"].value()) == ([topic.pk], [known.pk])
    assert "where you have told us you worked: Aire Rail." in form["employers"].help_text


def test_what_is_told_is_kept_and_shown_again(returner_client, enrolment):
    topics = [SkillFactory(group=Skill.Group.TOPIC) for _ in range(3)]
    skill = SkillFactory()
    told = {
        "wants_mentor": "yes",
        "topics": [topics[0].pk],
        "third_wish": topics[2].pk,
        "first_wish": topics[1].pk,
        "occupation": "2134",
        "skills": [skill.pk],
        "seniority": "4",
        "mode": "online",
        "employers": " Aire  Rail\n\nMersey Data\nAire Rail",
        "not_with": "Somebody",
    }

    answer = returner_client.post(url(enrolment), told, follow=True)

    wants = Wants.objects.get()
    assert "We look for a mentor who fits." in text(answer)
    assert (wants.occupation, wants.occupation_version, wants.seniority, wants.mode) == ("2134", "2020", 4, "online")
    assert wants.wishes == [topics[1].pk, topics[2].pk]
    assert set(wants.skills.all()) == {*topics, skill}
    assert (wants.employers, wants.not_with) == (["Aire Rail", "Mersey Data"], "Somebody")
    form = answer.context["form"]
    assert (form["first_wish"].value(), form["second_wish"].value()) == (topics[1].pk, topics[2].pk)
    assert (form["employers"].value(), form["seniority"].value()) == ("Aire Rail\nMersey Data", 4)


def test_nothing_but_the_first_answer_is_needed(returner_client, enrolment):
    assert "Select yes if you would like a mentor" in text(returner_client.post(url(enrolment), {"mode": "online"}))

    returner_client.post(url(enrolment), {"wants_mentor": "no"})
    returner_client.post(url(enrolment), {"wants_mentor": "no"})

    assert not Wants.objects.get().wants_mentor


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"employers": "\n".join("ABCDEF")}, "Enter up to 5 employers, one a line"),
        ({"employers": "A" * 201}, "Each employer must be 200 characters or fewer"),
        ({"first_wish": "same", "third_wish": "same"}, "Choose each topic once"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(returner_client, enrolment, told, fault):
    topic = SkillFactory(group=Skill.Group.TOPIC)
    told = {name: topic.pk if value == "same" else value for name, value in told.items()}

    answer = returner_client.post(url(enrolment), {"wants_mentor": "yes", "not_with": "Somebody", **told})

    assert (fault in text(answer), "Somebody" in text(answer), Wants.objects.count()) == (True, True, 0)


def test_whoever_has_a_mentor_finds_their_page_here(returner_client, enrolment):
    pair = PairFactory(enrolment=enrolment, active=True)

    answers = returner_client.get(url(enrolment)), returner_client.post(url(enrolment), {"wants_mentor": "no"})

    assert {answer.url for answer in answers} == {reverse("mentoring:pair_detail", args=[pair.uuid])}
    assert Wants.objects.count() == 0


def test_a_mentor_who_says_yes_meanwhile_stays(returner_client, enrolment):
    PairFactory(enrolment=enrolment, active=True)

    with pytest.raises(Refused, match="You have a mentor now"):
        tell_wants(enrolment, skills=[], wants_mentor=False, by=returner_client.user, at=enrolment.signed_at)


def test_nothing_shows_that_a_mentor_is_being_asked(returner_client, enrolment):
    pair = PairFactory(enrolment=enrolment)

    shown = text(returner_client.get(url(enrolment)))

    assert ("Would you like a mentor?" in shown, str(pair.mentor) in shown) == (True, False)


def test_whoever_wants_no_mentor_is_asked_for_no_longer(returner_client, enrolment):
    pair = PairFactory(enrolment=enrolment)

    returner_client.post(url(enrolment), {"wants_mentor": "no"})

    pair.refresh_from_db()
    assert (pair.status, pair.ended_by_side) == (Pair.Status.WITHDRAWN, "returner")
    assert Message.objects.filter(to=pair.mentor.person.email).count() == 1


def test_whoever_left_can_change_nothing(returner_client, enrolment):
    enrolment.status, enrolment.ended_at = "ended", enrolment.signed_at
    enrolment.save()

    answer = returner_client.post(url(enrolment), {"wants_mentor": "yes"}, follow=True)

    assert ("You no longer take part" in text(answer), Wants.objects.count()) == (True, 0)


def test_the_way_to_it_is_on_the_home_of_a_programme_with_mentors(returner_client, enrolment):
    before = returner_client.get("/my/")
    MentorFactory(programme=enrolment.cohort.programme)
    after = returner_client.get("/my/")

    assert (url(enrolment) in text(before), url(enrolment) in text(after)) == (False, True)
