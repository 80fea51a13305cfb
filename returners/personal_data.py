"""What an application holds on a person."""

import datetime as dt
from typing import Any

from django.contrib.postgres.functions import RandomUUID
from django.db.models import Case, CharField, Exists, F, JSONField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, JSONObject, TruncMonth

from core.calendar import uk_day
from core.privacy import Anonymise, Fact, Holding, NotPersonal, Purpose, Retention, Subject, Unit, by_account
from core.uktime import uk_date
from returners.actions import withdraw
from returners.letters import context
from returners.models import (
    CV,
    Application,
    Assessment,
    CalendarChange,
    CareerBreak,
    CriterionAnswer,
    Decision,
    EqualityAnswers,
    EqualityTotals,
    KnownSkill,
    PhoneDraft,
    Place,
    Profile,
    Reopening,
    ReviewRequest,
    SavedCheck,
    Step,
    WantedTopic,
    WorkRole,
    day_of_their_cohort,
    keyed_hashes,
)

PLACE_TIMES = "joined_at pending_until offered_at offer_seen_at offer_expires_at closed_at"


def unsent() -> QuerySet:
    return Application.objects.drafts().live()


def over_without_a_place() -> QuerySet:
    """Turned down, withdrawn, run out: they never had a place. Those whose name is gone already are not asked again."""
    return _named().exclude(closed_at=None).exclude(had_place)


def taken_part() -> QuerySet:
    """Who had a place, whether they stayed or left."""
    return _named().filter(had_place).annotate(follow_on_over_on=day_of_their_cohort("follow_on_ends_on"))


def _named() -> QuerySet:
    return Application.objects.submitted().exclude(full_name=NAME_DELETED)


def about_to_go(application: Application, last_day: dt.date) -> dict[str, Any]:
    """The letter before an application that was never sent is deleted."""
    whom = {"to": application.person.email, "person": application.person, "about": application.uuid}
    said = context(application) | {"last_day": uk_date(last_day)}
    return {**whom, "template": "returners/email/draft_ends", "context": said}


NAME_DELETED = "Name deleted"
had_place = Exists(Step.objects.filter(application=OuterRef("pk"), what=Step.What.CONFIRMED))

RETENTION = [
    Retention("saved-check", "Answers you sent yourself a link to", "deleted after 14 days"),
    Retention(
        "unfinished-application",
        "An application you did not send",
        "after you last changed it",
        period=90,
        unit=Unit.DAYS,
        lowest=28,
        highest=365,
        rows=unsent,
        since="changed_at",
        person="person",
        ends=withdraw,
        warning=about_to_go,
    ),
    Retention(
        "unsuccessful-application",
        "An application that did not lead to a place",
        "after it was over",
        period=12,
        lowest=6,
        highest=36,
        rows=over_without_a_place,
        since="closed_at",
        person="person",
    ),
    Retention(
        "participant",
        "An application that led to a place, and your part in the programme",
        "after the follow-on of your cohort ends",
        period=36,
        lowest=6,
        highest=84,
        rows=taken_part,
        since="follow_on_over_on",
        person="person",
    ),
]
KINDS = "unfinished-application unsuccessful-application participant"
# The answers that tell people apart.
TOLD = [
    *("phone", "contact_by", "postcode", "council"),
    *("situation", "because_of_caring", "kept_working", "field", "right_to_work"),
    *("needs_support", "support_needs"),
]
COUNTED = "We count applications by month, region, strand and outcome."

# A decision on nobody: its region, and neither the answers nor the reasons.
REGION_ALONE = JSONObject(
    region=F("verdict__region"), results=Value([], JSONField()), eligible_from=Value(None, JSONField())
)


def leave(subject: Subject, *, at: dt.datetime) -> None:
    """Withdraw what is live, so that a place goes to the next in turn. Who took part to the end stays counted so."""
    live = Application.objects.live().filter(person=subject.pk).annotate(ended=day_of_their_cohort("ends_on"))
    for application in live.exclude(status=Application.Status.DECIDED, ended__lt=uk_day(at)).order_by("pk"):
        withdraw(application, at=at)


def own_equality_answers(subject: Subject) -> Q:
    """Found as their owner finds them: by the keyed hash of each application."""
    applications = Application.objects.filter(person=subject.pk or 0)
    keys = [key for uuid in applications.values_list("uuid", flat=True) for key in keyed_hashes(uuid)]
    return Q(key__in=keys)


def equality_answers_of(whole: Any) -> Q:
    return Q(key__in=keyed_hashes(whole.uuid)) if isinstance(whole, Application) else Q(pk__in=[])


HOLDINGS = [
    Holding(
        model=Application,
        title="Your applications",
        whose=by_account("person"),
        links="person",
        facts=[
            Fact("full_name phone contact_by", "your name, phone number and how to reach you", Purpose.APPLYING),
            Fact("postcode council", "where you live", Purpose.APPLYING),
            Fact(
                "situation because_of_caring kept_working field right_to_work",
                "your work, your experience and your right to work in the UK",
                Purpose.APPLYING,
            ),
            Fact("needs_support support_needs", "the support you need to take part", Purpose.SUPPORT),
            Fact("has_told_roles", "whether you told us all your jobs", Purpose.APPLYING),
            Fact("declarations declared_at", "what you declared when you applied", Purpose.APPLYING),
            Fact("privacy_notice", "which privacy notice was in force then", Purpose.APPLYING),
            Fact("programme cohort strand", "what you applied for", Purpose.APPLYING),
            Fact("reference status started_at changed_at submitted_at closed_at", "how far it came", Purpose.APPLYING),
        ],
        plain="uuid",
        retention=KINDS,
        erasure=Anonymise(
            {
                "full_name": NAME_DELETED,
                **dict.fromkeys(TOLD, ""),
                "has_told_roles": False,
                "declarations": None,
                "declared_at": None,
                "privacy_notice": None,
                "uuid": RandomUUID(),
                "reference": Concat(Value("D"), Cast("pk", CharField())),
                **{name: TruncMonth(name) for name in ("started_at", "changed_at", "submitted_at", "closed_at")},
            },
            kept="programme cohort strand status",
            why=COUNTED,
        ),
    ),
    Holding(
        model=SavedCheck,
        title="Answers you sent yourself a link to",
        # No name, no address, no account: nobody but whoever has the link can tell whose they are.
        whose=lambda subject: Q(pk__in=[]),
        facts=[Fact("programme answers saved_at", "your answers, for carrying on at another device", Purpose.APPLYING)],
        plain="uuid",
        retention="saved-check",
    ),
    Holding(
        model=CareerBreak,
        title="Your career breaks",
        whose=by_account("application__person"),
        links="application",
        facts=[Fact("reason start end", "when and why you were away from work", Purpose.APPLYING)],
        retention=KINDS,
    ),
    Holding(
        model=Decision,
        title="Decisions on your applications",
        whose=by_account("application__person"),
        links="application",
        facts=[
            Fact("rules outcome decided_at", "what was decided, and when", Purpose.APPLYING),
            Fact("answers verdict why", "the answers it was decided on, and the reasons", Purpose.APPLYING),
        ],
        actors="decided_by",
        retention=KINDS,
        erasure=Anonymise(
            {
                "answers": Value({}, JSONField()),
                "verdict": REGION_ALONE,
                "decided_at": TruncMonth("decided_at"),
                # A person's decision has to have one.
                "why": Case(When(why="", then=Value("")), default=Value("Deleted")),
            },
            kept="rules outcome",
            why=COUNTED,
        ),
    ),
    Holding(
        model=CriterionAnswer,
        title="Your answers to the questions that reviewers score",
        whose=by_account("application__person"),
        links="application",
        facts=[Fact("criterion text", "what you wrote about yourself, for reviewers to score", Purpose.APPLYING)],
        retention=KINDS,
    ),
    Holding(
        model=Assessment,
        title="What the assessment of your applications came to",
        whose=by_account("application__person"),
        links="application",
        facts=[
            Fact("outcome reason decided_at", "what was decided, when and why", Purpose.APPLYING),
            Fact("score rank feedback why", "your score, and what was said about each part", Purpose.APPLYING),
        ],
        plain="uuid",
        actors="decided_by",
        retention=KINDS,
        erasure=Anonymise(
            {
                "uuid": RandomUUID(),
                "feedback": Value([], JSONField()),
                "why": "",
                "score": None,
                "rank": None,
                "decided_at": TruncMonth("decided_at"),
            },
            kept="outcome reason",
            why=COUNTED,
        ),
    ),
    Holding(
        model=PhoneDraft,
        title="Applications we took down for you on the phone",
        whose=by_account("application__person"),
        links="application",
        facts=[
            Fact("taken_at confirmed_at", "when you called, and when you confirmed it", Purpose.APPLYING),
            Fact("sent_at sent_to", "where we sent it for you to read", Purpose.APPLYING),
            Fact("objection objected_at", "what you told us was not right", Purpose.APPLYING),
        ],
        hidden="link",
        plain="link",
        actors="taken_by",
        retention=KINDS,
    ),
    Holding(
        model=Reopening,
        title="Sections of your applications that were opened again",
        whose=by_account("application__person"),
        links="application",
        facts=[
            Fact("section note opened_at", "which section, and what we asked you to change", Purpose.APPLYING),
            Fact("answers ended ended_at", "what you answered, and when it was closed", Purpose.APPLYING),
        ],
        actors="opened_by",
        retention=KINDS,
    ),
    Holding(
        model=ReviewRequest,
        title="Your requests for a person to look at a decision",
        whose=by_account("application__person"),
        links="application",
        facts=[
            Fact("said", "what you told us when you asked", Purpose.APPLYING),
            Fact(
                "decision assessment asked_at answer_by answered_at taken_back_at",
                "when you asked, and when we answered",
                Purpose.APPLYING,
            ),
        ],
        retention=KINDS,
    ),
    Holding(
        model=Place,
        title="Your places and turns",
        whose=by_account("application__person"),
        links="application",
        facts=[
            Fact("pool status seats position ahead", "your place, or your turn on the waiting list", Purpose.APPLYING),
            Fact(PLACE_TIMES, "when it was kept for you, offered, opened and answered", Purpose.APPLYING),
            Fact("decline_reason", "why you turned it down", Purpose.APPLYING),
        ],
        retention=KINDS,
        erasure=Anonymise(
            {
                "decline_reason": "",
                **{name: TruncMonth(name) for name in PLACE_TIMES.split()},
            },
            kept="pool status seats position ahead",
            why="We count places, and how many were taken up.",
        ),
    ),
    Holding(
        model=Step,
        title="What happened to your applications",
        whose=by_account("application__person"),
        links="application",
        facts=[Fact("what at why", "each step of your application, and the reasons given", Purpose.APPLYING)],
        actors="by",
        retention=KINDS,
        erasure=Anonymise({"at": TruncMonth("at"), "why": ""}, kept="what", why=COUNTED),
    ),
    NotPersonal(CalendarChange, plain="cohort dates offers made_at why", actors="made_by"),
    Holding(
        model=CV,
        title="Your CV",
        whose=by_account("application__person"),
        links="application",
        facts=[Fact("file name kind size uploaded_at", "your CV, if you gave us one", Purpose.TAKING_PART)],
        retention=KINDS,
    ),
    # After the applications, so that erasure, which walks upwards, comes here first: without the uuid of an application
    # nobody finds the answers any more.
    Holding(
        model=EqualityAnswers,
        title="Your answers to the equality questions",
        whose=own_equality_answers,
        part=equality_answers_of,
        facts=[Fact("answers", "what you told us about yourself, if you wanted to", Purpose.EQUALITY)],
        plain="key programme version",
        hidden="key",
        retention="unsuccessful-application participant",
    ),
    NotPersonal(EqualityTotals, plain="programme version frozen_on people tables"),
    Holding(
        model=Profile,
        title="What you told us once you had a place",
        whose=by_account("application__person"),
        links="application",
        facts=[
            Fact("hours patterns travel kinds", "the work you would like", Purpose.TAKING_PART),
            Fact("hopes wants_no_topic", "what you hope to get from the programme", Purpose.TAKING_PART),
            Fact(
                "has_told_all_roles has_no_listed_skill", "how much you told us of your experience", Purpose.TAKING_PART
            ),
        ],
        plain="enrolment",
        retention="participant",
    ),
    Holding(
        model=WorkRole,
        title="Jobs you had",
        whose=by_account("application__person"),
        links="application",
        facts=[
            Fact("job_title employer start end", "where you worked, as what, and when", Purpose.TAKING_PART),
            Fact("occupation occupation_version", "the kind of work it was", Purpose.TAKING_PART),
        ],
        retention=KINDS,
    ),
    Holding(
        model=KnownSkill,
        title="Your skills",
        whose=by_account("application__person"),
        links="application",
        facts=[
            Fact("skill last_used confidence", "what you can do, and how confident you are in it", Purpose.MENTORING)
        ],
        retention="participant",
    ),
    Holding(
        model=WantedTopic,
        title="What you would like help with",
        whose=by_account("application__person"),
        links="application",
        facts=[Fact("skill", "what you would like help with", Purpose.MENTORING)],
        retention="participant",
    ),
]
