"""What waits for a programme manager: applications to decide, to look at again; offers running out."""

import datetime as dt

from django.db.models import Count, F, Min, OuterRef, Subquery
from django.urls import reverse

from accounts.models import User
from cohorts.models import Cohort
from core.places import Status
from core.words import number_of
from reporting.inbox.counting import count_of
from reporting.inbox.task import Task
from returners.models import Application, Place, Reopening, ReviewRequest

RUNS_OUT_SOON = dt.timedelta(days=2)


def tasks(person: User, at: dt.datetime) -> list[Task]:
    return [
        *to_decide(person, at),
        *to_look_at_again(person, at),
        *answers_changed(person),
        *offers_running_out(person, at),
    ]


def to_decide(person: User, at: dt.datetime) -> list[Task]:
    """Applications the rules referred to a person, a task a cohort, due when the oldest is."""
    waiting = Application.objects.filter(cohort=OuterRef("pk")).in_review()
    oldest = waiting.order_by("submitted_at").values("submitted_at")[:1]
    cohorts = Cohort.objects.managed_by(person).annotate(waiting=count_of(waiting, "cohort"), first=Subquery(oldest))
    found = []
    for cohort in cohorts.filter(first__isnull=False).select_related("programme"):
        by = cohort.review_deadline(cohort.first)
        found.append(
            Task(
                group=cohort.programme.name,
                title=f"{number_of(cohort.waiting, 'application')} to decide, {cohort.name}",
                url=f"{reverse('returners:application_list')}?cohort={cohort.pk}&status=in+review",
                link="Decide",
                by=by,
                is_late=by < at,
            )
        )
    return found


def answers_changed(person: User) -> list[Task]:
    """Applications with a person whose answers are no longer those that were sent: each has to be read again."""
    mine = Application.objects.managed_by(person).select_related("cohort__programme")
    found = mine.filter(pk__in=Reopening.objects.of_changed_answers().values("application"))
    return [
        Task(
            group=application.cohort.programme.name,
            title=f"Answers changed, {application.reference}",
            url=reverse("returners:application_review", args=[application.uuid]),
            link="Read",
            by=application.decide_by,
        )
        for application in found
    ]


def to_look_at_again(person: User, at: dt.datetime) -> list[Task]:
    """People who ask for a person to look at what was decided, a task a cohort: what is due first is opened."""
    asked = ReviewRequest.objects.open().filter(application__in=Application.objects.managed_by(person))
    in_cohort = asked.filter(application__cohort=OuterRef("application__cohort")).order_by()
    counts = in_cohort.values("application__cohort").annotate(count=Count("pk")).values("count")
    first = asked.order_by("application__cohort_id", "answer_by", "pk").distinct("application__cohort_id")
    found = []
    for request in first.annotate(count=Subquery(counts)).select_related("application__cohort__programme"):
        cohort = request.application.cohort
        people = "1 person asks" if request.count == 1 else f"{request.count} people ask"
        page = "application_decide_again" if request.assessment_id else "application_decide"
        found.append(
            Task(
                group=cohort.programme.name,
                title=f"{people} for a person to look at a decision, {cohort.name}",
                url=reverse(f"returners:{page}", args=[request.application.uuid]),
                link="Look at it",
                by=request.answer_by,
                is_late=request.is_late(at),
            )
        )
    return found


def offers_running_out(person: User, at: dt.datetime) -> list[Task]:
    """Offers that were opened, that nobody has answered and that end within two days: a call may help.

    Those not opened are an early warning, with a task of its own.
    """
    soon = Place.objects.filter(
        status=Status.OFFERED,
        offer_seen_at__isnull=False,
        offer_expires_at__lte=at + RUNS_OUT_SOON,
        pool__cohort__in=Cohort.objects.managed_by(person),
    )
    cohorts = soon.values(
        name=F("pool__cohort__name"),
        slug=F("pool__cohort__slug"),
        programme=F("pool__cohort__programme__name"),
        programme_slug=F("pool__cohort__programme__slug"),
    )
    return [
        Task(
            group=row["programme"],
            title=f"{number_of(row['count'], 'offer')} about to run out, {row['name']}",
            url=reverse("returners:cohort_detail", args=[row["programme_slug"], row["slug"]]) + "#offers",
            link="See who",
            by=row["first"],
        )
        for row in cohorts.annotate(count=Count("pk"), first=Min("offer_expires_at")).order_by()
    ]
