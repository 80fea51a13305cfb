"""The ranking of a round, and everything on one candidate. Names are on the page of one candidate only."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from core import audit, exports
from core.export_form import ExportForm
from core.paging import Page, filters_in_address
from core.words import number_of, paragraphs
from returners.models import Application
from selection.build_forms import RankingForm
from selection.models import Candidate, Review, Reviewer, Round
from selection.normalising import METHOD
from selection.picture import picture_of
from selection.ranking import Ranking, Standing
from selection.views import candidate_tables, ranking_tables
from selection.views.managed import managed_round

PAGE_SIZE = 50


@programme_manager
def round_ranking(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    picture = picture_of(round_)
    form = RankingForm(request.GET, standings=picture.ranking.standings)
    found = form.narrow(picture.ranking.standings, picture.built.made)
    page = _page(request, found)
    reviewers = Reviewer.objects.filter(pk__in=picture.ranking.normalised.adjustments).select_related("person")
    context = {
        "round": round_,
        "ranking": picture.ranking,
        "form": form,
        "page": page,
        "found": len(found),
        "query": filters_in_address(request),
        "head": ranking_tables.RANKING,
        "rows": ranking_tables.ranking(round_, page.rows, picture.built.made),
        "method": paragraphs(METHOD),
        "scatter": picture.ranking.normalised.scatter,
        "adjustments_head": ranking_tables.ADJUSTMENTS,
        "adjustments": ranking_tables.adjustments(reviewers, picture.ranking.normalised),
    }
    return render(request, "selection/round_ranking.html", context)


@programme_manager
@second_factor_again
def ranking_export(request: SignedInRequest, uuid: str) -> HttpResponseBase:
    """The rows of the ranking as a file, without names. It asks why, and is written down for each of them."""
    round_ = managed_round(request, uuid)
    picture = picture_of(round_)
    filters = RankingForm(request.GET, standings=picture.ranking.standings)
    if not filters.is_valid():
        # The ranking shows everything then, which a file must not do unasked.
        messages.error(request, "The filters in this address make no sense. Choose them again, then export.")
        return redirect("selection:round_ranking", round_.uuid)
    found = filters.narrow(picture.ranking.standings, picture.built.made)
    form = ExportForm(request.POST or None)
    if form.is_valid():
        applications = Application.objects.filter(candidate__in=[one.candidate for one in found])
        audit.looked_at_all(request.user, applications, why=f"Exported: {form.cleaned_data['why']}")
        rows = ranking_tables.exported(found, picture.built.made)
        return exports.table_file(form.cleaned_data["kind"], ranking_tables.EXPORTED, rows, name="ranking")
    context = {
        "round": round_,
        "form": form,
        "count": number_of(len(found), "application"),
        "columns": [{"title": title} for title in ranking_tables.EXPORTED],
        "query": filters_in_address(request),
    }
    return render(request, "selection/ranking_export.html", context)


def _page(request: SignedInRequest, found: list[Standing]) -> Page:
    """By number: the whole list is at hand, so that the last page costs what the first does."""
    wanted, last = request.GET.get("page", ""), max(1, -(-len(found) // PAGE_SIZE))
    number = min(int(wanted), last) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 1
    number = max(number, 1)

    def url(to: int) -> str:
        query = request.GET.copy()
        query["page"] = str(to)
        return f"?{query.urlencode()}"

    rows = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return Page(rows, url(number - 1) if number > 1 else "", url(number + 1) if number < last else "")


@programme_manager
def candidate_detail(request: SignedInRequest, uuid: str, number: str) -> HttpResponse:
    """All reviews of one side by side: here a manager sees whose they are."""
    round_ = managed_round(request, uuid)
    candidate = managed_candidate(round_, number)
    audit.looked(request.user, candidate.application, why="Reviews of a candidate")
    picture = picture_of(round_)
    standing = next((one for one in picture.ranking.standings if one.candidate == candidate.pk), None)
    reviews = list(
        candidate.reviews.select_related("reviewer__person").prefetch_related("scores").order_by("is_third", "pk")
    )
    submitted = [review for review in reviews if review.status == Review.Status.SUBMITTED]
    criteria = list(round_.rubric.criteria.all())
    moves = list(candidate.moves.select_related("by").order_by("-pk"))
    made = picture.built.made
    before, after = _beside(round_, standing, picture.ranking)
    context = {
        "round": round_,
        "candidate": candidate,
        "application": candidate.application,
        "standing": standing,
        "facts": candidate_tables.facts(round_, standing, made),
        "scores_head": candidate_tables.scores_head(submitted),
        "scores": candidate_tables.scores(criteria, submitted, picture.ranking.normalised),
        "said": candidate_tables.said(criteria, submitted),
        "told": candidate_tables.told(submitted),
        "open_reviews": candidate_tables.open_reviews(reviews),
        "open_head": candidate_tables.OPEN_REVIEWS,
        "move": next((move for move in moves if move.taken_back_at is None), None),
        "earlier": [move for move in moves if move.taken_back_at],
        "is_in": made is not None and candidate.pk in made.chosen,
        "before": before,
        "after": after,
        "can_move": round_.status == Round.Status.REVIEWING and standing is not None and standing.rank is not None,
    }
    return render(request, "selection/candidate_detail.html", context)


def _beside(round_: Round, standing: Standing | None, ranking: Ranking) -> tuple[str, str]:
    """The addresses of whoever stands before and after this one in the ranking."""
    if standing is None:
        return "", ""
    place = ranking.standings.index(standing)
    around = (ranking.standings[place - 1 : place], ranking.standings[place + 1 : place + 2])
    before, after = (
        next((reverse("selection:candidate_detail", args=[round_.uuid, one.number]) for one in some), "")
        for some in around
    )
    return before, after


def managed_candidate(round_: Round, number: str) -> Candidate:
    rows = round_.candidates.select_related("application__person", "application__cohort", "application__strand")
    return get_object_or_404(rows, number=number)
