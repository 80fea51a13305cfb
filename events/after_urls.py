"""The addresses of what comes after an event."""

from django.urls import path

from events.views import again, feedback, report, sent, series_booking, training

AFTERWARDS = [
    # Feedback and the report
    path("feedback/<str:token>/", feedback.feedback_give, name="feedback_give"),
    path("feedback/<str:token>/thanks/", feedback.feedback_thanks, name="feedback_thanks"),
    path("feedback/<str:token>/training/<uuid:uuid>/", feedback.feedback_training, name="feedback_training"),
    path("staff/events/<uuid:uuid>/report/", report.event_report, name="event_report"),
    path("staff/events/<uuid:uuid>/figures/<slug:kind>/", report.event_figures_file, name="event_figures_file"),
    path("staff/events/<uuid:uuid>/report/<slug:kind>/", report.event_report_file, name="event_report_file"),
    path("staff/events/<uuid:uuid>/quotes/<uuid:invite>/", report.quote_mark, name="quote_mark"),
    # The event that follows
    path("again/<str:token>/", again.booking_again, name="booking_again"),
    path("staff/events/<uuid:uuid>/follow-on/", again.event_follow_on, name="event_follow_on"),
    # Training as a whole
    path("training/<slug:slug>/book/", series_booking.series_booking_create, name="series_booking_create"),
    path("training/<slug:slug>/booked/", sent.series_booking_sent, name="series_booking_sent"),
    path("training/booking/<str:token>/", series_booking.series_booking_manage, name="series_booking_manage"),
    path("training/booking/<str:token>/cancel/", series_booking.series_booking_cancel, name="series_booking_cancel"),
    # Certificates and training
    path("certificates/", training.certificate_check, name="certificate_check"),
    path("certificates/<str:token>/", training.certificate_detail, name="certificate_detail"),
    path("certificates/<str:token>/certificate.pdf", training.certificate_pdf, name="certificate_pdf"),
    path("staff/training/", training.training_list, name="training_list"),
    path("staff/training/<uuid:uuid>/", training.series_progress, name="series_progress"),
    path("staff/trainees/<uuid:uuid>/name/", training.trainee_name, name="trainee_name"),
    path("staff/trainees/<uuid:uuid>/certificate.pdf", training.trainee_certificate, name="trainee_certificate"),
]
