from django.urls import URLPattern, path

from participation.views import roadmap, surveys

app_name = "participation"

# -- Enrolment -------------------------------------------------------------------------------------------------------

ENROLMENT: list[URLPattern] = []

# -- Timetable -------------------------------------------------------------------------------------------------------

TIMETABLE: list[URLPattern] = []

# -- Small groups ----------------------------------------------------------------------------------------------------

GROUPS: list[URLPattern] = []

# -- Roadmap, surveys, feedback, certificate -------------------------------------------------------------------------

COHORT = "staff/programmes/<slug:programme_slug>/cohorts/<slug:slug>"
MINE = "my/taking-part/<slug:programme_slug>/<slug:slug>"

PROGRESS: list[URLPattern] = [
    path(f"{MINE}/roadmap/", roadmap.roadmap_detail, name="roadmap_detail"),
    path(f"{MINE}/roadmap/steps/add/", roadmap.next_step_add, name="next_step_add"),
    path(f"{MINE}/roadmap/steps/<uuid:uuid>/", roadmap.next_step_change, name="next_step_change"),
    path(f"{MINE}/roadmap/steps/<uuid:uuid>/mark/", roadmap.next_step_mark, name="next_step_mark"),
    path(f"{MINE}/roadmap/steps/<uuid:uuid>/remove/", roadmap.next_step_remove, name="next_step_remove"),
    path(f"{MINE}/roadmap/<slug:part>/", roadmap.roadmap_change, name="roadmap_change"),
    path(f"{MINE}/change/", surveys.survey_results, name="survey_results"),
    path(f"{MINE}/change/<slug:moment>/", surveys.survey_give, name="survey_give"),
    path(f"{COHORT}/change/", surveys.cohort_surveys, name="cohort_surveys"),
]

# -- Attendance and session leaders ----------------------------------------------------------------------------------

ATTENDANCE: list[URLPattern] = []

urlpatterns = [*ENROLMENT, *TIMETABLE, *GROUPS, *PROGRESS, *ATTENDANCE]
