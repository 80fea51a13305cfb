"""What taking part holds on a person: which sessions they were at, or led."""

from typing import Any

from django.db.models import Q

from cohorts.personal_data import enrolments_of
from core.privacy import Fact, Holding, NotPersonal, Purpose, Retention, by_account, by_address
from participation.models import (
    Attendance,
    CalendarFeed,
    CompletionRule,
    Expert,
    FollowUp,
    Group,
    GroupMember,
    GroupPlan,
    NextStep,
    Outline,
    OutlineSession,
    ProgrammeCertificate,
    Question,
    QuestionMessage,
    RefreshChoice,
    Roadmap,
    SchoolHoliday,
    Session,
    SessionFeedback,
    SessionMaterial,
    SupportNeeds,
    Survey,
    Timetable,
    Told,
)


def part_of_taking_part(whole: Any) -> Q:
    """What hangs on the enrolments that came of an application."""
    return Q(enrolment__in=enrolments_of(whole))


def part_of_question(whole: Any) -> Q:
    return Q(thread__enrolment__in=enrolments_of(whole))


RETENTION = [
    Retention(
        "support-needs",
        "What would help you to take part",
        "deleted when you stop, and 30 days after your cohort ends",
    ),
    Retention("expert", "That you were asked to a session as an expert", "deleted 30 days after the session"),
]


HOLDINGS = [
    Holding(
        model=SupportNeeds,
        title="What would help you to take part",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[
            Fact("text changed_at", "what you told us would help you", Purpose.SUPPORT),
            Fact("shared_at", "since when those who lead your sessions may read it", Purpose.SUPPORT),
        ],
        retention="support-needs",
        part=part_of_taking_part,
    ),
    NotPersonal(
        Session,
        plain="uuid cohort kind title about starts_at ends_at track group is_core capacity place join_url status"
        " called_off_why changes changed_at by_hand laid_from",
        actors="leader",
    ),
    Holding(
        model=Expert,
        title="Sessions you were asked to as an expert",
        whose=by_address("email"),
        facts=[
            Fact(
                "name email session keeps_register asked_at ended_at",
                "the session, and who you are",
                Purpose.TAKING_PART,
            )
        ],
        plain="uuid secret link_made_at",
        hidden="secret",
        actors="asked_by",
        retention="expert",
    ),
    NotPersonal(Outline, plain="uuid programme name"),
    NotPersonal(
        OutlineSession,
        plain="uuid outline week weekday starts minutes kind title about track is_core capacity place",
    ),
    NotPersonal(SchoolHoliday, plain="uuid programme name first_on last_on"),
    NotPersonal(SessionMaterial, plain="uuid session title link file name kind size added_at", actors="added_by"),
    NotPersonal(Timetable, plain="cohort announced_at tellings"),
    NotPersonal(Told, plain="session starts_at ends_at place status"),
    Holding(
        model=CalendarFeed,
        title="The address of your calendar",
        whose=by_account("person"),
        links="person",
        facts=[Fact("made_at", "that a calendar follows your sessions", Purpose.TAKING_PART)],
        plain="key",
        hidden="key",
        retention="account",
    ),
    Holding(
        model=RefreshChoice,
        title="Whether you come to ReFresh Week",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[Fact("made_at", "that you come to ReFresh Week", Purpose.TAKING_PART)],
        retention="participant",
        part=part_of_taking_part,
    ),
    Holding(
        model=Attendance,
        title="Sessions you were at",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[Fact("session status excuse noted_at", "which sessions you were at", Purpose.TAKING_PART)],
        actors="noted_by",
        retention="participant",
        part=part_of_taking_part,
    ),
    NotPersonal(GroupPlan, plain="cohort least most at_once slots told_at"),
    NotPersonal(Group, plain="uuid cohort number slot"),
    Holding(
        model=GroupMember,
        title="Your small group",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[
            Fact("group told told_at is_locked", "the small group you are in", Purpose.TAKING_PART),
            Fact("shares_email phone shared_at", "what you chose to show to your group", Purpose.TAKING_PART),
        ],
        retention="participant",
        part=part_of_taking_part,
    ),
    Holding(
        model=FollowUp,
        title="When we got in touch with you",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[
            Fact("session at", "that we got in touch after you missed sessions, and when", Purpose.TAKING_PART),
        ],
        actors="by",
        retention="participant",
        part=part_of_taking_part,
    ),
    Holding(
        model=Roadmap,
        title="Your roadmap",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[Fact("goals strengths values", "what you wrote in your roadmap", Purpose.TAKING_PART)],
        retention="participant",
        part=part_of_taking_part,
    ),
    Holding(
        model=Survey,
        title="How you felt about going back to work",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[Fact("moment answers answered_at", "how you felt about going back to work", Purpose.OUTCOMES)],
        retention="participant",
        part=part_of_taking_part,
    ),
    NotPersonal(CompletionRule, plain="programme percent"),
    Holding(
        model=SessionFeedback,
        title="What you said of sessions",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[Fact("session useful comment given_at", "what you said of a session", Purpose.OUTCOMES)],
        retention="participant",
        part=part_of_taking_part,
    ),
    Holding(
        model=ProgrammeCertificate,
        title="Your certificate",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[Fact("number completed_on issued_at", "the certificate you were given", Purpose.TAKING_PART)],
        plain="uuid",
        actors="issued_by",
        retention="participant",
        part=part_of_taking_part,
    ),
    Holding(
        model=NextStep,
        title="The next steps on your roadmap",
        whose=by_account("enrolment__person"),
        links="enrolment",
        facts=[Fact("what due_on done_at", "the steps on your roadmap", Purpose.TAKING_PART)],
        plain="uuid",
        retention="participant",
        part=part_of_taking_part,
    ),
    Holding(
        model=Question,
        title="What you asked the team",
        whose=by_account("enrolment__person"),
        links="enrolment asked_by",
        facts=[
            Fact("subject", "what you asked", Purpose.TAKING_PART),
            Fact("status due_at opened_at answered_at closed_at changed_at", "how far it is", Purpose.TAKING_PART),
        ],
        plain="uuid",
        actors="owner",
        retention="participant",
        part=part_of_taking_part,
    ),
    Holding(
        model=QuestionMessage,
        title="What you wrote to the team, and our answers",
        whose=by_account("thread__enrolment__person"),
        links="thread",
        facts=[Fact("text at from_team", "what was written, and when", Purpose.TAKING_PART)],
        actors="author",
        retention="participant",
        part=part_of_question,
    ),
]
