from django.urls import path

from returners.views import applying, calendar, carrying, check, cohorts, cv, equality, lists, placing, staff

app_name = "returners"

urlpatterns = [
    path("check/<slug:slug>/", check.eligibility_check, name="eligibility_check"),
    path("check/<slug:slug>/result/", check.eligibility_result, name="eligibility_result"),
    path("check/<slug:slug>/save/", carrying.eligibility_save, name="eligibility_save"),
    path("carry-on/<str:token>/", carrying.eligibility_carry_on, name="eligibility_carry_on"),
    path("check/<slug:slug>/<slug:question>/", check.eligibility_question, name="eligibility_question"),
    path("check/<slug:slug>/breaks/<slug:key>/", check.eligibility_break, name="eligibility_break"),
    path("apply/<slug:programme_slug>/<slug:slug>/", applying.application_start, name="application_start"),
    path("applications/<uuid:uuid>/", applying.application_detail, name="application_detail"),
    path("applications/<uuid:uuid>/contact/", applying.contact_change, name="contact_change"),
    path("applications/<uuid:uuid>/tasks/", applying.application_tasks, name="application_tasks"),
    path("applications/<uuid:uuid>/send-link/", carrying.application_send_link, name="application_send_link"),
    path("applications/<uuid:uuid>/tasks/<slug:section>/", applying.application_section, name="application_section"),
    path(
        "applications/<uuid:uuid>/questions/<slug:question>/",
        applying.application_question,
        name="application_question",
    ),
    path("applications/<uuid:uuid>/breaks/<slug:key>/", applying.application_break, name="application_break"),
    path("applications/<uuid:uuid>/check/", applying.application_check, name="application_check"),
    path("applications/<uuid:uuid>/submit/", applying.application_submit, name="application_submit"),
    path("applications/<uuid:uuid>/sent/", applying.application_sent, name="application_sent"),
    path("applications/<uuid:uuid>/offer/accept/", placing.offer_accept, name="offer_accept"),
    path("applications/<uuid:uuid>/offer/decline/", placing.offer_decline, name="offer_decline"),
    path("applications/<uuid:uuid>/cv/", cv.cv_change, name="cv_change"),
    path("applications/<uuid:uuid>/cv/file/", cv.cv_download, name="cv_download"),
    path("applications/<uuid:uuid>/cv/remove/", cv.cv_remove, name="cv_remove"),
    path("applications/<uuid:uuid>/withdraw/", placing.application_withdraw, name="application_withdraw"),
    path("staff/applications/", lists.application_list, name="application_list"),
    path("staff/applications/export/", lists.application_export, name="application_export"),
    path("applications/<uuid:uuid>/equality/", equality.equality_start, name="equality_start"),
    path("applications/<uuid:uuid>/equality/answers/", equality.equality_answers, name="equality_answers"),
    path("applications/<uuid:uuid>/equality/delete/", equality.equality_delete, name="equality_delete"),
    path("applications/<uuid:uuid>/equality/<slug:question>/", equality.equality_question, name="equality_question"),
    path("staff/applications/<uuid:uuid>/", staff.application_review, name="application_review"),
    path("staff/applications/<uuid:uuid>/cv/", cv.cv_read, name="cv_read"),
    path("staff/applications/<uuid:uuid>/decide/", staff.application_decide, name="application_decide"),
    path("staff/cohorts/", cohorts.cohort_list, name="cohort_list"),
    path("staff/cohorts/<slug:programme_slug>/<slug:slug>/", cohorts.cohort_detail, name="cohort_detail"),
    path("staff/cohorts/<slug:programme_slug>/<slug:slug>/calendar/", calendar.cohort_calendar, name="cohort_calendar"),
    path(
        "staff/cohorts/<slug:programme_slug>/<slug:slug>/calendar/check/",
        calendar.cohort_calendar_check,
        name="cohort_calendar_check",
    ),
    path("staff/places/<int:pk>/", cohorts.pool_resize, name="pool_resize"),
]
