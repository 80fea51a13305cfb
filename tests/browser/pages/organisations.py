"""What staff open about organisations."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.visitor import Visitor
from tests.browser.world import World

LIST = "employers:organisation_list"
DETAIL = "portal:organisation_detail"


def organisation(name: str, which: str) -> Path:
    return lambda world: reverse(name, args=[world.organisations[which].uuid])


def part(name: str, related: str) -> Path:
    """A page about the first site, domain or note of the one we know well."""

    def path(world: World) -> str:
        known = world.organisations["cummins"]
        return reverse(name, args=[known.uuid, getattr(known, related).first().pk])

    return path


def merging(world: World) -> str:
    known, twin = (world.organisations[which] for which in ("cummins", "twin"))
    return reverse("employers:organisation_merge", args=[known.uuid, twin.uuid])


def add_one_we_know(visitor: Visitor, world: World) -> None:
    visitor.open(reverse("employers:organisation_add")).fill(name="Cummins plc", source="A fair")
    visitor.press("Add the organisation")


def add_a_site_on_a_border(visitor: Visitor, world: World) -> None:
    visitor.open(organisation("employers:site_add", "bare")(world)).fill(town="Oswestry", postcode="SY10 7AA")
    visitor.press("Add")


PAGES: list[Page] = [
    Page(LIST, "officer"),
    Page(LIST, "officer", lambda world: f"{reverse(LIST)}?region=Wales&prospects=only", state="empty"),
    Page("employers:organisation_export", "officer"),
    Page("employers:organisation_add", "officer"),
    Page("employers:organisation_add", "officer", way=add_one_we_know, state="known"),
    Page(DETAIL, "officer", organisation(DETAIL, "cummins")),
    Page(DETAIL, "manager", organisation(DETAIL, "bare"), state="bare"),
    Page("employers:organisation_change", "officer", organisation("employers:organisation_change", "cummins")),
    Page("employers:organisation_remove", "officer", organisation("employers:organisation_remove", "cummins")),
    Page("employers:site_add", "officer", organisation("employers:site_add", "cummins")),
    Page("employers:site_add", "officer", way=add_a_site_on_a_border, state="border"),
    Page("employers:site_remove", "officer", part("employers:site_remove", "sites")),
    Page("employers:domain_add", "officer", organisation("employers:domain_add", "cummins")),
    Page("employers:domain_remove", "officer", part("employers:domain_remove", "domains")),
    Page("employers:note_add", "officer", organisation("employers:note_add", "cummins")),
    Page("employers:note_remove", "officer", part("employers:note_remove", "notes")),
    Page("employers:duplicate_list", "officer"),
    Page("employers:duplicate_search", "officer", organisation("employers:duplicate_search", "cummins")),
    Page(
        "employers:duplicate_search",
        "officer",
        lambda world: f"{organisation('employers:duplicate_search', 'cummins')(world)}?name=northern",
        state="found",
    ),
    Page("employers:organisation_merge", "officer", merging),
]

NOT_PAGES: NotPages = {"employers:duplicate_keep_apart": "a press"}
