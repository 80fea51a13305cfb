from django.urls import path

from events.after_urls import AFTERWARDS
from events.views import (
    attendees,
    booking,
    door,
    editing,
    feeds,
    helpers,
    joining,
    managing,
    materials,
    messages,
    naming,
    printing,
    public,
    sent,
    series,
    staff,
)

app_name = "events"

urlpatterns = [
    # What everybody sees
    path("events/", public.event_list, name="event_list"),
    path("events/feed/", feeds.event_feed, name="event_feed"),
    path("events/feed.ics", feeds.event_calendar, name="event_calendar"),
    path("events/<slug:slug>/", public.event_detail, name="event_detail"),
    path("events/<slug:slug>/calendar.ics", feeds.event_ics, name="event_ics"),
    path("booking/<str:token>/materials/<uuid:uuid>/", materials.booking_material, name="booking_material"),
    path("training/<slug:slug>/", series.series_detail, name="series_detail"),
    path("events/materials/<uuid:uuid>/", materials.material_download, name="material_download"),
    # Booking
    path("events/<slug:slug>/book/", booking.booking_create, name="booking_create"),
    path("events/<slug:slug>/booked/", sent.booking_sent, name="booking_sent"),
    path("booking/find/", booking.booking_find, name="booking_find"),
    path("booking/<str:token>/", managing.booking_manage, name="booking_manage"),
    path("booking/<str:token>/names/", managing.booking_names, name="booking_names"),
    path("booking/<str:token>/fewer/", managing.booking_fewer, name="booking_fewer"),
    path("booking/<str:token>/cancel/", managing.booking_cancel, name="booking_cancel"),
    path("booking/<str:token>/accept/", managing.booking_accept, name="booking_accept"),
    path("booking/<str:token>/decline/", managing.booking_decline, name="booking_decline"),
    path("booking/<str:token>/tickets/", managing.booking_tickets, name="booking_tickets"),
    # Staff: events as such
    path("staff/events/", staff.staff_event_list, name="staff_event_list"),
    path("staff/events/add/", editing.event_create, name="event_create"),
    path("staff/events/<uuid:uuid>/", staff.event_manage, name="event_manage"),
    path("staff/events/<uuid:uuid>/materials/add/", materials.material_add, name="material_add"),
    path("staff/materials/<uuid:uuid>/remove/", materials.material_remove, name="material_remove"),
    path("staff/events/<uuid:uuid>/change/", editing.event_change, name="event_change"),
    path("staff/events/<uuid:uuid>/again/", editing.event_copy, name="event_copy"),
    path("staff/events/<uuid:uuid>/publish/", editing.event_publish, name="event_publish"),
    path("staff/events/<uuid:uuid>/booking/close/", editing.booking_close, name="booking_close"),
    path("staff/events/<uuid:uuid>/booking/open/", editing.booking_open, name="booking_open"),
    path("staff/events/<uuid:uuid>/cancel/", editing.event_cancel, name="event_cancel"),
    path("staff/events/<uuid:uuid>/seats/<slug:mode>/", editing.seats_change, name="seats_change"),
    path("staff/events/<uuid:uuid>/access/", editing.access_change, name="access_change"),
    path("staff/events/<uuid:uuid>/speakers/add/", naming.speaker_add, name="speaker_add"),
    path("staff/events/<uuid:uuid>/speakers/<int:pk>/", naming.speaker_change, name="speaker_change"),
    path("staff/events/<uuid:uuid>/speakers/<int:pk>/remove/", naming.speaker_remove, name="speaker_remove"),
    path("staff/events/<uuid:uuid>/supporters/add/", naming.supporter_add, name="supporter_add"),
    path("staff/events/<uuid:uuid>/supporters/<int:pk>/", naming.supporter_change, name="supporter_change"),
    path("staff/events/<uuid:uuid>/supporters/<int:pk>/remove/", naming.supporter_remove, name="supporter_remove"),
    # Staff: training as such
    path("staff/training/add/", series.series_create, name="series_create"),
    path("staff/training/<uuid:uuid>/modules/", series.series_manage, name="series_manage"),
    path("staff/training/<uuid:uuid>/change/", series.series_change, name="series_change"),
    path("staff/training/<uuid:uuid>/modules/add/", series.module_add, name="module_add"),
    path("staff/training/<uuid:uuid>/modules/<int:pk>/", series.module_change, name="module_change"),
    path("staff/training/<uuid:uuid>/modules/<int:pk>/up/", series.module_up, name="module_up"),
    path("staff/training/<uuid:uuid>/modules/<int:pk>/remove/", series.module_remove, name="module_remove"),
    path(
        "staff/training/<uuid:uuid>/modules/<int:pk>/materials/add/",
        materials.module_material_add,
        name="module_material_add",
    ),
    # Staff: messages to those who booked
    path("staff/events/<uuid:uuid>/messages/", messages.message_list, name="message_list"),
    path("staff/events/<uuid:uuid>/messages/write/", messages.message_create, name="message_create"),
    path("staff/events/<uuid:uuid>/messages/<uuid:message_uuid>/", messages.message_detail, name="message_detail"),
    path(
        "staff/events/<uuid:uuid>/messages/<uuid:message_uuid>/change/", messages.message_change, name="message_change"
    ),
    path("staff/events/<uuid:uuid>/messages/<uuid:message_uuid>/send/", messages.message_send, name="message_send"),
    path("staff/events/<uuid:uuid>/messages/<uuid:message_uuid>/stop/", messages.message_stop, name="message_stop"),
    path(
        "staff/events/<uuid:uuid>/messages/<uuid:message_uuid>/delete/", messages.message_delete, name="message_delete"
    ),
    # On the day
    path("staff/events/<uuid:uuid>/door/", door.door, name="door"),
    path("staff/events/<uuid:uuid>/door/press/", door.door_press, name="door_press"),
    path("staff/events/<uuid:uuid>/door/people/", door.door_people, name="door_people"),
    path("door/<str:token>/", door.helper_door, name="helper_door"),
    path("door/<str:token>/press/", door.helper_door_press, name="helper_door_press"),
    path("door/<str:token>/people/", door.helper_door_people, name="helper_door_people"),
    path("staff/events/<uuid:uuid>/attendees/", attendees.attendee_list, name="attendee_list"),
    path("staff/events/<uuid:uuid>/attendees/needs/", attendees.attendee_needs, name="attendee_needs"),
    path("staff/events/<uuid:uuid>/attendees/export/", attendees.attendee_export, name="attendee_export"),
    path("staff/events/<uuid:uuid>/catering/", attendees.catering, name="catering"),
    path("staff/events/<uuid:uuid>/day-sheet/", printing.day_sheet, name="day_sheet"),
    path("staff/events/<uuid:uuid>/badges/", printing.badges, name="badges"),
    path("staff/events/<uuid:uuid>/helpers/", helpers.day_link_list, name="day_link_list"),
    path("staff/events/<uuid:uuid>/helpers/<int:pk>/", helpers.day_link_take_back, name="day_link_take_back"),
    path("arrive/<uuid:uuid>/", door.arrive, name="arrive"),
    path("booking/<str:token>/join/", joining.booking_join, name="booking_join"),
    *AFTERWARDS,
]
