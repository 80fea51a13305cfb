from django.urls import path

from cohorts import views

app_name = "cohorts"

urlpatterns = [
    path("programmes/<slug:slug>/", views.programme_detail, name="programme_detail"),
    path("staff/programmes/", views.programme_list, name="programme_list"),
    path("staff/programmes/<slug:slug>/managers/invite/", views.manager_invite, name="manager_invite"),
    path("staff/programmes/<slug:slug>/managers/<int:pk>/remove/", views.manager_remove, name="manager_remove"),
]
