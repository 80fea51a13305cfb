"""What waits for whoever manages a ranked cohort: to open its round, find readers, chase, look, prepare and release.

And what waits for staff who read applications themselves. Those who do nothing else have a page of their own for it.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse

from accounts.models import User
from cohorts.models import Cohort, Criterion
from core.calendar import end_of_uk_day, uk_day
from core.words import number_of
from reporting.inbox.counting import count_of
from reporting.inbox.task import Task
from returners.models import Application
from selection.models import Candidate, Review, Round, Score
from selection.scores import HIGHEST_LEVEL


def tasks(person: User, at: dt.datetime) -> list[Task]:
    found = [task for cohort in watched(person, at) for task in _of_cohort(cohort, at)]
    return [*found, *to_read(person, at)]


def to_read(person: User, at: dt.datetime) -> list[Task]:
    """What this member of staff is to read, as a reviewer. They learn the name of no programme from it."""
    if not person.is_reviewer:
        return []
    mine = Review.objects.of(person).to_do().filter(candidate__round__status=Round.Status.REVIEWING)
    mine = mine.filter(candidate__application__status=Application.Status.ASSESSMENT)
    found = mine.aggregate(count=Count("pk"), by=Min("due_on"))
    if not found["count"]:
        return []
    by = end_of_uk_day(found["by"])
    title = f"{number_of(found['count'], 'application')} for you to read"
    url = reverse("selection:review_list")
    return [Task(group="Your reviews", title=title, url=url, link="Read", by=by, is_late=by <= at)]


# -- Rounds ----------------------------------------------------------------------------------------------------------


class HowFar(NamedTuple):
    """How far a round has come. `waiting`: applications to decide on, of which `few` lack a reader.

    `new`: applications that have come in since, and are no candidates yet. `referred`: those that a person has to find
    eligible or not. `apart`: those with two reviews too far apart, and no third person to read them. `to_do`, of which
    some are `late`, since some day, and some `thirds`: reviews to be written. `flagged`: applications.
    """

    waiting: int
    few: int
    new: int
    referred: int
    apart: int
    to_do: int
    late: int
    late_since: dt.date | None
    thirds: int
    flagged: int

    @property
    def short(self) -> int:
        """Applications that need somebody to read them."""
        return self.few + self.new + self.apart

    @property
    def is_ready(self) -> bool:
        """Everything is read, and nobody else can come in."""
        return bool(self.waiting) and not (self.short or self.to_do or self.referred)


def watched(person: User, at: dt.datetime) -> QuerySet:
    """The ranked cohorts that have closed and are not released, with how far each has come: in one query."""
    waiting = Candidate.objects.filter(round=OuterRef("round__pk"), application__status=Application.Status.ASSESSMENT)
    flags = Review.objects.submitted().filter(candidate=OuterRef("pk")).exclude(flags=[])
    applications = Application.objects.filter(cohort=OuterRef("pk"))
    reviews = Review.objects.to_do().filter(candidate__round=OuterRef("round__pk"))
    to_do = reviews.filter(candidate__application__status=Application.Status.ASSESSMENT)
    ranked = Cohort.objects.managed_by(person).filter(admission=Cohort.Admission.RANKED, closes_at__lte=at)
    return (
        ranked.filter(Q(round=None) | ~Q(round__status=Round.Status.RELEASED))
        .select_related("programme", "round")
        .annotate(
            waiting=count_of(waiting, "round"),
            few=count_of(_with_readers(waiting).filter(readers__lt=F("each")), "round"),
            new=count_of(applications.in_assessment().filter(candidate=None), "cohort"),
            referred=count_of(applications.in_review(), "cohort"),
            apart=count_of(_apart(waiting), "round"),
            to_do=count_of(to_do, "candidate__round"),
            late=count_of(to_do.filter(due_on__lt=uk_day(at)), "candidate__round"),
            late_since=Subquery(to_do.order_by("due_on").values("due_on")[:1]),
            thirds=count_of(to_do.filter(is_third=True), "candidate__round"),
            flagged=count_of(waiting.filter(Exists(flags)), "round"),
        )
        .order_by("pk")
    )


def _with_readers(candidates: QuerySet) -> QuerySet:
    live = Review.objects.live().filter(candidate=OuterRef("pk"))
    return candidates.alias(readers=count_of(live, "candidate"), each=F("round__cohort__rubric__reviews_each"))


def _apart(candidates: QuerySet) -> QuerySet:
    """Two have read them, and differ by more than the rubric allows."""
    given = Score.objects.filter(review=OuterRef("pk")).order_by().values("review")
    points = Subquery(given.annotate(sum=Sum(F("level") * F("criterion__weight"))).values("sum"))
    read = Review.objects.submitted().filter(candidate=OuterRef("pk"))
    weights = Criterion.objects.filter(rubric=OuterRef("round__cohort__rubric")).order_by().values("rubric")
    scored = read.annotate(points=points).values("points")
    return (
        _with_readers(candidates)
        .alias(
            read=count_of(read, "candidate"),
            gap=Subquery(scored.order_by("-points")[:1]) - Subquery(scored.order_by("points")[:1]),
            most=HIGHEST_LEVEL * Subquery(weights.annotate(sum=Sum("weight")).values("sum")),
        )
        .filter(each__lte=2, readers=2, read=2, gap__gt=F("round__cohort__rubric__gap_limit") * F("most") / 100.0)
    )


def _of_cohort(cohort: Cohort, at: dt.datetime) -> Iterator[Task]:
    found = HowFar(*(getattr(cohort, name) for name in HowFar._fields))
    round_: Round | None = getattr(cohort, "round", None)
    if round_:
        # Read along with it: there is nothing to ask for again.
        round_.cohort = cohort
        yield from _of_round(round_, found, at)
    elif found.new:
        by = end_of_uk_day(cohort.decisions_by)
        yield Task(
            group=cohort.programme.name,
            title=f"Applications to be read, {cohort.name}",
            url=reverse("selection:round_open", args=[cohort.programme.slug, cohort.slug]),
            link="Share them out",
            by=by,
            is_late=by <= at,
        )


def _of_round(round_: Round, found: HowFar, at: dt.datetime) -> Iterator[Task]:
    decide_by = round_.cohort.decisions_by
    if round_.status == Round.Status.PREPARED:
        yield _prepared(round_, found, at)
        return
    if found.short:
        needs = "1 application needs a reviewer" if found.short == 1 else f"{found.short} applications need a reviewer"
        yield _task(round_, needs, "round_missing", "Find one", at, by=round_.review_by)
    if found.late and found.late_since:
        late = number_of(found.late, "late review")
        yield _task(round_, late, "round_reviews", "See whose", at, by=found.late_since, query="state=late")
    if found.thirds:
        waits = f"{number_of(found.thirds, 'disagreement')} with a third reviewer"
        yield _task(round_, waits, "round_reviews", "See which", at, by=round_.review_by, query="state=third")
    if found.flagged:
        flags = f"{number_of(found.flagged, 'application')} with a flag"
        yield _task(round_, flags, "round_ranking", "Look at them", at, by=decide_by, query="flag=any")
    if found.is_ready:
        yield _task(round_, "Decisions to prepare", "round_build", "Build the cohort", at, by=decide_by)


def _prepared(round_: Round, found: HowFar, at: dt.datetime) -> Task:
    """To release; or, where others have been found eligible since, to prepare again."""
    by = round_.cohort.decisions_by
    if found.new:
        came = f"{number_of(found.new, 'application')} found eligible since the decisions were prepared"
        return _task(round_, came, "round_decisions", "Take them back", at, by=by)
    return _task(round_, "Decisions to release", "round_decisions", "Read and release", at, by=by)


def _task(round_: Round, title: str, page: str, link: str, at: dt.datetime, *, by: dt.date, query: str = "") -> Task:
    """`query`: the filter of the page that shows what is counted."""
    deadline = end_of_uk_day(by)
    url = reverse(f"selection:{page}", args=[round_.uuid])
    return Task(
        group=round_.cohort.programme.name,
        title=f"{title}, {round_.cohort.name}",
        url=f"{url}?{query}" if query else url,
        link=link,
        by=deadline,
        is_late=deadline <= at,
    )
