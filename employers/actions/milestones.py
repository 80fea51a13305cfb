"""What higher apps tell of an organisation: this floor knows nothing of events, training or hires."""

import datetime as dt

from django.db import transaction

from cohorts.models import Programme
from employers.models import Milestone, Organisation


@transaction.atomic
def record_milestone(
    organisation: Organisation, step: Milestone.Step, *, programme: Programme | None = None, on: dt.date, what: str = ""
) -> Milestone:
    """Note the first day (UK) an organisation did this. Told again, the earlier day stands."""
    milestone, is_new = Milestone.objects.get_or_create(
        organisation=organisation, programme=programme, step=step, defaults={"on": on, "what": what}
    )
    if not is_new and on < milestone.on:
        milestone.on, milestone.what = on, what
        milestone.save(update_fields=["on", "what"])
    return milestone


@transaction.atomic
def forget_milestone(organisation: Organisation, step: Milestone.Step, *, programme: Programme | None = None) -> None:
    """It turns out never to have happened: a check-in was undone. The caller has looked whether it still stands."""
    Milestone.objects.filter(organisation=organisation, programme=programme, step=step).delete()
