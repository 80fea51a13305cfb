"""An organisation removed for good, with everything that is about it alone."""

from django.db import transaction
from django.db.models import CASCADE

from accounts.models import User
from core import audit
from employers.actions.contacts import hold
from employers.actions.relations import histories_of, is_history, pointing_at, rows_at
from employers.models import LikelyPair, Organisation

Counts = list[tuple[int, str, str]]


def what_goes(organisation: Organisation) -> tuple[Counts, Counts]:
    """What would go with it, and what would stay without its name: how many, and what one or several are called."""
    goes: Counts = []
    stays: Counts = []
    for relation in pointing_at(Organisation):
        model = relation.related_model
        if is_history(relation) or model is LikelyPair or not (count := rows_at(relation, organisation.pk).count()):
            continue
        found = (count, str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
        (goes if relation.on_delete is CASCADE else stays).append(found)
    return sorted(goes, key=lambda found: found[1]), sorted(stays, key=lambda found: found[1])


@transaction.atomic
def remove_organisation(organisation: Organisation, *, by: User) -> None:
    """For good. Bookings stay as numbers; what was about it or the people there goes, and what that was before."""
    organisation = hold(organisation)
    # Nobody refers to it from here on.
    found = Organisation.objects.select_for_update().get(pk=organisation.pk)
    with audit.acting(by=by, why="Removed for good"):
        past = list(histories_of(Organisation, found.pk))
        found.delete()
        for before in past:
            before.delete()
