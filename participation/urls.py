from django.urls import URLPattern, path

from participation.views import (
    answering,
    asking,
    completion,
    early_warning,
    enrolment,
    excuses,
    experts,
    feed,
    feedback,
    groups,
    leading,
    materials,
    meetings,
    outlines,
    people,
    progress,
    registers,
    roadmap,
    support,
    surveys,
    taking_part,
    timetable,
)

app_name = "participation"

COHORT = "staff/programmes/<slug:programme_slug>/cohorts/<slug:slug>"

MINE = "my/taking-part/<slug:programme_slug>/<slug:slug>"

# -- Enrolment -------------------------------------------------------------------------------------------------------

ENROLMENT: list[URLPattern] = [
    path(f"{MINE}/", enrolment.enrolment_detail, name="enrolment_detail"),
    path(f"{MINE}/pause/", enrolment.enrolment_pause, name="enrolment_pause"),
    path(f"{MINE}/back/", enrolment.enrolment_come_back, name="enrolment_come_back"),
    path(f"{MINE}/later/", enrolment.enrolment_defer, name="enrolment_defer"),
    path(f"{MINE}/stop/", enrolment.enrolment_end, name="enrolment_end"),
    path(f"{MINE}/support/", support.support_needs, name="support_needs"),
    path(f"{MINE}/support/remove/", support.support_needs_remove, name="support_needs_remove"),
    path(f"{COHORT}/people/", people.people_list, name="people_list"),
    path(f"{COHORT}/people/<uuid:uuid>/", people.participant_detail, name="participant_detail"),
    path(f"{COHORT}/people/<uuid:uuid>/pause/", people.participant_pause, name="participant_pause"),
    path(f"{COHORT}/people/<uuid:uuid>/back/", people.participant_come_back, name="participant_come_back"),
    path(f"{COHORT}/people/<uuid:uuid>/move/", people.participant_move, name="participant_move"),
    path(f"{COHORT}/people/<uuid:uuid>/stop/", people.participant_end, name="participant_end"),
]

# -- Timetable -------------------------------------------------------------------------------------------------------

OUTLINES = "staff/programmes/<slug:slug>/outlines"

TIMETABLE: list[URLPattern] = [
    path(f"{OUTLINES}/", outlines.outline_list, name="outline_list"),
    path(f"{OUTLINES}/add/", outlines.outline_add, name="outline_add"),
    path(f"{OUTLINES}/holidays/add/", outlines.school_holiday_add, name="school_holiday_add"),
    path(f"{OUTLINES}/holidays/<uuid:uuid>/remove/", outlines.school_holiday_remove, name="school_holiday_remove"),
    path(f"{OUTLINES}/<uuid:uuid>/", outlines.outline_detail, name="outline_detail"),
    path(f"{OUTLINES}/<uuid:uuid>/change/", outlines.outline_change, name="outline_change"),
    path(f"{OUTLINES}/<uuid:uuid>/remove/", outlines.outline_remove, name="outline_remove"),
    path(f"{OUTLINES}/<uuid:uuid>/add/", outlines.outline_session_add, name="outline_session_add"),
    path(
        f"{OUTLINES}/<uuid:uuid>/<uuid:session_uuid>/", outlines.outline_session_change, name="outline_session_change"
    ),
    path(
        f"{OUTLINES}/<uuid:uuid>/<uuid:session_uuid>/remove/",
        outlines.outline_session_remove,
        name="outline_session_remove",
    ),
    path(f"{COHORT}/timetable/lay/", outlines.timetable_lay, name="timetable_lay"),
    path(f"{COHORT}/timetable/", timetable.timetable_detail, name="timetable_detail"),
    path(f"{COHORT}/timetable/show/", timetable.timetable_announce, name="timetable_announce"),
    path(f"{COHORT}/timetable/tell/", timetable.timetable_tell, name="timetable_tell"),
    path(f"{COHORT}/timetable/add/", timetable.session_add, name="session_add"),
    path(f"{COHORT}/timetable/<uuid:uuid>/", timetable.session_detail, name="session_detail"),
    path(f"{COHORT}/timetable/<uuid:uuid>/change/", timetable.session_change, name="session_change"),
    path(f"{COHORT}/timetable/<uuid:uuid>/call-off/", timetable.session_call_off, name="session_call_off"),
    path("my/calendar/", feed.my_calendar, name="my_calendar"),
    path("calendar/<str:token>/sessions.ics", feed.calendar_feed, name="calendar_feed"),
    path(f"{MINE}/timetable/", taking_part.my_timetable, name="my_timetable"),
    path(f"{MINE}/timetable/refresh/", taking_part.refresh_choose, name="refresh_choose"),
    path(f"{MINE}/timetable/<uuid:uuid>/", taking_part.my_session, name="my_session"),
]

# -- Small groups ----------------------------------------------------------------------------------------------------

GROUPS: list[URLPattern] = [
    path(f"{COHORT}/groups/", groups.group_list, name="group_list"),
    path(f"{COHORT}/groups/settings/", groups.group_settings, name="group_settings"),
    path(f"{COHORT}/groups/form/", groups.group_propose, name="group_propose"),
    path(f"{COHORT}/groups/people/<uuid:uuid>/", groups.group_move, name="group_move"),
    path(f"{COHORT}/groups/<uuid:uuid>/meetings/", meetings.group_meetings, name="group_meetings"),
    path(f"{COHORT}/groups/lock/", groups.group_lock, name="group_lock"),
    path(f"{COHORT}/groups/tell/", groups.group_tell, name="group_tell"),
    path(f"{MINE}/group/", groups.group_detail, name="group_detail"),
    path(f"{MINE}/group/share/", groups.group_share, name="group_share"),
]

# -- Roadmap, surveys, feedback, certificate -------------------------------------------------------------------------

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
    path(f"{MINE}/progress/", progress.my_progress, name="my_progress"),
    path(f"{MINE}/feedback/<uuid:uuid>/", progress.session_feedback, name="session_feedback"),
    path(f"{COHORT}/feedback/", feedback.feedback_list, name="feedback_list"),
    path(f"{COHORT}/feedback/<uuid:uuid>/", feedback.feedback_detail, name="feedback_detail"),
    path(f"{MINE}/certificate/", completion.certificate_detail, name="certificate_detail"),
    path(f"{MINE}/certificate/file/", completion.certificate_pdf, name="certificate_pdf"),
    path("certificates/programmes/<str:number>/", completion.certificate_check, name="certificate_check"),
    path(f"{COHORT}/completion/", completion.cohort_completion, name="cohort_completion"),
    path("staff/programmes/<slug:slug>/completion/", completion.completion_rule, name="completion_rule"),
]

# -- Attendance and session leaders ----------------------------------------------------------------------------------

ATTENDANCE: list[URLPattern] = [
    path("leading/", leading.leading_list, name="leading_list"),
    path("leading/<uuid:uuid>/", leading.leading_session, name="leading_session"),
    path("leading/<uuid:uuid>/register/", registers.leading_register, name="leading_register"),
    path(f"{COHORT}/timetable/<uuid:uuid>/register/", registers.session_register, name="session_register"),
    path(f"{MINE}/timetable/<uuid:uuid>/cannot-come/", excuses.cannot_come, name="cannot_come"),
]

# -- Materials -------------------------------------------------------------------------------------------------------

MATERIALS: list[URLPattern] = [
    path(f"{MINE}/materials/", materials.my_materials, name="my_materials"),
    path("sessions/materials/<uuid:uuid>/", materials.session_material, name="session_material"),
    path("leading/<uuid:uuid>/materials/add/", materials.leading_material_add, name="leading_material_add"),
    path("leading/materials/<uuid:uuid>/remove/", materials.leading_material_remove, name="leading_material_remove"),
    path(f"{COHORT}/timetable/<uuid:uuid>/materials/add/", materials.session_material_add, name="session_material_add"),
    path(
        f"{COHORT}/timetable/materials/<uuid:uuid>/remove/",
        materials.session_material_remove,
        name="session_material_remove",
    ),
]

# -- Experts ---------------------------------------------------------------------------------------------------------

EXPERTS: list[URLPattern] = [
    path(f"{COHORT}/timetable/<uuid:uuid>/experts/add/", experts.expert_add, name="expert_add"),
    path(f"{COHORT}/timetable/experts/<uuid:uuid>/renew/", experts.expert_renew, name="expert_renew"),
    path(f"{COHORT}/timetable/experts/<uuid:uuid>/end/", experts.expert_end, name="expert_end"),
    path("expert/<str:token>/", experts.expert_session, name="expert_session"),
    path("expert/<str:token>/register/", experts.expert_register, name="expert_register"),
    path("expert/<str:token>/materials/<uuid:uuid>/", experts.expert_material, name="expert_material"),
]

# -- Early warning ---------------------------------------------------------------------------------------------------

EARLY_WARNING: list[URLPattern] = [
    path(f"{COHORT}/early-warning/", early_warning.early_warning_list, name="early_warning_list"),
    path(f"{COHORT}/early-warning/<uuid:uuid>/<uuid:session_uuid>/", early_warning.follow_up_add, name="follow_up_add"),
]

# -- Ask the team ----------------------------------------------------------------------------------------------------

QUESTIONS: list[URLPattern] = [
    path(f"{MINE}/questions/", asking.question_list, name="question_list"),
    path(f"{MINE}/questions/ask/", asking.question_ask, name="question_ask"),
    path(f"{MINE}/questions/<uuid:uuid>/", asking.question_detail, name="question_detail"),
    path(f"{MINE}/questions/<uuid:uuid>/close/", asking.question_close, name="question_close"),
    path("staff/questions/", answering.question_inbox, name="question_inbox"),
    path("staff/questions/<uuid:uuid>/", answering.question_answer, name="question_answer"),
    path("staff/questions/<uuid:uuid>/owner/", answering.question_assign, name="question_assign"),
    path("staff/questions/<uuid:uuid>/due/", answering.question_due, name="question_due"),
    path("staff/questions/<uuid:uuid>/close/", answering.question_shut, name="question_shut"),
    path("staff/questions/<uuid:uuid>/reopen/", answering.question_reopen, name="question_reopen"),
]

urlpatterns = [
    *ENROLMENT,
    *TIMETABLE,
    *GROUPS,
    *PROGRESS,
    *ATTENDANCE,
    *MATERIALS,
    *EXPERTS,
    *EARLY_WARNING,
    *QUESTIONS,
]
