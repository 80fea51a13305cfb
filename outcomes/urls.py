from django.urls import URLPattern, path

from outcomes.views import claims, funds, mine, people, placements, sign_off

app_name = "outcomes"

# -- Whoever returns -------------------------------------------------------------------------------------------------

MINE: list[URLPattern] = [
    path("my/placement/", mine.my_placement, name="my_placement"),
    path("my/placement/<uuid:uuid>/days/add/", mine.day_add, name="day_add"),
    path("my/placement/<uuid:uuid>/ask/", mine.sign_off_ask, name="sign_off_ask"),
    path("my/placement/days/<uuid:uuid>/", mine.day_change, name="day_change"),
    path("my/placement/days/<uuid:uuid>/remove/", mine.day_remove, name="day_remove"),
    path("my/placement/awards/<uuid:uuid>/claim/", mine.claim_add, name="claim_add"),
]

# -- Supervisors, behind their link ----------------------------------------------------------------------------------

SUPERVISORS: list[URLPattern] = [path("sign-off/<str:token>/", sign_off.sign_off, name="sign_off")]

# -- Managers --------------------------------------------------------------------------------------------------------

STAFF: list[URLPattern] = [
    path("staff/programmes/<slug:slug>/fund/", funds.fund_detail, name="fund_detail"),
    path("staff/programmes/<slug:slug>/strands/<int:pk>/needs/", funds.needs_change, name="needs_change"),
    path("staff/programmes/<slug:slug>/strands/<int:pk>/budget/", funds.budget_change, name="budget_change"),
    path(
        "staff/programmes/<slug:slug>/cohorts/<slug:cohort_slug>/placements/",
        placements.placement_list,
        name="placement_list",
    ),
    path("staff/placements/people/<uuid:uuid>/", people.placement_person, name="placement_person"),
    path("staff/placements/people/<uuid:uuid>/days/", people.plan_set, name="plan_set"),
    path("staff/placements/days/<uuid:uuid>/", people.day_take_back, name="day_take_back"),
    path("staff/placements/people/<uuid:uuid>/add/", placements.placement_add, name="placement_add"),
    path("staff/placements/people/<uuid:uuid>/award/", people.award_add, name="award_add"),
    path("staff/placements/awards/<uuid:uuid>/close/", people.award_close, name="award_close"),
    path("staff/placements/claims/", claims.claim_list, name="claim_list"),
    path("staff/placements/claims/<uuid:uuid>/", claims.claim_decide, name="claim_decide"),
    path("staff/placements/<uuid:uuid>/", placements.placement_change, name="placement_change"),
    path("staff/placements/<uuid:uuid>/call-off/", placements.placement_call_off, name="placement_call_off"),
    path("staff/placements/<uuid:uuid>/link/", placements.placement_link, name="placement_link"),
]

urlpatterns = [*MINE, *SUPERVISORS, *STAFF]
