"""The programme behind a role: what accounts, a floor below, cannot know and says by signal."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils import timezone

from accounts.models import Invitation, Role, User
from cohorts.actions import end_managing, make_manager
from cohorts.holders import SIGNALS, end_holding, make_holder
from cohorts.models import Programme, ProgrammeRole

MAKERS: dict[Role, Callable[..., ProgrammeRole]] = {
    Role.PROGRAMME_MANAGER: make_manager,
    **{role: partial(make_holder, role=role) for role in (Role.REVIEWER, Role.SESSION_LEADER)},
}


def give_programme(sender: type, *, invitation: Invitation, user: User, **signal: Any) -> None:
    """Whoever accepted an invitation for a programme manages it, reads or leads for it, from now on."""
    make = MAKERS.get(Role(invitation.role))
    if make and invitation.scope:
        make(Programme.objects.get(uuid=invitation.scope), person=user, by=invitation.invited_by)


def take_programmes_away(sender: type, *, user: User, role: str, by: User | None, **signal: Any) -> None:
    held = ProgrammeRole.objects.filter(person=user)
    if role == Role.PROGRAMME_MANAGER:
        for one in held.managers().select_related("programme", "person").order_by("pk"):
            end_managing(one)
    elif role in SIGNALS:
        # A signal says no hour, and what has to be given to others is given now.
        for one in held.filter(role=role).select_related("programme", "person").order_by("pk"):
            end_holding(one, by=by, at=timezone.now())
