from django.urls import path

from events.views import public, staff

app_name = "events"

urlpatterns = [
    # What everybody sees
    path("events/", public.event_list, name="event_list"),
    path("events/<slug:slug>/", public.event_detail, name="event_detail"),
    # Staff: events as such
    path("staff/events/", staff.staff_event_list, name="staff_event_list"),
    path("staff/events/<uuid:uuid>/", staff.event_manage, name="event_manage"),
]
