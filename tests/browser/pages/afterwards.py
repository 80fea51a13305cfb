"""What comes after an event: certificates, and what staff see of it."""

from django.urls import reverse

from events import after_links
from events.models import Booking, Certificate, FeedbackInvite, SeriesBooking
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World


def training(name: str) -> Path:
    return lambda world: reverse(name, args=[world.events["training"].module.series.uuid])


def link(world: World) -> str:
    return "/" + after_links.certificate_url(Certificate.objects.get()).split("/", 3)[3]


def number(world: World) -> str:
    return f"{reverse('events:certificate_check')}?number={Certificate.objects.get().number}"


def feedback(name: str, *, answered: bool) -> Path:
    """The link of one of those who were asked."""

    def path(world: World) -> str:
        asked = FeedbackInvite.objects.filter(event=world.events["talked about"], feedback__isnull=not answered)
        return reverse(name, args=[after_links.feedback_url(asked.first()).split("/")[-2]])

    return path


def nothing_sent(visitor: Visitor, world: World) -> None:
    """Sent without an answer to the one question that needs one."""
    visitor.open(feedback("events:feedback_give", answered=False)(world))
    visitor.page.get_by_role("button", name="Send").click()


def again(world: World) -> str:
    booking = Booking.objects.get(email="missed@example.org")
    return "/" + after_links.rebook_url(booking).split("/", 3)[3]


def booked(name: str) -> Path:
    """The link to a training that was booked as a whole."""
    return lambda world: reverse(name, args=[after_links.training_url(SeriesBooking.objects.get()).split("/")[-2]])


def book(world: World) -> str:
    return reverse("events:series_booking_create", args=[world.events["training"].module.series.slug])


PAGES: list[Page] = [
    Page("events:booking_again", path=again),
    Page("events:booking_again", path=lambda world: "/again/nothing/", state="over", status=404),
    Page(
        "events:event_follow_on",
        "manager",
        lambda world: reverse("events:event_follow_on", args=[world.events["talked about"].uuid]),
    ),
    Page("events:series_booking_create", path=book),
    Page(
        "events:series_booking_sent",
        path=lambda world: reverse("events:series_booking_sent", args=[world.events["training"].module.series.slug]),
    ),
    Page("events:series_booking_manage", path=booked("events:series_booking_manage")),
    Page("events:series_booking_manage", path=lambda world: "/training/booking/nothing/", state="over", status=404),
    Page("events:series_booking_cancel", path=booked("events:series_booking_cancel")),
    Page("events:feedback_give", path=feedback("events:feedback_give", answered=False)),
    Page("events:feedback_give", way=nothing_sent, state="wrong"),
    Page("events:feedback_give", path=lambda world: "/feedback/nothing/", state="over", status=404),
    Page("events:feedback_thanks", path=feedback("events:feedback_thanks", answered=True)),
    Page(
        "events:event_report",
        "manager",
        lambda world: reverse("events:event_report", args=[world.events["talked about"].uuid]),
    ),
    Page("events:certificate_check"),
    Page("events:certificate_check", path=number, state="real"),
    Page("events:certificate_check", path=lambda world: "/certificates/?number=2222", state="unknown"),
    Page("events:certificate_detail", path=link),
    Page("events:certificate_detail", path=lambda world: "/certificates/nothing/", state="over", status=404),
    Page("events:training_list", "manager"),
    Page("events:series_progress", "manager", training("events:series_progress")),
    Page(
        "events:trainee_name",
        "manager",
        lambda world: reverse("events:trainee_name", args=[Certificate.objects.get().trainee.uuid]),
    ),
]

NOT_PAGES: NotPages = {
    "events:event_report_file": "a file",
    "events:event_figures_file": "a file",
    "events:quote_mark": "a press",
    "events:feedback_training": "a press",
    "events:certificate_pdf": "a file",
    "events:trainee_certificate": "a file",
}
