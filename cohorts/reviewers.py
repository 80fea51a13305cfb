"""Who reads applications to a programme: invited by those who keep it, and removed by them."""

import datetime as dt

from django.db import transaction

from accounts.actions import close_invitations, invite, take_role_away
from accounts.models import Invitation, Role, User
from cohorts.models import Programme, ProgrammeRole
from cohorts.signals import reviewer_made, reviewer_removed
from core import audit
from core.errors import Refused


@transaction.atomic
def invite_reviewer(programme: Programme, *, email: str, by: User, at: dt.datetime) -> Invitation:
    """Ask somebody to read applications to this programme. They need an account and an authenticator app."""
    if programme.roles.reviewers().filter(person__email=email.lower()).exists():
        raise Refused(f"{email} is a reviewer of this programme already.")
    return invite(email, role=Role.REVIEWER, scope=programme.uuid, scope_name=programme.name, by=by, at=at)


@transaction.atomic
def make_reviewer(programme: Programme, *, person: User, by: User | None = None) -> ProgrammeRole:
    """Somebody who holds the role of reviewer reads applications to this programme."""
    with audit.acting(by=by, why=f"Made reviewer of {programme}"):
        role, _ = ProgrammeRole.objects.get_or_create(
            programme=programme, person=person, role=ProgrammeRole.Role.REVIEWER
        )
        reviewer_made.send(ProgrammeRole, programme=programme, person=person)
    return role


@transaction.atomic
def remove_reviewer(role: ProgrammeRole, *, by: User, at: dt.datetime) -> None:
    """Somebody stops reading for a programme, also by an invitation still open; with the last one goes the role itself.

    What they have not submitted goes to others, what they have submitted stays: the floor above hears of it.
    """
    with audit.acting(by=by, why=f"No longer reviewer of {role.programme}"):
        close_invitations(role.person, role=Role.REVIEWER, scope=role.programme.uuid)
        end_reviewing(role, by=by, at=at)
        if not role.person.programme_roles.reviewers().exists() and Role.REVIEWER in role.person.roles:
            take_role_away(role.person, role=Role.REVIEWER, by=by)


def end_reviewing(role: ProgrammeRole, *, by: User | None, at: dt.datetime) -> None:
    """Nothing happens to a role that a colleague has ended already."""
    ended, _ = ProgrammeRole.objects.filter(pk=role.pk).delete()
    if ended:
        reviewer_removed.send(ProgrammeRole, programme=role.programme, person=role.person, by=by, at=at)
