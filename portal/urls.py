from django.urls import path

from portal import (
    download_views,
    erasure_views,
    organisation_views,
    retention_views,
    staff_organisation_views,
    trail_views,
    views,
)

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("after-sign-in/", views.after_sign_in, name="after_sign_in"),
    path("my/", views.my_home, name="my_home"),
    path("my-organisation/", organisation_views.my_organisation, name="my_organisation"),
    path("my-organisation/<uuid:uuid>/", organisation_views.organisation_home, name="organisation_home"),
    path(
        "my-organisation/<uuid:uuid>/bookings/", organisation_views.organisation_bookings, name="organisation_bookings"
    ),
    path("cookies/", views.cookies, name="cookies"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("programmes/<slug:slug>/privacy/", views.programme_privacy, name="programme_privacy"),
    path(
        "programmes/<slug:slug>/privacy/<int:version>/",
        views.programme_privacy_version,
        name="programme_privacy_version",
    ),
    path("account/data/", download_views.data_download, name="data_download"),
    path("staff/people/<uuid:uuid>/data/", download_views.person_download, name="person_download"),
    path("account/history/", trail_views.my_trail, name="my_trail"),
    path("staff/trail/", trail_views.trail_list, name="trail_list"),
    path("account/close/", erasure_views.account_close, name="account_close"),
    path("account-closed/", erasure_views.account_closed, name="account_closed"),
    path("staff/people/<uuid:uuid>/hold/", retention_views.person_hold, name="person_hold"),
    path("staff/data-protection/", retention_views.retention_list, name="retention_list"),
    path("staff/data-protection/<slug:key>/", retention_views.retention_change, name="retention_change"),
    path("staff/organisations/<uuid:uuid>/", staff_organisation_views.organisation_detail, name="organisation_detail"),
    path("staff/people/<uuid:uuid>/erase/", erasure_views.person_erase, name="person_erase"),
]
