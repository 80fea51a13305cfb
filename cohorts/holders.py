"""Who has a part in a programme without being of its team: invited by those who keep it, and removed by them.

Reviewers read applications to it, session leaders lead sessions of its cohorts.
"""

import datetime as dt

from django.db import transaction
from django.dispatch import Signal

from accounts.actions import close_invitations, invite, take_role_away
from accounts.models import Invitation, Role, User
from cohorts.models import Programme, ProgrammeRole
from cohorts.signals import leader_made, leader_removed, reviewer_made, reviewer_removed
from core import audit
from core.errors import Refused

# What a higher floor hears of each: made, and removed.
SIGNALS: dict[str, tuple[Signal, Signal]] = {
    Role.REVIEWER: (reviewer_made, reviewer_removed),
    Role.SESSION_LEADER: (leader_made, leader_removed),
}


@transaction.atomic
def invite_holder(programme: Programme, *, role: Role, email: str, by: User, at: dt.datetime) -> Invitation:
    """Ask somebody to take a part in this programme. They need an account and an authenticator app."""
    if programme.roles.filter(role=role, person__email=email.lower()).exists():
        raise Refused(f"{email} is a {role.label.lower()} of this programme already.")
    return invite(email, role=role, scope=programme.uuid, scope_name=programme.name, by=by, at=at)


@transaction.atomic
def make_holder(programme: Programme, *, role: Role, person: User, by: User | None = None) -> ProgrammeRole:
    """Somebody who holds the role has it in this programme."""
    made_signal, _ = SIGNALS[role]
    with audit.acting(by=by, why=f"Made {role.label.lower()} of {programme}"):
        made, _ = ProgrammeRole.objects.get_or_create(programme=programme, person=person, role=role)
        made_signal.send(ProgrammeRole, programme=programme, person=person)
    return made


@transaction.atomic
def remove_holder(held: ProgrammeRole, *, by: User, at: dt.datetime) -> None:
    """Somebody's part in a programme ends, also by an invitation still open; with the last one goes the role itself.

    What becomes of what they had to do is for the floor above, which hears of it.
    """
    role = Role(held.role)
    with audit.acting(by=by, why=f"No longer {role.label.lower()} of {held.programme}"):
        close_invitations(held.person, role=role, scope=held.programme.uuid)
        end_holding(held, by=by, at=at)
        has_others = held.person.programme_roles.filter(role=role).exists()
        if not has_others and role in held.person.roles:
            take_role_away(held.person, role=role, by=by)


def end_holding(held: ProgrammeRole, *, by: User | None, at: dt.datetime) -> None:
    """Nothing happens to a role that a colleague has ended already."""
    _, removed_signal = SIGNALS[held.role]
    ended, _ = ProgrammeRole.objects.filter(pk=held.pk).delete()
    if ended:
        removed_signal.send(ProgrammeRole, programme=held.programme, person=held.person, by=by, at=at)
