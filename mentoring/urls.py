from django.urls import URLPattern, path

from mentoring.views import mentor_home, offering, offers

app_name = "mentoring"

COHORT = "staff/programmes/<slug:programme_slug>/cohorts/<slug:slug>"

# -- Mentors ---------------------------------------------------------------------------------------------------------

MENTORS: list[URLPattern] = [
    path("mentors/", offering.mentor_welcome, name="mentor_welcome"),
    path("mentors/<slug:slug>/check/", offering.offer_check, name="offer_check"),
    path("mentors/<slug:slug>/<slug:section>/", offering.offer_section, name="offer_section"),
    path("mentoring/", mentor_home.mentor_home, name="mentor_home"),
    path("mentoring/offers/<uuid:uuid>/", offers.offer_detail, name="offer_detail"),
    path("mentoring/offers/<uuid:uuid>/pause/", offers.offer_pause, name="offer_pause"),
    path("mentoring/offers/<uuid:uuid>/back/", offers.offer_come_back, name="offer_come_back"),
    path("mentoring/offers/<uuid:uuid>/leave/", offers.offer_leave, name="offer_leave"),
    path("mentoring/offers/<uuid:uuid>/still-so/", offers.offer_renew, name="offer_renew"),
    path("mentoring/offers/<uuid:uuid>/change/<slug:section>/", offers.offer_change, name="offer_change"),
]

# -- What returners want ---------------------------------------------------------------------------------------------

WANTS: list[URLPattern] = []

# -- Runs ------------------------------------------------------------------------------------------------------------

RUNS: list[URLPattern] = []

# -- Asking ----------------------------------------------------------------------------------------------------------

ASKING: list[URLPattern] = []

# -- Pairs -----------------------------------------------------------------------------------------------------------

PAIRS: list[URLPattern] = []

urlpatterns = [*MENTORS, *WANTS, *RUNS, *ASKING, *PAIRS]
