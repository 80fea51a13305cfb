from django.urls import URLPattern

app_name = "selection"

# -- Reviewers -------------------------------------------------------------------------------------------------------

REVIEWERS: list[URLPattern] = []

# -- Rounds and reviews, for managers --------------------------------------------------------------------------------

ROUNDS: list[URLPattern] = []

# -- Ranking and the cohort builder ----------------------------------------------------------------------------------

BUILDER: list[URLPattern] = []

# -- Decisions and the release ---------------------------------------------------------------------------------------

DECISIONS: list[URLPattern] = []

# -- Afterwards ------------------------------------------------------------------------------------------------------

AFTERWARDS: list[URLPattern] = []

urlpatterns = [*REVIEWERS, *ROUNDS, *BUILDER, *DECISIONS, *AFTERWARDS]
