"""Experts are asked to a session: a letter with a link, which staff renew or end; and news of the session."""

import datetime as dt
import secrets
import uuid
from functools import partial

from django.db import transaction
from django.urls import reverse

from accounts.actions import hash_token
from accounts.models import User
from core import audit
from core.batches import delete, work_off
from core.errors import Refused
from core.presses import once
from core.uktime import uk_date
from notifications.outbox import letter_url, post
from participation.expert_links import expert_url
from participation.models import Expert, Session

# Two presses on one page are one.
AGAIN_AFTER = dt.timedelta(minutes=1)
# What experts have to know when it changes.
TOLD = {"starts_at", "ends_at", "place"}


@transaction.atomic
def ask_expert(
    session: Session, *, name: str, email: str, keeps_register: bool, key: uuid.UUID, by: User, at: dt.datetime
) -> Expert:
    """A letter with a link goes to somebody who comes to this session. Sent twice under one key, it is once."""
    held = Session.objects.select_related("cohort__programme").lock().filter(pk=session.pk).first()
    if held is None:
        raise Refused("This session has been removed.")
    if held.is_off:
        raise Refused("This session is called off, so nobody can be asked to it.")
    if held.is_over(at):
        raise Refused("This session is over, so nobody can be asked to it any more.")
    expert = Expert(uuid=key, session=held, name=name, email=email.lower(), keeps_register=keeps_register)
    expert.asked_at, expert.asked_by = at, by
    with audit.acting(by=by):
        return once(Expert.objects.filter(session=held), key, partial(_ask, expert, at))


def _ask(expert: Expert, at: dt.datetime) -> Expert:
    if expert.session.experts.standing().filter(email=expert.email).exists():
        raise Refused("This person has been asked to this session already. You can send them a new link.")
    secret = _another_secret(expert, at)
    expert.save()
    _send_link(expert, secret)
    return expert


@transaction.atomic
def renew_link(expert: Expert, *, by: User, at: dt.datetime) -> Expert:
    """For somebody who cannot find the letter: a new link, and the one they had opens nothing any more."""
    expert = _hold(expert)
    if not expert.is_open(at):
        raise Refused("This link has ended, so there is nothing to renew.")
    if at < expert.link_made_at + AGAIN_AFTER:
        return expert
    secret = _another_secret(expert, at)
    with audit.acting(by=by, why="New link"):
        expert.save(update_fields=["secret", "link_made_at"])
    _send_link(expert, secret)
    return expert


@transaction.atomic
def end_link(expert: Expert, *, by: User, at: dt.datetime) -> None:
    """From now on it opens nothing. Twice is once."""
    expert = _hold(expert)
    if expert.ended_at is None:
        expert.ended_at = at
        with audit.acting(by=by, why="Link ended"):
            expert.save(update_fields=["ended_at"])


def _hold(expert: Expert) -> Expert:
    """The session first, as everywhere. It may be gone, and all its experts with it."""
    Session.objects.lock().filter(pk=expert.session_id).first()
    held = Expert.objects.select_related("session__cohort__programme").lock().filter(pk=expert.pk).first()
    if held is None:
        raise Refused("This session has been removed.")
    return held


def _another_secret(expert: Expert, at: dt.datetime) -> str:
    secret = secrets.token_urlsafe(24)
    expert.secret, expert.link_made_at = hash_token(secret), at
    return secret


# -- Letters ---------------------------------------------------------------------------------------------------------


def _send_link(expert: Expert, secret: str) -> None:
    """On no page of letters, and wiped once it has gone."""
    more = {"until": uk_date(expert.last_day), "register": "yes" if expert.keeps_register else ""}
    _write(f"expert:{expert.secret}", "expert_asked", expert, url=expert_url(secret), **more)


def tell_of_change(session: Session, changed: set[str]) -> None:
    """Its experts learn at once when it is at another time or place."""
    if not TOLD.isdisjoint(changed):
        for expert in session.experts.standing().in_order():
            _write(f"expert-changed:{expert.pk}:{session.changes}", "expert_changed", expert)


def tell_of_end(session: Session, why: str) -> None:
    """Whoever was asked need not come."""
    for expert in session.experts.standing().in_order():
        _write(f"expert-off:{expert.pk}", "expert_off", expert, why=why)


def _write(key: str, name: str, expert: Expert, **more: str) -> None:
    session = expert.session
    programme = session.cohort.programme
    context = {
        "name": expert.name,
        "session": session.title,
        "programme": programme.name,
        "when": session.when,
        "where": session.where,
        "asked_on": uk_date(expert.link_made_at),
        "contact_email": programme.contact_email,
        "privacy_url": letter_url(reverse("portal:programme_privacy", args=[programme.slug])),
        **more,
    }
    to, template = expert.email, f"participation/email/{name}"
    post(key, to=to, about=expert.uuid, secret="url" in more, template=template, context=context)


# -- Forgetting ------------------------------------------------------------------------------------------------------


def forget_experts(*, at: dt.datetime) -> int:
    """Delete whom nobody needs to know any more."""
    return work_off(Expert.objects.over(at), delete)
