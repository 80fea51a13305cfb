"""The forms that staff have about people and about what is kept."""

from collections.abc import Callable

from django.urls import reverse

from returners.models import Application
from tests.inputs import scenes
from tests.inputs.form import Typed

SCENES = {"administrator": scenes.administrator}


def of_person(name: str) -> Callable[[Application], str]:
    return lambda application: reverse(f"portal:{name}", args=[application.person.uuid])


FORMS = {
    # Never a way that there is: the same person is to be there for the next field.
    "ErasePersonForm": Typed("administrator", of_person("person_erase"), {"how": "in a dream"}),
    "DownloadPersonForm": Typed("administrator", of_person("person_download"), {"how": "in a dream"}),
    "HoldForm": Typed("administrator", of_person("person_hold"), {"why": "A complaint"}),
    "RetentionForm": Typed(
        "administrator",
        lambda application: reverse("portal:retention_change", args=["letter"]),
        {"period": "30", "why": "The funder asks for it"},
    ),
    "TrailForm": Typed(
        "administrator",
        lambda application: reverse("portal:trail_list"),
        {"who": "a@b.org", "about": "R123-4567", "table": "returners_application", "verb": "looked", "days": "7"},
        method="get",
    ),
}
BASES = {"HowAskedForm"}
