from django.urls import URLPattern, path

from participation.views import roadmap

app_name = "participation"

# -- Enrolment -------------------------------------------------------------------------------------------------------

ENROLMENT: list[URLPattern] = []

# -- Timetable -------------------------------------------------------------------------------------------------------

TIMETABLE: list[URLPattern] = []

# -- Small groups ----------------------------------------------------------------------------------------------------

GROUPS: list[URLPattern] = []

# -- Roadmap, surveys, feedback, certificate -------------------------------------------------------------------------

MINE = "my/taking-part/<slug:programme_slug>/<slug:slug>"

PROGRESS: list[URLPattern] = [
    path(f"{MINE}/roadmap/", roadmap.roadmap_detail, name="roadmap_detail"),
    path(f"{MINE}/roadmap/steps/add/", roadmap.next_step_add, name="next_step_add"),
    path(f"{MINE}/roadmap/steps/<uuid:uuid>/", roadmap.next_step_change, name="next_step_change"),
    path(f"{MINE}/roadmap/steps/<uuid:uuid>/mark/", roadmap.next_step_mark, name="next_step_mark"),
    path(f"{MINE}/roadmap/steps/<uuid:uuid>/remove/", roadmap.next_step_remove, name="next_step_remove"),
    path(f"{MINE}/roadmap/<slug:part>/", roadmap.roadmap_change, name="roadmap_change"),
]

# -- Attendance and session leaders ----------------------------------------------------------------------------------

ATTENDANCE: list[URLPattern] = []

urlpatterns = [*ENROLMENT, *TIMETABLE, *GROUPS, *PROGRESS, *ATTENDANCE]
