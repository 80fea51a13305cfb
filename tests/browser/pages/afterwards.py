"""What comes after an event: certificates, and what staff see of it."""

from django.urls import reverse

from events import after_links
from events.models import Certificate
from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.world import World


def training(name: str) -> Path:
    return lambda world: reverse(name, args=[world.events["training"].module.series.uuid])


def link(world: World) -> str:
    return "/" + after_links.certificate_url(Certificate.objects.get()).split("/", 3)[3]


def number(world: World) -> str:
    return f"{reverse('events:certificate_check')}?number={Certificate.objects.get().number}"


PAGES: list[Page] = [
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
    "events:certificate_pdf": "a file",
    "events:trainee_certificate": "a file",
}
