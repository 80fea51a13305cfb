"""What people said of the sessions of a cohort, for its managers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core.paging import newest_first
from core.uktime import uk_short_date
from participation import feedback_figures as figures
from participation.views.managed import managed_cohort

HEAD = ["Session", "Date", "Answers", "Average, 1 to 5"]


@programme_manager
def feedback_list(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """The sessions that are over, the last one first, with how useful people found them."""
    cohort = managed_cohort(request, programme_slug, slug)
    over = cohort.sessions.standing().filter(ends_at__lte=request.arrived_at)
    page = newest_first(request, figures.with_ratings(over), by="starts_at")
    rows = [
        [
            {"text": session.title, "url": reverse("participation:feedback_detail", args=[*_of(cohort), session.uuid])},
            uk_short_date(session.starts_at),
            {"text": session.answers, "number": True},
            {"text": figures.average_of(session), "number": True},
        ]
        for session in page.rows
    ]
    context = {"cohort": cohort, "page": page, "head": HEAD, "rows": rows, "smallest": figures.SMALLEST}
    return render(request, "participation/feedback_list.html", context)


@programme_manager
def feedback_detail(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    """One session: how the answers spread, and what people wrote. No page says who wrote it."""
    cohort = managed_cohort(request, programme_slug, slug)
    session = get_object_or_404(cohort.sessions.standing(), uuid=uuid)
    page = newest_first(request, session.feedback.with_words(), by="given_at")
    context = {"cohort": cohort, "session": session, "thought": figures.thought(session), "page": page}
    return render(request, "participation/feedback_detail.html", context)


def _of(cohort) -> list[str]:
    return [cohort.programme.slug, cohort.slug]
