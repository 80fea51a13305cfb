"""An organisation asks the team of a programme. How a thread goes on is `support`'s."""

import datetime as dt
import uuid

from django.db import transaction

from accounts.models import User
from cohorts.models import Programme
from core.errors import Refused
from core.uktime import uk_date
from employers.models import Organisation, SupportRequest
from employers.models.organisation import is_team
from support import actions as threads


@transaction.atomic
def ask_for_support(
    organisation: Organisation,
    *,
    programme: Programme,
    subject: str,
    text: str,
    key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> SupportRequest:
    """Ask, until the last day of the programme's support. Sent twice under one key, it is asked once."""
    refuse_after_the_end(programme, at=at)
    request = SupportRequest(uuid=key, organisation=organisation, programme=programme, subject=subject)
    return threads.open_thread(request, text=text, by=by, at=at)


@transaction.atomic
def say(request: SupportRequest, *, text: str, by: User, at: dt.datetime) -> SupportRequest:
    """A contact writes again. What is closed opens again only while the programme supports employers."""
    if request.is_closed:
        refuse_after_the_end(request.programme, at=at)
    return threads.say(request, text=text, by=by, at=at)


def refuse_after_the_end(programme: Programme, *, at: dt.datetime) -> None:
    """Refused from the day after the last on which the programme supports employers."""
    last_day = programme.support_until
    if last_day and not programme.supports_employers_at(at):
        raise Refused(
            f"The support of {programme} for employers ended on {uk_date(last_day)}."
            f" For anything urgent, write to {programme.contact_email}."
        )


def let_go_of_threads(sender: type, *, user: User, role: str, **signal: object) -> None:
    """Whoever has lost the role that let them answer leaves what they own to their colleagues."""
    if not is_team(user):
        SupportRequest.objects.live().filter(owner=user).update(owner=None)
