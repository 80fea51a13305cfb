from django.urls import path

from events.views import attendees, door, editing, feeds, helpers, naming, printing, public, staff, training

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
    path("staff/events/add/", editing.event_create, name="event_create"),
    path("staff/events/<uuid:uuid>/", staff.event_manage, name="event_manage"),
    # Afterwards: certificates and training
    path("certificates/", training.certificate_check, name="certificate_check"),
    path("certificates/<str:token>/", training.certificate_detail, name="certificate_detail"),
    path("certificates/<str:token>/certificate.pdf", training.certificate_pdf, name="certificate_pdf"),
    path("staff/training/", training.training_list, name="training_list"),
    path("staff/training/<uuid:uuid>/", training.series_progress, name="series_progress"),
    path("staff/trainees/<uuid:uuid>/name/", training.trainee_name, name="trainee_name"),
    path("staff/trainees/<uuid:uuid>/certificate.pdf", training.trainee_certificate, name="trainee_certificate"),
    path("staff/events/<uuid:uuid>/change/", editing.event_change, name="event_change"),
    path("staff/events/<uuid:uuid>/again/", editing.event_copy, name="event_copy"),
    path("staff/events/<uuid:uuid>/publish/", editing.event_publish, name="event_publish"),
    path("staff/events/<uuid:uuid>/booking/close/", editing.booking_close, name="booking_close"),
    path("staff/events/<uuid:uuid>/booking/open/", editing.booking_open, name="booking_open"),
    path("staff/events/<uuid:uuid>/cancel/", editing.event_cancel, name="event_cancel"),
    path("staff/events/<uuid:uuid>/access/", editing.access_change, name="access_change"),
    path("staff/events/<uuid:uuid>/speakers/add/", naming.speaker_add, name="speaker_add"),
    path("staff/events/<uuid:uuid>/speakers/<int:pk>/", naming.speaker_change, name="speaker_change"),
    path("staff/events/<uuid:uuid>/speakers/<int:pk>/remove/", naming.speaker_remove, name="speaker_remove"),
    path("staff/events/<uuid:uuid>/supporters/add/", naming.supporter_add, name="supporter_add"),
    path("staff/events/<uuid:uuid>/supporters/<int:pk>/", naming.supporter_change, name="supporter_change"),
    path("staff/events/<uuid:uuid>/supporters/<int:pk>/remove/", naming.supporter_remove, name="supporter_remove"),
    # On the day
    path("staff/events/<uuid:uuid>/door/", door.door, name="door"),
    path("staff/events/<uuid:uuid>/door/press/", door.door_press, name="door_press"),
    path("staff/events/<uuid:uuid>/door/people/", door.door_people, name="door_people"),
    path("door/<str:token>/", door.helper_door, name="helper_door"),
    path("door/<str:token>/press/", door.helper_door_press, name="helper_door_press"),
    path("door/<str:token>/people/", door.helper_door_people, name="helper_door_people"),
    path("staff/events/<uuid:uuid>/attendees/", attendees.attendee_list, name="attendee_list"),
    path("staff/events/<uuid:uuid>/attendees/export/", attendees.attendee_export, name="attendee_export"),
    path("staff/events/<uuid:uuid>/catering/", attendees.catering, name="catering"),
    path("staff/events/<uuid:uuid>/day-sheet/", printing.day_sheet, name="day_sheet"),
    path("staff/events/<uuid:uuid>/badges/", printing.badges, name="badges"),
    path("staff/events/<uuid:uuid>/helpers/", helpers.day_link_list, name="day_link_list"),
    path("staff/events/<uuid:uuid>/helpers/<int:pk>/", helpers.day_link_take_back, name="day_link_take_back"),
    path("arrive/<uuid:uuid>/", door.arrive, name="arrive"),
]
