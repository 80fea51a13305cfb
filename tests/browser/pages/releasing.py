"""From the cohort that was built to the one release."""

from django.urls import reverse

from tests.browser.pages.page import NotPages, Page, Path
from tests.browser.world import World


def of_round(name: str, state: str) -> Path:
    return lambda world: reverse(name, args=[world.rounds[state].uuid])


def letter(outcome: str) -> Path:
    def path(world: World) -> str:
        round_ = world.rounds["prepared decisions"]
        candidate = round_.pending.filter(outcome=outcome).first().candidate
        return reverse("selection:decision_letter", args=[round_.uuid, candidate.number])

    return path


PAGES: list[Page] = [
    *(
        Page("selection:round_prepare", "releaser", path=of_round("selection:round_prepare", state), state=state)
        for state in ("ready to prepare", "not ready to prepare")
    ),
    *(
        Page("selection:round_decisions", "releaser", path=of_round("selection:round_decisions", state), state=state)
        for state in ("prepared decisions", "changed since", "being released")
    ),
    Page("selection:round_letters", "releaser", path=of_round("selection:round_letters", "prepared decisions")),
    *(
        Page("selection:decision_letter", "releaser", path=letter(outcome), state=outcome)
        for outcome in ("offered", "waiting", "not offered")
    ),
    *(
        Page("selection:round_release", "releaser", path=of_round("selection:round_release", state), state=state)
        for state in ("prepared decisions", "changed since")
    ),
    *(
        Page("selection:round_progress", "releaser", path=of_round("selection:round_progress", state), state=state)
        for state in ("being released", "not released", "released")
    ),
]

NOT_PAGES: NotPages = {"selection:round_go_back": "a press"}
