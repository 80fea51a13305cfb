"""Applications by phone."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from cohorts.models import ProgrammeText
from returners import actions
from returners.models import PhoneDraft
from tests.browser.world.place import World
from tests.factories.returners import PhoneDraftFactory


def add(world: World) -> None:
    """Taken by phone: just begun, on its way to the caller, found not right, run out, and sent."""
    manager, cohort = world.people["manager"], world.cohort
    empty = {"application__strand": None, "application__needs_support": ""}
    for state in ("begun", "with-caller", "not-right", "run-out", "sent"):
        name = f"{state.title().replace('-', ' ')} Caller"
        answers = empty if state == "begun" else {}
        person = User.objects.create_user(f"{state}@phone.example.org", name=name)
        draft = PhoneDraftFactory(taken_by=manager, application__cohort=cohort, application__person=person, **answers)
        if state != "begun":
            draft = actions.send_to_confirm(draft, by=manager, at=timezone.now())
        world.by_phone[state] = draft
    actions.say_not_right(world.by_phone["not-right"], what="I stopped in 2019, not 2020.", at=timezone.now())
    PhoneDraft.objects.filter(pk=world.by_phone["run-out"].pk).update(sent_at=timezone.now() - dt.timedelta(days=15))
    sent, declarations = world.by_phone["sent"], world.programme.text(ProgrammeText.Kind.DECLARATIONS)
    sent.application.refresh_from_db()
    actions.confirm(sent, shown=sent.as_shown(declarations), at=timezone.now())
