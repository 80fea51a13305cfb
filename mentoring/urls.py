from django.urls import URLPattern, path

from mentoring.views import mentor_home, mentors, offering, offers, resources

app_name = "mentoring"

COHORT = "staff/programmes/<slug:programme_slug>/cohorts/<slug:slug>"

STAFF = "staff/programmes/<slug:slug>/mentors"

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
    path("mentoring/resources/<uuid:uuid>/", resources.resource_file, name="resource_file"),
    path(f"{STAFF}/", mentors.mentor_list, name="mentor_list"),
    path(f"{STAFF}/resources/", resources.resource_list, name="resource_list"),
    path(f"{STAFF}/resources/add/", resources.resource_add, name="resource_add"),
    path(f"{STAFF}/resources/<uuid:uuid>/remove/", resources.resource_remove, name="resource_remove"),
    path(f"{STAFF}/<uuid:uuid>/", mentors.mentor_detail, name="mentor_detail"),
    path(f"{STAFF}/<uuid:uuid>/approve/", mentors.mentor_approve, name="mentor_approve"),
    path(f"{STAFF}/<uuid:uuid>/turn-down/", mentors.mentor_turn_down, name="mentor_turn_down"),
    path(f"{STAFF}/<uuid:uuid>/pause/", mentors.mentor_pause, name="mentor_pause"),
    path(f"{STAFF}/<uuid:uuid>/back/", mentors.mentor_come_back, name="mentor_come_back"),
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
