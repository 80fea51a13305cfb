from django.urls import path

from events.views import feeds, public, staff, training

app_name = "events"

urlpatterns = [
    # What everybody sees
    path("events/", public.event_list, name="event_list"),
    path("events/feed/", feeds.event_feed, name="event_feed"),
    path("events/feed.ics", feeds.event_calendar, name="event_calendar"),
    path("events/<slug:slug>/", public.event_detail, name="event_detail"),
    path("events/<slug:slug>/calendar.ics", feeds.event_ics, name="event_ics"),
    # Staff: events as such
    path("staff/events/", staff.staff_event_list, name="staff_event_list"),
    path("staff/events/<uuid:uuid>/", staff.event_manage, name="event_manage"),
    # Afterwards: certificates and training
    path("certificates/", training.certificate_check, name="certificate_check"),
    path("certificates/<str:token>/", training.certificate_detail, name="certificate_detail"),
    path("certificates/<str:token>/certificate.pdf", training.certificate_pdf, name="certificate_pdf"),
    path("staff/training/", training.training_list, name="training_list"),
    path("staff/training/<uuid:uuid>/", training.series_progress, name="series_progress"),
    path("staff/trainees/<uuid:uuid>/name/", training.trainee_name, name="trainee_name"),
    path("staff/trainees/<uuid:uuid>/certificate.pdf", training.trainee_certificate, name="trainee_certificate"),
]
