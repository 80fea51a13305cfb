from django.urls import URLPattern, path

from selection.views import building, decisions, ranking, readers, report, reviewing, rounds

app_name = "selection"

# -- Reviewers -------------------------------------------------------------------------------------------------------

REVIEWERS: list[URLPattern] = [
    path("reviews/", reviewing.review_list, name="review_list"),
    path("reviews/<uuid:uuid>/", reviewing.review_read, name="review_read"),
    path("reviews/<uuid:uuid>/hand-back/", reviewing.review_hand_back, name="review_hand_back"),
    path("reviewer/<slug:slug>/", reviewing.reviewer_change, name="reviewer_change"),
]

# -- Rounds and reviews, for managers --------------------------------------------------------------------------------

ROUNDS: list[URLPattern] = [
    path("staff/rounds/", rounds.round_list, name="round_list"),
    path("staff/rounds/<slug:programme_slug>/<slug:slug>/open/", rounds.round_open, name="round_open"),
    path("staff/rounds/<uuid:uuid>/", rounds.round_detail, name="round_detail"),
    path("staff/rounds/<uuid:uuid>/read-by/", rounds.round_read_by, name="round_read_by"),
    path("staff/rounds/<uuid:uuid>/reviews/", readers.round_reviews, name="round_reviews"),
    path("staff/rounds/<uuid:uuid>/reviews/give/", readers.review_give, name="review_give"),
    path("staff/rounds/<uuid:uuid>/reviews/missing/", readers.round_missing, name="round_missing"),
    path("staff/rounds/<uuid:uuid>/reviews/fill/", readers.round_fill, name="round_fill"),
    path("staff/rounds/<uuid:uuid>/reviews/even/", readers.round_even, name="round_even"),
    path("staff/rounds/<uuid:uuid>/reviews/<uuid:review_uuid>/", readers.review_reassign, name="review_reassign"),
    path("staff/rounds/<uuid:uuid>/reviewers/<uuid:reviewer_uuid>/", readers.round_reviewer, name="round_reviewer"),
    path("staff/rounds/<uuid:uuid>/conflicts/", readers.conflict_list, name="conflict_list"),
    path("staff/rounds/<uuid:uuid>/conflicts/add/", readers.conflict_add, name="conflict_add"),
    path("staff/rounds/<uuid:uuid>/conflicts/<int:pk>/remove/", readers.conflict_remove, name="conflict_remove"),
]

# -- Ranking and the cohort builder ----------------------------------------------------------------------------------

BUILDER: list[URLPattern] = [
    path("staff/rounds/<uuid:uuid>/ranking/", ranking.round_ranking, name="round_ranking"),
    path("staff/rounds/<uuid:uuid>/ranking/export/", ranking.ranking_export, name="ranking_export"),
    path("staff/rounds/<uuid:uuid>/candidates/<slug:number>/", ranking.candidate_detail, name="candidate_detail"),
    path(
        "staff/rounds/<uuid:uuid>/candidates/<slug:number>/move/<slug:to>/",
        building.candidate_move,
        name="candidate_move",
    ),
    path("staff/rounds/<uuid:uuid>/build/", building.round_build, name="round_build"),
    path("staff/rounds/<uuid:uuid>/build/settings/", building.round_settings, name="round_settings"),
    path("staff/rounds/<uuid:uuid>/build/moves/<int:pk>/", building.move_take_back, name="move_take_back"),
]

# -- Decisions and the release ---------------------------------------------------------------------------------------

DECISIONS = [
    path("staff/rounds/<uuid:uuid>/prepare/", decisions.round_prepare, name="round_prepare"),
    path("staff/rounds/<uuid:uuid>/decisions/", decisions.round_decisions, name="round_decisions"),
    path("staff/rounds/<uuid:uuid>/decisions/letters/", decisions.round_letters, name="round_letters"),
    path("staff/rounds/<uuid:uuid>/decisions/<slug:number>/letter/", decisions.decision_letter, name="decision_letter"),
    path("staff/rounds/<uuid:uuid>/decisions/back/", decisions.round_go_back, name="round_go_back"),
    path("staff/rounds/<uuid:uuid>/release/", decisions.round_release, name="round_release"),
    path("staff/rounds/<uuid:uuid>/progress/", decisions.round_progress, name="round_progress"),
]

# -- Afterwards ------------------------------------------------------------------------------------------------------

AFTERWARDS: list[URLPattern] = [
    path("staff/rounds/<uuid:uuid>/report/", report.round_report, name="round_report"),
    path("staff/rounds/<uuid:uuid>/report/what-if/", report.round_what_if, name="round_what_if"),
    path("staff/rounds/<uuid:uuid>/report/file/<slug:kind>/", report.round_report_file, name="round_report_file"),
]

urlpatterns = [*REVIEWERS, *ROUNDS, *BUILDER, *DECISIONS, *AFTERWARDS]
