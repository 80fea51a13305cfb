from django.urls import URLPattern, path

from mentoring.views import (
    answers,
    asks,
    keeping,
    matches,
    meetings,
    mentor_home,
    mentors,
    offering,
    offers,
    pairs,
    publishing,
    resources,
    runs,
    staff_pairs,
    wants,
    weights,
)

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

WANTS: list[URLPattern] = [
    path("my/taking-part/<slug:programme_slug>/<slug:slug>/mentor/", wants.my_mentor, name="my_mentor"),
]

# -- Runs ------------------------------------------------------------------------------------------------------------

RUNS: list[URLPattern] = [
    path(f"{COHORT}/mentoring/", runs.cohort_mentoring, name="cohort_mentoring"),
    path(f"{COHORT}/mentoring/start/", runs.run_start, name="run_start"),
    path("staff/mentoring/runs/<uuid:uuid>/", runs.run_detail, name="run_detail"),
    path("staff/mentoring/runs/<uuid:uuid>/stop/", runs.run_stop, name="run_stop"),
    path("staff/mentoring/runs/<uuid:uuid>/changes/", runs.run_changes, name="run_changes"),
    path("staff/programmes/<slug:slug>/mentoring/weights/", weights.weights_detail, name="weights_detail"),
    path("staff/programmes/<slug:slug>/mentoring/weights/change/", weights.weights_change, name="weights_change"),
]

# -- Asking ----------------------------------------------------------------------------------------------------------

ASKING: list[URLPattern] = [
    path("mentoring/asked/<uuid:uuid>/", answers.ask_detail, name="ask_detail"),
    path("mentoring/asked/<uuid:uuid>/yes/", answers.ask_accept, name="ask_accept"),
    path("mentoring/asked/<uuid:uuid>/no/", answers.ask_decline, name="ask_decline"),
    path(
        "staff/mentoring/runs/<uuid:uuid>/pairs/<uuid:enrolment_uuid>/", matches.proposal_detail, name="proposal_detail"
    ),
    path("staff/mentoring/runs/<uuid:uuid>/publish/", publishing.run_publish, name="run_publish"),
    path("staff/mentoring/runs/<uuid:uuid>/published/", publishing.run_published, name="run_published"),
    path("staff/mentoring/returners/<uuid:uuid>/", matches.match_list, name="match_list"),
    path("staff/mentoring/returners/<uuid:uuid>/look-again/", asks.ask_look_again, name="ask_look_again"),
    path("staff/mentoring/returners/<uuid:uuid>/<uuid:mentor_uuid>/", matches.match_detail, name="match_detail"),
    path("staff/mentoring/returners/<uuid:uuid>/<uuid:mentor_uuid>/ask/", matches.match_ask, name="match_ask"),
    path(f"{COHORT}/mentoring/asked/", asks.ask_list, name="ask_list"),
    path("staff/mentoring/asked/<uuid:uuid>/", asks.ask_record, name="ask_record"),
    path("staff/mentoring/asked/<uuid:uuid>/another/", asks.ask_another, name="ask_another"),
]

# -- Pairs -----------------------------------------------------------------------------------------------------------

PAIR, PROGRAMME = "my/mentoring/pairs/<uuid:uuid>", "staff/programmes/<slug:slug>/mentoring"

PAIRS: list[URLPattern] = [
    path(f"{PAIR}/", pairs.pair_detail, name="pair_detail"),
    path(f"{PAIR}/enough/", pairs.pair_enough, name="pair_enough"),
    path(f"{PAIR}/end/", pairs.pair_end, name="pair_end"),
    path(f"{PAIR}/not-working/", pairs.concern_raise, name="concern_raise"),
    path(f"{PAIR}/feedback/", pairs.feedback_give, name="feedback_give"),
    path(f"{PAIR}/meetings/", pairs.meeting_list, name="meeting_list"),
    path(f"{PAIR}/meetings/propose/", meetings.meeting_propose, name="meeting_propose"),
    path(f"{PAIR}/meetings/log/", meetings.meeting_log, name="meeting_log"),
    path("my/mentoring/meetings/<uuid:uuid>/pick/", meetings.meeting_pick, name="meeting_pick"),
    path("my/mentoring/meetings/<uuid:uuid>/change/", meetings.meeting_change, name="meeting_change"),
    path("my/mentoring/meetings/<uuid:uuid>/call-off/", meetings.meeting_call_off, name="meeting_call_off"),
    path("my/mentoring/meetings/<uuid:uuid>/held/", meetings.meeting_held, name="meeting_held"),
    path("my/mentoring/meetings/<uuid:uuid>/not-held/", meetings.meeting_unlog, name="meeting_unlog"),
    path(f"{PAIR}/notes/", keeping.note_list, name="note_list"),
    path(f"{PAIR}/notes/add/", keeping.note_add, name="note_add"),
    path("my/mentoring/notes/<uuid:uuid>/", keeping.note_change, name="note_change"),
    path("my/mentoring/notes/<uuid:uuid>/delete/", keeping.note_remove, name="note_remove"),
    path(f"{PAIR}/goals/add/", keeping.goal_add, name="goal_add"),
    path("my/mentoring/goals/<uuid:uuid>/mark/", keeping.goal_mark, name="goal_mark"),
    path("my/mentoring/goals/<uuid:uuid>/remove/", keeping.goal_remove, name="goal_remove"),
    path(f"{PROGRAMME}/quiet/", staff_pairs.quiet_list, name="quiet_list"),
    path(f"{PROGRAMME}/concerns/", staff_pairs.concern_list, name="concern_list"),
    path("staff/mentoring/concerns/<uuid:uuid>/", staff_pairs.concern_settle, name="concern_settle"),
    path(f"{PROGRAMME}/figures/", staff_pairs.mentoring_figures, name="mentoring_figures"),
    path(f"{PROGRAMME}/figures/<str:kind>/", staff_pairs.mentoring_figures_file, name="mentoring_figures_file"),
    path("staff/mentoring/pairs/<uuid:uuid>/", staff_pairs.pair_record, name="pair_record"),
    path("staff/mentoring/pairs/<uuid:uuid>/end/", staff_pairs.pair_close, name="pair_close"),
]

urlpatterns = [*MENTORS, *WANTS, *RUNS, *ASKING, *PAIRS]
