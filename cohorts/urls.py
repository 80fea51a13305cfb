from django.urls import path

from cohorts.views import interest, managers, programmes, rules

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
    path("staff/programmes/<slug:slug>/texts/<slug:kind>/", rules.text_list, name="text_list"),
    path("staff/programmes/<slug:slug>/texts/<slug:kind>/publish/", rules.text_publish, name="text_publish"),
    path("staff/programmes/<slug:slug>/cohorts/add/", rules.cohort_add, name="cohort_add"),
    path("staff/programmes/<slug:slug>/managers/invite/", managers.manager_invite, name="manager_invite"),
    path("staff/programmes/<slug:slug>/managers/<int:pk>/remove/", managers.manager_remove, name="manager_remove"),
]
