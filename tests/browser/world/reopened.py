"""Applications that staff opened again."""

from dataclasses import replace

from django.utils import timezone

from returners import actions
from returners.eligibility import Situation
from tests.browser.world.place import World


def add(world: World) -> None:
    """One whose answers are open again, one whose strand is, and one who has changed their answers."""
    manager, at = world.people["manager"], timezone.now()
    note = "You told us on the phone that you stopped in 2019. Please check the year."
    for state, section in (("told-again", "eligibility"), ("new-strand", "strand"), ("changed", "eligibility")):
        name = f"{state.title().replace('-', ' ')} Person"
        application = world.applies(state, name, situation=Situation.STUDYING)
        reopening = actions.reopen(application, section=section, why=note, by=manager, at=at)
        if state == "changed":
            answers = replace(reopening.told(), situation=Situation.SELF_EMPLOYED)
            actions.change_answers(actions.keep_told(reopening, answers, at=at), at=at)
