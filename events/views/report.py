"""What an event has come to, for staff: figures, ratings, comments and the quotes that may be published."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from core import audit, exports
from core.errors import Refused
from core.exports import Column, UKTime, label_of
from core.paging import newest_first
from events import report
from events.actions import feedback as actions
from events.gates import events_reader, events_team, read_event, run_event
from events.models import Event, Feedback


@events_reader
def event_report(request: SignedInRequest, uuid: str) -> HttpResponse:
    event = read_event(request, uuid)
    said = Feedback.objects.of_event(event)
    page = newest_first(request, said.with_words().select_related("invite"), by="given_at")
    context = {
        "event": event,
        "is_over": event.is_over(request.arrived_at),
        "figures": report.figures(event),
        "organisations": report.by_organisation(event),
        "regions": report.by_region(event),
        "answers": report.answers(event),
        "smallest": report.SMALLEST,
        "page": page,
        "runs": Event.objects.run_by(request.user).filter(pk=event.pk).exists(),
    }
    return render(request, "events/event_report.html", context)


@events_reader
@second_factor_again
def event_report_file(request: SignedInRequest, uuid: str, kind: str) -> HttpResponseBase:
    """Every answer as a file, without saying whose it is. Ratings are in it once there are enough of them."""
    event = read_event(request, uuid)
    if kind not in exports.KINDS:
        raise Http404
    rows = Feedback.objects.of_event(event).order_by("given_at", "pk")
    columns = _columns(with_ratings=rows.count() >= report.SMALLEST)
    why, name = "answers to an event", f"feedback-{event.slug}"
    try:
        return exports.noted_file(rows, columns, kind=kind, name=name, by=request.user, why=why)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("events:event_report", event.uuid)


@events_reader
@second_factor_again
def event_figures_file(request: SignedInRequest, uuid: str, kind: str) -> FileResponse:
    """The figures of the report as a file: numbers alone."""
    event = read_event(request, uuid)
    if kind not in exports.KINDS:
        raise Http404
    rows = report.table(event, is_over=event.is_over(request.arrived_at))
    audit.looked(request.user, event, why="Exported: figures of an event")
    return exports.table_file(kind, report.HEAD, rows, name=f"figures-{event.slug}")


@events_team
def quote_mark(request: SignedInRequest, uuid: str, invite: str) -> HttpResponse:
    """A press: the quote stands where others read it, or no longer does."""
    event = run_event(request, uuid)
    feedback = get_object_or_404(Feedback.objects.of_event(event).exclude(quote=""), invite__uuid=invite)
    if request.method == "POST":
        published = request.POST.get("published") == "yes"
        try:
            actions.mark_quote(feedback, published=published, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Marked as published." if published else "Marked as not published.")
    return redirect(f"{reverse('events:event_report', args=[event.uuid])}#words")


def _columns(*, with_ratings: bool) -> list[Column]:
    ratings = [Column(title, name) for name, title in report.QUESTIONS.items()] if with_ratings else []
    return [
        Column("Sent (UK time)", UKTime("given_at")),
        *ratings,
        Column("What was best", "best"),
        Column("What should be better", "better"),
        Column("Would take training", label_of("training", Feedback.Training)),
        Column("Quote", "quote"),
        Column("May be published", label_of("quote_use", Feedback.QuoteUse)),
        Column("Name to go with it", "quote_name"),
        Column("Published (UK time)", UKTime("published_at")),
    ]
