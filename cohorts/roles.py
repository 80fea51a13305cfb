"""The programme behind a role: what accounts, a floor below, cannot know and says by signal."""

from typing import Any

from accounts.models import Invitation, Role, User
from cohorts.actions import make_manager
from cohorts.models import Programme, ProgrammeRole


def give_programme(sender: type, *, invitation: Invitation, user: User, **signal: Any) -> None:
    """Whoever accepted an invitation for a programme manages it from now on."""
    if invitation.role == Role.PROGRAMME_MANAGER and invitation.scope:
        make_manager(Programme.objects.get(uuid=invitation.scope), person=user, by=invitation.invited_by)


def take_programmes_away(sender: type, *, user: User, role: str, **signal: Any) -> None:
    if role == Role.PROGRAMME_MANAGER:
        ProgrammeRole.objects.filter(person=user, role=ProgrammeRole.Role.MANAGER).delete()
