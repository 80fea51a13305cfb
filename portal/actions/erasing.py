"""Erasure: one walk through everything the apps declare, in one transaction. See docs/decisions/erasure.md."""

import datetime as dt
import logging

from django.apps import apps
from django.db import models, transaction
from django.db.models import FileField, QuerySet

from accounts.models import User
from accounts.personal_data import subject_of
from core import audit, privacy
from core.errors import Refused
from core.privacy import Anonymise, Delete, Holding, Subject
from notifications.models import Message
from notifications.outbox import Lane, post
from portal.models import DoomedFile, Erasure, LegalHold, hash_person

logger = logging.getLogger(__name__)

ON_HOLD = (
    "We must keep your data for now, because of a legal question about it. We delete it as soon as that is settled."
)
# By then every request that was under way at the erasure is over, and what it wrote can be seen.
SETTLED = dt.timedelta(minutes=2)


@transaction.atomic
def erase(person: User, *, by: User | None, how: str, at: dt.datetime) -> Erasure:
    """Delete or make anonymous everything held on somebody. Twice is once. `by` is None where they asked here.

    Order of locks: first each app lets go of what is live (pool, then application, as everywhere), then the account.
    """
    with audit.acting(by=by, why=f"Erasure: {Erasure.How(how).label}"):
        subject = subject_of(person)
        for leave in privacy.leavings():
            leave(subject, at=at)
        person = User.objects.lock().get(pk=person.pk)
        if done := Erasure.objects.filter(account=person).first():
            return done
        if LegalHold.objects.standing().filter(person=person).exists():
            raise Refused(ON_HOLD)
        address = person.email
        forget(subject)
        erasure = Erasure.objects.create(account=person, person_hash=hash_person(person.uuid), how=how, at=at)
        if how != Erasure.How.RESTORED:
            tell(erasure, address)
    return erasure


def forget(subject: Subject) -> None:
    """Walk from the top floor down, so that what hangs on a row goes before it."""
    for holding in reversed(privacy.holdings()):
        past = [privacy.past(holding, history, subject) for history in privacy.histories(holding)]
        _forget_rows(holding, holding.rows(subject), past, subject)


def forget_one(whole: models.Model) -> None:
    """The same for one thing of somebody's, an application with all that hangs on it; the person stays."""
    for holding, way in reversed(privacy.belonging_to(whole)):
        past = [privacy.past_of(holding, history, whole, way) for history in privacy.histories(holding)]
        _forget_rows(holding, holding.model._base_manager.filter(way), past, Subject())


def _forget_rows(holding: Holding, rows: QuerySet, past: list[QuerySet], subject: Subject) -> None:
    _doom_files(holding, rows)
    if isinstance(holding.erasure, Delete):
        rows.delete()
    elif isinstance(holding.erasure, Anonymise):
        values = holding.erasure.values.items()
        rows.update(**{name: value(subject) if callable(value) else value for name, value in values})
    # After the rows: to blank a row leaves what it held before in its history.
    for before in past:
        before.delete()


def _doom_files(holding: Holding, rows: QuerySet) -> None:
    """Write down which files go. They go after the commit: a file cannot be brought back by a rollback."""
    for field in holding.model._meta.concrete_fields:
        if isinstance(field, FileField) and not isinstance(holding.erasure, privacy.Keep):
            names = rows.exclude(**{f"{field.name}__in": ["", None]}).values_list(field.name, flat=True)
            where = f"{holding.model._meta.label}.{field.name}"
            DoomedFile.objects.bulk_create(DoomedFile(field=where, name=name) for name in names if name)


def tell(erasure: Erasure, address: str) -> None:
    """The last letter. It knows nothing but the address, and is deleted once it has left."""
    erasure.last_letter = post(
        f"erased:{erasure.pk}",
        to=address,
        template="portal/email/erased",
        context={"asked": "" if erasure.how == Erasure.How.TIME else "yes"},
        lane=Lane.NOW,
        secret=True,
    )
    erasure.save(update_fields=["last_letter"])


# -- Afterwards, by the clock ----------------------------------------------------------------------------------------


def repeat(*, at: dt.datetime) -> int:
    """Walk once more for everybody erased a while ago: a request that was under way may have written a row since."""
    waiting = Erasure.objects.not_repeated().filter(at__lte=at - SETTLED).order_by("pk")
    return sum(_repeat_or_report(erasure, at=at) for erasure in waiting)


def _repeat_or_report(erasure: Erasure, *, at: dt.datetime) -> int:
    """One that fails is tried again in a minute, and must not hold up the others."""
    try:
        return _repeat(erasure, at=at)
    except Exception as error:
        logger.error("Erasure %s could not be looked for once more: %s.", erasure.pk, type(error).__name__)
        return 0


@transaction.atomic
def _repeat(erasure: Erasure, *, at: dt.datetime) -> int:
    subject = subject_of(erasure.account)
    with audit.acting(why="Erasure: looked for once more"):
        for leave in privacy.leavings():
            leave(subject, at=at)
        forget(subject)
        return Erasure.objects.not_repeated().filter(pk=erasure.pk).update(repeated_at=at)


def forget_last_letters() -> None:
    """Delete the letters that said that all is deleted, once they left or cannot."""
    over = Erasure.objects.filter(last_letter__isnull=False).exclude(last_letter__status=Message.Status.DUE)
    Message.objects.filter(pk__in=over.values("last_letter")).delete()


def remove_files() -> None:
    """Delete the files of people who were erased. What fails is tried again the next time."""
    for doomed in DoomedFile.objects.order_by("pk"):
        model, _, name = doomed.field.rpartition(".")
        field = apps.get_model(model)._meta.get_field(name)
        try:
            field.storage.delete(doomed.name)  # type: ignore[union-attr]
        except Exception as error:  # whatever a storage can do wrong, the other files go
            logger.error("A file of an erased person could not be deleted: %s.", type(error).__name__)
        else:
            doomed.delete()
