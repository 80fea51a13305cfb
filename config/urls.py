from django.contrib import admin
from django.urls import include, path

handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("inbox/", include("notifications.urls")),
    # Tried one after the other: what most people open stands first.
    path("", include("events.urls")),
    path("", include("selection.urls")),
    path("", include("participation.urls")),
    path("", include("outcomes.urls")),
    path("", include("mentoring.urls")),
    path("", include("cohorts.urls")),
    path("", include("employers.urls")),
    path("", include("returners.urls")),
    path("staff/", include("reporting.urls")),
    path("", include("portal.urls")),
]
