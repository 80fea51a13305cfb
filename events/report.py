"""What an event has come to: who booked, who came, and what they thought. Counted from the rows, kept nowhere."""

from typing import Any

from django.db.models import Avg, Count, F, Q, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from core.charts import BarChart, bar_chart
from core.exports import Cell
from core.places import Status
from core.regions import Region
from core.small_numbers import hide_small, share
from events.models import Attendee, Booking, Event, Feedback

# Fewer answers than this show no averages, nor does a rating that fewer gave show how the answers spread.
SMALLEST = 5
# More rows would be a list, not a report: the attendee list has them all.
ORGANISATIONS = 50
HEAD = ["Part", "Figure", "Number"]
HIDDEN = "Not shown"
PEOPLE = {
    "booked": "Booked",
    "came": "Came",
    "no_shows": "Booked and did not come",
    "walked_in": "Came without a seat booked",
    "cancelled": "Cancelled before it began",
    "waited": "Still waiting when it began",
    "not_taken": "Did not take a seat they were offered",
}
QUESTIONS = {"overall": "The event as a whole", "speakers": "Speakers", "usefulness": "Usefulness"}


def figures(event: Event) -> dict[str, int]:
    """People, not parties. Whoever cancelled, did not come, or waited to the end: each is counted once, apart."""
    people = Sum("seats", default=0)
    before = Q(closed_at__lt=event.starts_at)
    booked = Booking.objects.filter(event=event).aggregate(
        booked=Sum("seats", filter=Q(status=Status.CONFIRMED), default=0),
        cancelled=Sum("seats", filter=Q(status=Status.CANCELLED) & before, default=0),
        # Those who still waited when it began, even once the list was closed.
        waited=Sum("seats", filter=Q(status=Status.WAITING) | (Q(status=Status.CANCELLED) & ~before), default=0),
        not_taken=Sum("seats", filter=Q(status__in=(Status.DECLINED, Status.EXPIRED)), default=0),
        everybody=people,
    )
    arrived = (
        Attendee.objects.filter(event=event)
        .here()
        .aggregate(
            came=Count("pk"),
            came_booked=Count("pk", filter=Q(booking__status=Status.CONFIRMED, walked_in=False)),
        )
    )
    walked_in = arrived["came"] - arrived["came_booked"]
    return {**booked, **arrived, "walked_in": walked_in, "no_shows": booked["booked"] - arrived["came_booked"]}


def by_organisation(event: Event) -> list[dict[str, Any]]:
    """Who sent how many, and how many of them came; those who came most first."""
    name = Coalesce(
        F("booking__organisation__name"),
        NullIf(F("booking__organisation_name"), Value("")),
        NullIf(F("organisation_name"), Value("")),
        Value("Not known"),
    )
    return _groups(Attendee.objects.filter(event=event).annotate(group=name))[:ORGANISATIONS]


def by_region(event: Event) -> list[dict[str, Any]]:
    """The regions in which the organisations have sites. One with sites in two regions counts in both."""
    people = Attendee.objects.filter(event=event, booking__organisation__sites__isnull=False)
    rows = _groups(people.annotate(group=F("booking__organisation__sites__region")), distinct=True)
    return [row | {"group": Region(row["group"]).label} for row in rows]


def _groups(people, *, distinct: bool = False) -> Any:
    confirmed = Q(booking__status=Status.CONFIRMED)
    here = Q(arrived_at__isnull=False)
    rows = people.filter(confirmed | here).values("group")
    counted = rows.annotate(
        booked=Count("pk", filter=confirmed, distinct=distinct), came=Count("pk", filter=here, distinct=distinct)
    )
    return counted.order_by("-came", "-booked", "group")


def answers(event: Event) -> dict[str, Any]:
    """How many were asked and answered, and how they rated it."""
    given = Feedback.objects.of_event(event)
    counts = {
        f"{question}_{value}": Count("pk", filter=Q(**{question: value}))
        for question in QUESTIONS
        for value in Feedback.Rating.values
    }
    found = given.aggregate(
        answered=Count("pk"),
        training=Count("pk", filter=Q(training=Feedback.Training.YES)),
        **{f"{question}_average": Avg(question) for question in QUESTIONS},
        **counts,
    )
    invited = event.feedback_invites.count()
    ratings = [_rating(found, question) for question in QUESTIONS]
    return {
        "invited": invited,
        "answered": found["answered"],
        "rate": share(found["answered"], invited),
        "training": found["training"] if found["training"] == 0 or found["training"] >= SMALLEST else None,
        "ratings": ratings,
        "chart": _chart(ratings),
    }


def _rating(found: dict[str, Any], question: str) -> dict[str, Any]:
    """One question. With the average and all but one of the counts, the last could be worked out: so all or none."""
    counts = [found[f"{question}_{value}"] for value in Feedback.Rating.values]
    number = sum(counts)
    spread = hide_small(counts, smallest=SMALLEST)
    return {
        "question": QUESTIONS[question],
        "answers": number,
        "average": round(found[f"{question}_average"], 1) if number >= SMALLEST else None,
        "spread": counts if number >= SMALLEST and None not in spread else None,
    }


def _chart(ratings: list[dict[str, Any]]) -> BarChart | None:
    shown = [rating for rating in ratings if rating["average"] is not None]
    if not shown:
        return None
    said = "; ".join(f"{rating['question']}: {rating['average']}" for rating in shown)
    return bar_chart(
        [(rating["question"], rating["average"], f"{rating['average']}") for rating in shown],
        most=5,
        name="ratings",
        title="Average ratings from 1, very poor, to 5, very good",
        description=f"{said}.",
    )


def table(event: Event, *, is_over: bool) -> list[list[Cell]]:
    """The figures as rows of a file, by HEAD. It leaves the portal: no names in it, and no region with only a few."""
    people = figures(event)
    rows: list[list[Cell]] = [
        ["People", title, people[name]] for name, title in PEOPLE.items() if is_over or name != "no_shows"
    ]
    regions = by_region(event)
    for name in ("booked", "came"):
        shown = hide_small([row[name] for row in regions], smallest=SMALLEST)
        part = f"{PEOPLE[name]}, by region of their sites"
        rows += [[part, row["group"], _or_hidden(count)] for row, count in zip(regions, shown, strict=True)]
    return rows + _answers_as_rows(answers(event))


def _answers_as_rows(found: dict[str, Any]) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        ["Feedback", "Asked", found["invited"]],
        ["Feedback", "Answered", found["answered"]],
        ["Feedback", "Response rate in per cent", _or_hidden(found["rate"])],
        ["Feedback", "Would take training", _or_hidden(found["training"])],
    ]
    for rating in found["ratings"]:
        rows += [
            [rating["question"], "Answers", rating["answers"]],
            [rating["question"], "Average from 1 to 5", _or_hidden(rating["average"])],
        ]
        spread = rating["spread"] or [None] * len(Feedback.Rating)
        rows += [
            [rating["question"], f"{value.label} ({value.value})", _or_hidden(count)]
            for value, count in zip(Feedback.Rating, spread, strict=True)
        ]
    return rows


def _or_hidden(number: float | None) -> Cell:
    return HIDDEN if number is None else number
