from django.urls import URLPattern

app_name = "participation"

# -- Enrolment -------------------------------------------------------------------------------------------------------

ENROLMENT: list[URLPattern] = []

# -- Timetable -------------------------------------------------------------------------------------------------------

TIMETABLE: list[URLPattern] = []

# -- Small groups ----------------------------------------------------------------------------------------------------

GROUPS: list[URLPattern] = []

# -- Roadmap, surveys, feedback, certificate -------------------------------------------------------------------------

PROGRESS: list[URLPattern] = []

# -- Attendance and session leaders ----------------------------------------------------------------------------------

ATTENDANCE: list[URLPattern] = []

urlpatterns = [*ENROLMENT, *TIMETABLE, *GROUPS, *PROGRESS, *ATTENDANCE]
