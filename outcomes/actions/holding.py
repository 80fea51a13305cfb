"""What each action holds before it looks: the enrolment, then what hangs on it. Both are read anew."""

from cohorts.models import Enrolment
from core.errors import Refused
from outcomes.models import Placement


def hold_enrolment(enrolment: Enrolment, *, refusal: str) -> Enrolment:
    """Whose it is. Refused once they no longer take part; nobody ends or moves it meanwhile."""
    rows = Enrolment.objects.select_related("person", "cohort__programme", "strand")
    enrolment = rows.lock().get(pk=enrolment.pk)
    if enrolment.status == Enrolment.Status.ENDED:
        raise Refused(refusal)
    return enrolment


def hold_placement(placement: Placement) -> Placement:
    """With whose it is: what is logged on one day, at two placements even, is added up by one press at a time."""
    Enrolment.objects.lock().get(pk=placement.enrolment_id)
    rows = Placement.objects.select_related("enrolment__person", "enrolment__cohort__programme", "host")
    if held := rows.lock().filter(pk=placement.pk).first():
        return held
    raise Refused("This placement has been called off.")
