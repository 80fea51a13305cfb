from django.urls import URLPattern, path

from selection.views import readers, rounds

app_name = "selection"

# -- Reviewers -------------------------------------------------------------------------------------------------------

REVIEWERS: list[URLPattern] = []

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
    path("staff/rounds/<uuid:uuid>/reviews/<uuid:review_uuid>/", readers.review_reassign, name="review_reassign"),
    path("staff/rounds/<uuid:uuid>/reviewers/<uuid:reviewer_uuid>/", readers.round_reviewer, name="round_reviewer"),
    path("staff/rounds/<uuid:uuid>/conflicts/", readers.conflict_list, name="conflict_list"),
    path("staff/rounds/<uuid:uuid>/conflicts/add/", readers.conflict_add, name="conflict_add"),
    path("staff/rounds/<uuid:uuid>/conflicts/<int:pk>/remove/", readers.conflict_remove, name="conflict_remove"),
]

# -- Ranking and the cohort builder ----------------------------------------------------------------------------------

BUILDER: list[URLPattern] = []

# -- Decisions and the release ---------------------------------------------------------------------------------------

DECISIONS: list[URLPattern] = []

# -- Afterwards ------------------------------------------------------------------------------------------------------

AFTERWARDS: list[URLPattern] = []

urlpatterns = [*REVIEWERS, *ROUNDS, *BUILDER, *DECISIONS, *AFTERWARDS]
