"""What a person tells once their place is confirmed. It may change until the cohort ends, or they leave it.

A ranked cohort asks for roles before the decision: they are told on the draft, and then again once there is a place.

The enrolment is held first, always: it decides whether anything may still be told, and leaving locks it too.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts import actions as cohorts
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused
from notifications.timed import replan
from returners.actions.steps import hold_draft
from returners.models import Application, KnownSkill, Profile, WantedTopic, WorkRole
from returners.models.profile import MOST_ROLES

TOO_MANY_ROLES = (
    f"You have told us about {MOST_ROLES} roles, which is as many as we can keep. Remove one to add another."
)
SAME_ROLE = "You have told us about this role already: the same job, employer and start."


def open_profile(application: Application, enrolment: Enrolment) -> Profile:
    """Begin to ask, in the transaction that confirms the place, and plan the one reminder."""
    defaults = {"enrolment": enrolment, "has_told_all_roles": _has_told_roles(application)}
    profile, _ = Profile.objects.get_or_create(application=application, defaults=defaults)
    replan(profile)
    return profile


def _has_told_roles(application: Application) -> bool:
    """On the draft already."""
    return application.has_told_roles and application.work_roles.exists()


@contextmanager
def telling(application: Application, *, at: dt.datetime, by: User) -> Iterator[Profile]:
    """Whatever is saved in this block is saved whole, put down to this person, and only while it may be."""
    with transaction.atomic(), audit.acting(by=by):
        enrolment = Enrolment.objects.lock().select_related("cohort").get(profiles__application=application)
        profile = Profile.objects.get(application=application)
        profile.enrolment = enrolment
        if reason := profile.why_closed(at):
            raise Refused(reason)
        yield profile


@contextmanager
def telling_roles(application: Application, *, at: dt.datetime, by: User) -> Iterator[Application | Profile]:
    """The same for roles, which a draft may tell, too: whatever says there that these are all of them."""
    if not application.is_draft:
        with telling(application, at=at, by=by) as profile:
            yield profile
        return
    with transaction.atomic(), audit.acting(by=by):
        application = hold_draft(application)
        yield application
        application.changed_at = at
        application.save(update_fields=["changed_at"])


def add_role(application: Application, *, at: dt.datetime, by: User, **told: Any) -> WorkRole:
    """A job somebody had. Pressed twice it is one; pressed again with another end, the later one counts."""
    with telling_roles(application, at=at, by=by):
        one = {name: told.pop(name) for name in ("job_title", "employer", "start")}
        roles = application.work_roles
        if roles.count() >= MOST_ROLES and not roles.filter(**one).exists():
            raise Refused(TOO_MANY_ROLES)
        return roles.update_or_create(**one, defaults=told)[0]


def change_role(role: WorkRole, *, at: dt.datetime, by: User, **told: Any) -> WorkRole:
    with telling_roles(role.application, at=at, by=by):
        same = {name: told[name] for name in ("job_title", "employer", "start")}
        if role.application.work_roles.filter(**same).exclude(pk=role.pk).exists():
            raise Refused(SAME_ROLE)
        # One that has just been removed in another tab stays removed.
        role.application.work_roles.filter(pk=role.pk).update(**told)
        return role


def remove_role(role: WorkRole, *, at: dt.datetime, by: User) -> None:
    with telling_roles(role.application, at=at, by=by) as told:
        role.application.work_roles.filter(pk=role.pk).delete()
        if isinstance(told, Application) and not told.work_roles.exists():
            # Nobody has said yet that there are none.
            _save(told, has_told_roles=False)


def finish_roles(application: Application, *, at: dt.datetime, by: User) -> None:
    """Somebody says that these are all the roles they want to tell of. On a draft that may be none."""
    with telling_roles(application, at=at, by=by) as told:
        if isinstance(told, Application):
            _save(told, has_told_roles=True)
            return
        if not application.work_roles.exists():
            raise Refused("You have not told us about any role yet. Add one first.")
        _save(told, has_told_all_roles=True)


def choose_skills(application: Application, *, skills: Iterable[int], at: dt.datetime, by: User) -> None:
    """These skills and no others; none of those listed, if there are none. What was said of those kept stays."""
    with telling(application, at=at, by=by) as profile:
        chosen = _replace(application, KnownSkill, skills)
        _save(profile, has_no_listed_skill=not chosen)


def rate_skill(known: KnownSkill, *, last_used: int, confidence: int, at: dt.datetime, by: User) -> None:
    with telling(known.application, at=at, by=by):
        rows = known.application.known_skills.filter(pk=known.pk)
        rows.update(last_used=last_used, confidence=confidence)


def tell_availability(application: Application, *, slots: list[str], terms: str, at: dt.datetime, by: User) -> None:
    with telling(application, at=at, by=by) as profile:
        cohorts.set_availability(profile.enrolment, slots=slots, terms=terms, by=by)


def tell_wanted_work(application: Application, *, at: dt.datetime, by: User, **told: Any) -> None:
    with telling(application, at=at, by=by) as profile:
        _save(profile, **told)


def tell_wanted_help(application: Application, *, topics: Iterable[int], hopes: str, at: dt.datetime, by: User) -> None:
    """These topics and no others; none for now, if there are none."""
    with telling(application, at=at, by=by) as profile:
        chosen = _replace(application, WantedTopic, topics)
        _save(profile, wants_no_topic=not chosen, hopes=hopes)


def _save(row: Application | Profile, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


def _replace(application: Application, model: type[KnownSkill] | type[WantedTopic], skills: Iterable[int]) -> set[int]:
    """Leave the rows of these skills alone, delete the others, add what is missing."""
    wanted, rows = set(skills), model.objects.filter(application=application)
    rows.exclude(skill__in=wanted).delete()
    known = set(rows.values_list("skill_id", flat=True))
    new: list[Any] = [model(application=application, skill_id=pk) for pk in sorted(wanted - known)]
    model.objects.bulk_create(new)
    return wanted
