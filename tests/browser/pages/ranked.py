"""What is different where places go by score: more to tell, a decision with its reasons, and asking about it."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path, application
from tests.browser.visitor import Visitor
from tests.browser.world import World

DETAIL = "returners:application_detail"


def question(state: str) -> Path:
    """Of the first criterion."""

    def path(world: World) -> str:
        found = world.applications[state]
        section = f"question-{found.criteria_asked[0].pk}"
        return reverse("returners:application_section", args=[found.uuid, section])

    return path


def role(name: str) -> Path:
    def path(world: World) -> str:
        found = world.by_phone["ranked"].application
        return reverse(f"returners:phone_role_{name}", args=[found.uuid, found.work_roles.get().pk])

    return path


def roles_by_phone(name: str) -> Path:
    return lambda world: reverse(f"returners:phone_role_{name}", args=[world.by_phone["ranked"].application.uuid])


def say_nothing(visitor: Visitor, world: World) -> None:
    visitor.is_signed_in_as(world.people["ranked-begun"])
    visitor.open(question("ranked-begun")(world)).press("Save and continue")


def of_applicants(name: str, *states: str) -> list[Page]:
    return [Page(name, state, application(name, state)) for state in states]


PAGES = [
    *of_applicants("returners:application_tasks", "ranked-begun", "ranked-ready"),
    *of_applicants("returners:work_role_add", "ranked-begun"),
    *of_applicants("returners:work_role_list", "ranked-ready"),
    Page("returners:application_section", "ranked-begun", question("ranked-begun"), state="question"),
    Page("returners:application_section", way=say_nothing, state="question-error"),
    *of_applicants("returners:application_check", "ranked-ready"),
    *of_applicants("returners:application_sent", "assessed"),
    *of_applicants(DETAIL, "assessed", "no-place", "no-place-asked", "on-the-list"),
    *of_applicants("returners:review_ask", "no-place"),
    *(
        Page(name, "manager", application(name, "no-place-asked"), state="no-place")
        for name in ("returners:application_review", "returners:application_decide_again")
    ),
    Page("returners:application_review", "manager", application("returners:application_review", "assessed")),
    Page("returners:phone_role_list", "manager", roles_by_phone("list")),
    Page("returners:phone_role_add", "manager", roles_by_phone("add")),
    Page("returners:phone_role_change", "manager", role("change")),
    Page("returners:phone_role_remove", "manager", role("remove")),
]

NOT_PAGES: NotPages = {}
