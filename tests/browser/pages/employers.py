"""What contacts of organisations open, and staff about them."""

from collections.abc import Callable

from django.urls import reverse

from employers.models import Contact, JoinRequest, ReturnerProgramme, SupportRequest
from tests.browser.pages.page import NotPages, Page, Path, Way
from tests.browser.visitor import Visitor
from tests.browser.world import World


def organisation(name: str, which: str = "cummins") -> Path:
    return lambda world: reverse(name, args=[world.organisations[which].uuid])


def contact(name: str, who: str) -> Path:
    return lambda world: reverse(name, args=[Contact.objects.get(name=who, organisation__name="Cummins").uuid])


def question(name: str, subject: str) -> Path:
    return lambda world: reverse(name, args=[SupportRequest.objects.get(subject=subject).uuid])


def only(name: str, row: Callable[[], object]) -> Path:
    return lambda world: reverse(name, args=[row().uuid])


def invitation(world: World) -> str:
    return reverse("employers:invitation_accept", args=[Contact.objects.get(name="Mina Okafor").token])


def ask_nothing(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["contact"]).open(organisation("employers:support_ask")(world)).press("Send")


def register_nothing(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["officer"]).open(reverse("employers:register_add")).press("Save")


def ask_where(employer: str) -> Way:
    def way(visitor: Visitor, world: World) -> None:
        visitor.is_signed_in_as(world.people["offered"]).open(reverse("employers:organisation_join"))
        visitor.fill(employer=employer).press("Ask to join")

    return way


LATE, ANSWERED, CLOSED = "How do we write the advert?", "When is the training?", "Whom do we call?"

PAGES: list[Page] = [
    Page("portal:my_organisation", "in-two"),
    Page("portal:organisation_home", "contact", organisation("portal:organisation_home")),
    Page("portal:organisation_home", "colleague", organisation("portal:organisation_home")),
    Page("portal:organisation_home", "in-two", organisation("portal:organisation_home", "council"), state="empty"),
    Page("portal:organisation_bookings", "contact", organisation("portal:organisation_bookings")),
    Page("employers:contact_list", "contact", organisation("employers:contact_list")),
    Page("employers:contact_list", "officer", organisation("employers:contact_list", "council")),
    Page("employers:contact_invite", "contact", organisation("employers:contact_invite")),
    Page("employers:contact_manage", "contact", contact("employers:contact_manage", "Sam O’Neill")),
    Page("employers:contact_manage", "contact", contact("employers:contact_manage", "Priya Patel"), state="me"),
    Page("employers:contact_remove", "contact", contact("employers:contact_remove", "Sam O’Neill")),
    Page("employers:contact_remove", "contact", contact("employers:contact_remove", "Mina Okafor"), state="invited"),
    Page("employers:organisation_leave", "colleague", organisation("employers:organisation_leave")),
    Page("employers:organisation_join", "waiting"),
    Page("employers:organisation_join", way=ask_where("A workshop"), state="asked"),
    Page("employers:organisation_join", "asking", state="waiting"),
    Page("employers:invitation_accept", path=invitation),
    Page("employers:invitation_accept", "offered", invitation, state="somebody else"),
    Page(
        "employers:invitation_accept",
        path=lambda world: reverse("employers:invitation_accept", args=["nothing"]),
        state="broken",
        status=404,
    ),
    Page("employers:join_request_list", "officer"),
    Page("employers:join_request_decide", "officer", only("employers:join_request_decide", JoinRequest.objects.first)),
    Page("employers:support_ask", "contact", organisation("employers:support_ask")),
    Page("employers:support_ask", way=ask_nothing, state="nothing"),
    Page("employers:support_request", "contact", question("employers:support_request", LATE)),
    Page("employers:support_request", "contact", question("employers:support_request", ANSWERED), state="answered"),
    Page("employers:support_request", "contact", question("employers:support_request", CLOSED), state="closed"),
    Page("employers:support_list", "officer"),
    Page(
        "employers:support_list",
        "officer",
        lambda world: reverse("employers:support_list") + "?status=all",
        state="all",
    ),
    Page("employers:support_answer", "officer", question("employers:support_answer", LATE)),
    Page("employers:support_answer", "officer", question("employers:support_answer", CLOSED), state="closed"),
    Page("employers:support_assign", "officer", question("employers:support_assign", LATE)),
    Page("employers:support_due", "officer", question("employers:support_due", LATE)),
    Page("employers:register_list", "officer"),
    Page("employers:register_add", "officer"),
    Page("employers:register_add", way=register_nothing, state="nothing"),
    Page("employers:register_change", "officer", only("employers:register_change", ReturnerProgramme.objects.first)),
    Page("employers:register_remove", "officer", only("employers:register_remove", ReturnerProgramme.objects.first)),
]

NOT_PAGES: NotPages = {
    "employers:contact_confirm": "a press",
    "employers:join_request_refuse": "a press",
    "employers:support_close": "a press",
    "employers:support_shut": "a press",
    "employers:support_reopen": "a press",
    "employers:register_export": "a file",
}
