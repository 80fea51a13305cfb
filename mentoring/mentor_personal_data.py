"""What mentors offer, as what is held on a person."""

import datetime as dt

from django.contrib.postgres.functions import RandomUUID
from django.db.models import Q
from django.db.models.functions import TruncMonth

from core.privacy import Anonymise, Fact, Holding, NotPersonal, Purpose, Retention, Subject, by_account
from mentoring.actions import standing
from mentoring.models import Mentor, MentorResource

Status = Mentor.Status
# Whoever mentors is free at some time: a row without one has been made anonymous.
TOLD = ~Q(availability=[])


def left_mentors():
    return Mentor.objects.filter(TOLD, status=Status.LEFT)


def mentors_turned_down():
    return Mentor.objects.filter(TOLD, status=Status.TURNED_DOWN)


RETENTION = [
    Retention("mentor", "What you offer as a mentor", "as long as you are a mentor"),
    Retention(
        "left-mentor",
        "What you offered as a mentor",
        "after you stopped",
        period=24,
        lowest=1,
        highest=36,
        rows=left_mentors,
        since="left_at",
        person="person",
    ),
    Retention(
        "mentor-turned-down",
        "An offer to mentor that we could not take up",
        "after we answered",
        period=6,
        lowest=1,
        highest=24,
        rows=mentors_turned_down,
        since="decided_at",
        person="person",
    ),
]
OFFERS = "mentor left-mentor mentor-turned-down"


def leave(subject: Subject, *, at: dt.datetime) -> None:
    """Whoever closes their account is a mentor no more."""
    offers = Mentor.objects.filter(person=subject.pk).exclude(status__in=[Status.LEFT, Status.TURNED_DOWN])
    for mentor in offers.order_by("pk"):
        standing.leave(mentor, by=None, at=at)


HOLDINGS = [
    NotPersonal(MentorResource, plain="uuid programme title link file name kind size added_at", actors="added_by"),
    Holding(
        model=Mentor,
        title="What you offer as a mentor",
        whose=by_account("person"),
        links="person",
        facts=[
            Fact("programme strand status", "the programme you offer to mentor in", Purpose.MENTORING),
            Fact(
                "occupation occupation_version job_title employer organisation seniority",
                "your work, and how senior you are",
                Purpose.MENTORING,
            ),
            Fact(
                "region mode availability capacity",
                "where, how and when you could meet, and how many people",
                Purpose.MENTORING,
            ),
            Fact("about", "your words to the people you mentor", Purpose.MENTORING),
            Fact("not_with", "whom you would rather not meet. Only our team reads it", Purpose.MENTORING),
            Fact(
                "registered_at decided_at left_at renewed_at asked_to_renew_at",
                "when you offered, when we answered, and when you last said that all is still so",
                Purpose.MENTORING,
            ),
        ],
        plain="uuid",
        actors="decided_by",
        retention=OFFERS,
        erasure=Anonymise(
            {
                "uuid": RandomUUID(),
                "occupation": "",
                "occupation_version": "",
                "job_title": "",
                "employer": "",
                "organisation": None,
                "availability": [],
                "about": "",
                "not_with": "",
                "registered_at": TruncMonth("registered_at"),
                "decided_at": TruncMonth("decided_at"),
                "left_at": TruncMonth("left_at"),
                "renewed_at": TruncMonth("renewed_at"),
                "asked_to_renew_at": None,
            },
            kept="programme strand status seniority region mode capacity",
            why="We count who mentored, by region and strand.",
        ),
    ),
    Holding(
        model=Mentor.skills.through,
        title="Skills and topics you could help with as a mentor",
        whose=by_account("mentor__person"),
        links="mentor",
        facts=[Fact("skill", "what you would be glad to talk about", Purpose.MENTORING)],
        retention=OFFERS,
    ),
]
