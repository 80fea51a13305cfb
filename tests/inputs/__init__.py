"""Every form of ours: who fills it in, where, and with what.

A module an app, each with its FORMS, under the names of their classes, and its SCENES: by name, a function that answers
with a client, signed in or not, and with what the form is about. In BASES are the classes of the app's forms.py that
no page shows. A form that is not listed fails tests/test_input.py, which types everything into each of them.
"""

from tests.inputs import (
    cohorts,
    core,
    employers,
    events,
    mentoring,
    outcomes,
    participation,
    portal,
    reporting,
    returners,
    selection,
    support,
)
from tests.inputs.form import Form

APPS = {
    "cohorts": cohorts,
    "returners": returners,
    "selection": selection,
    "participation": participation,
    "mentoring": mentoring,
    "outcomes": outcomes,
    "portal": portal,
    "reporting": reporting,
    "support": support,
    "employers": employers,
    "events": events,
}


def forms() -> list[Form]:
    """All of them, each with its scene."""
    return [
        Form(f"{app}.{name}", module.SCENES[typed.scene], typed)
        for app, module in {"core": core, **APPS}.items()
        for name, typed in module.FORMS.items()
    ]
