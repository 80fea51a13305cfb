from django.urls import URLPattern

app_name = "mentoring"

COHORT = "staff/programmes/<slug:programme_slug>/cohorts/<slug:slug>"

# -- Mentors ---------------------------------------------------------------------------------------------------------

MENTORS: list[URLPattern] = []

# -- What returners want ---------------------------------------------------------------------------------------------

WANTS: list[URLPattern] = []

# -- Runs ------------------------------------------------------------------------------------------------------------

RUNS: list[URLPattern] = []

# -- Asking ----------------------------------------------------------------------------------------------------------

ASKING: list[URLPattern] = []

# -- Pairs -----------------------------------------------------------------------------------------------------------

PAIRS: list[URLPattern] = []

urlpatterns = [*MENTORS, *WANTS, *RUNS, *ASKING, *PAIRS]
