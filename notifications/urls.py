from django.urls import path

from notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<str:name>/", views.inbox_message, name="inbox_message"),
    path("<str:name>/html/", views.inbox_html, name="inbox_html"),
    path("<str:name>/invite.ics", views.inbox_calendar, name="inbox_calendar"),
]
