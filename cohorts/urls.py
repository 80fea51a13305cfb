from django.urls import path

from cohorts.views import interest, leaders, managers, programmes, reviewers, rubrics, rules

app_name = "cohorts"

urlpatterns = [
    path("programmes/<slug:slug>/", programmes.programme_detail, name="programme_detail"),
    path("programmes/<slug:slug>/tell-me/", interest.interest_create, name="interest_create"),
    path("tell-me/<str:token>/", interest.interest_confirm, name="interest_confirm"),
    path("tell-me-no-more/<str:token>/", interest.interest_stop, name="interest_stop"),
    path("staff/programmes/", programmes.programme_list, name="programme_list"),
    path("staff/programmes/add/", programmes.programme_add, name="programme_add"),
    path("staff/programmes/<slug:slug>/", programmes.programme_settings, name="programme_settings"),
    path("staff/programmes/<slug:slug>/change/", programmes.programme_change, name="programme_change"),
    path("staff/programmes/<slug:slug>/strands/add/", programmes.strand_add, name="strand_add"),
    path("staff/programmes/<slug:slug>/strands/<int:pk>/", programmes.strand_change, name="strand_change"),
    path("staff/programmes/<slug:slug>/rules/", rules.rules_list, name="rules_list"),
    path("staff/programmes/<slug:slug>/rules/change/", rules.rules_change, name="rules_change"),
    path("staff/programmes/<slug:slug>/rubric/", rubrics.rubric_list, name="rubric_list"),
    path("staff/programmes/<slug:slug>/rubric/start/", rubrics.rubric_start, name="rubric_start"),
    path("staff/programmes/<slug:slug>/rubric/change/", rubrics.rubric_change, name="rubric_change"),
    path("staff/programmes/<slug:slug>/rubric/criteria/add/", rubrics.criterion_add, name="criterion_add"),
    path("staff/programmes/<slug:slug>/rubric/criteria/<int:pk>/", rubrics.criterion_change, name="criterion_change"),
    path(
        "staff/programmes/<slug:slug>/rubric/criteria/<int:pk>/remove/",
        rubrics.criterion_remove,
        name="criterion_remove",
    ),
    path("staff/programmes/<slug:slug>/rubric/<int:version>/", rubrics.rubric_detail, name="rubric_detail"),
    path("staff/programmes/<slug:slug>/texts/<slug:kind>/", rules.text_list, name="text_list"),
    path("staff/programmes/<slug:slug>/texts/<slug:kind>/publish/", rules.text_publish, name="text_publish"),
    path("staff/programmes/<slug:slug>/cohorts/add/", rules.cohort_add, name="cohort_add"),
    path(
        "staff/programmes/<slug:slug>/cohorts/<slug:cohort_slug>/admission/",
        rules.cohort_admission,
        name="cohort_admission",
    ),
    path("staff/programmes/<slug:slug>/reviewers/", reviewers.reviewer_list, name="reviewer_list"),
    path("staff/programmes/<slug:slug>/reviewers/invite/", reviewers.reviewer_invite, name="reviewer_invite"),
    path(
        "staff/programmes/<slug:slug>/reviewers/<uuid:uuid>/withdraw/",
        reviewers.reviewer_withdraw,
        name="reviewer_withdraw",
    ),
    path("staff/programmes/<slug:slug>/reviewers/<int:pk>/remove/", reviewers.reviewer_remove, name="reviewer_remove"),
    path("staff/programmes/<slug:slug>/leaders/", leaders.leader_list, name="leader_list"),
    path("staff/programmes/<slug:slug>/leaders/invite/", leaders.leader_invite, name="leader_invite"),
    path("staff/programmes/<slug:slug>/leaders/<uuid:uuid>/withdraw/", leaders.leader_withdraw, name="leader_withdraw"),
    path("staff/programmes/<slug:slug>/leaders/<int:pk>/remove/", leaders.leader_remove, name="leader_remove"),
    path("staff/programmes/<slug:slug>/managers/invite/", managers.manager_invite, name="manager_invite"),
    path("staff/programmes/<slug:slug>/managers/<int:pk>/remove/", managers.manager_remove, name="manager_remove"),
]
