"""What is tried out on a round that is released."""

from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from selection.models import Round
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.inputs.form import Typed
from tests.selection.deciding import released_round

SETTINGS = {
    "weight_1": "2",
    "weight_2": "1",
    "weight_3": "1",
    "least_score": "40",
    "adjusted": "no",
    "moves": "keep",
    "group_1": "1",
    "rules": "1",
}


def afterwards() -> tuple[Client, Round]:
    round_ = released_round([3, 3, 3], [1, 2, 1])
    person = ProgrammeManagerFactory()
    make_manager(round_.cohort.programme, person=person)
    return sign_in(Client(), person), round_


SCENES = {"afterwards": afterwards}
FORMS = {
    "WhatIfForm": Typed(
        "afterwards", lambda round_: reverse("selection:round_what_if", args=[round_.uuid]), SETTINGS, "get"
    ),
}
