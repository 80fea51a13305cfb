"""A CV added, replaced and removed. Its file lies beside the database, which knows nothing of transactions.

So a new file is written before the row that names it, and an old one is deleted after the row that named it is gone.
What a crash leaves between the two nobody refers to: `remove_lost_files` finds it.
"""

import datetime as dt

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from core import audit
from core.documents import Document
from core.errors import Refused
from core.places import Status
from returners.actions.steps import hold
from returners.models import CV, Application
from returners.models.cv import FOLDER, new_file_name

# A file without a row may be one whose transaction is still on its way.
LOST_AFTER = dt.timedelta(days=1)
BATCH = 500


def keep_cv(application: Application, document: Document, *, at: dt.datetime, by: User) -> CV:
    """Keep this document as the CV of an application, in place of the one before.

    The file is written first, outside the transaction: storage may be far away, and locks are not held for it.
    """
    _refuse_without_place(application)
    name = default_storage.save(new_file_name(), ContentFile(document.content))
    try:
        return _keep_row(application, document, name, at=at, by=by)
    except BaseException:
        default_storage.delete(name)
        raise


@transaction.atomic
def _keep_row(application: Application, document: Document, name: str, *, at: dt.datetime, by: User) -> CV:
    with audit.acting(by=by):
        application = hold(application)
        _refuse_without_place(application)
        before = CV.objects.filter(application=application).values_list("file", flat=True).first()
        cv, _ = CV.objects.update_or_create(
            application=application,
            defaults={
                "file": name,
                "name": document.name,
                "kind": document.kind,
                "size": len(document.content),
                "uploaded_at": at,
            },
        )
        _note_change(application, at=at)
    if before:
        _delete_after_commit(before)
    return cv


@transaction.atomic
def remove_cv(application: Application, *, at: dt.datetime, by: User | None) -> None:
    """Remove the CV and its file. Twice is once, and it needs no place: it is the person's own."""
    with audit.acting(by=by):
        application = hold(application)
        for cv in CV.objects.filter(application=application):
            _delete_after_commit(str(cv.file))
            cv.delete()
            _note_change(application, at=at)


def remove_lost_files(*, at: dt.datetime) -> int:
    """Delete files of CVs that no row names and that are a day old: what a crash left behind. Returns how many."""
    names = [f"{FOLDER}/{name}" for name in _files_in(FOLDER)]
    batches = (names[start : start + BATCH] for start in range(0, len(names), BATCH))
    return sum(_remove_lost(batch, at=at) for batch in batches)


def _files_in(folder: str) -> list[str]:
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []  # nobody has uploaded anything yet


def _remove_lost(names: list[str], *, at: dt.datetime) -> int:
    known = set(CV.objects.filter(file__in=names).values_list("file", flat=True))
    lost = [name for name in names if name not in known]
    old = [name for name in lost if default_storage.get_modified_time(name) < at - LOST_AFTER]
    for name in old:
        default_storage.delete(name)
    return len(old)


def _note_change(application: Application, *, at: dt.datetime) -> None:
    application.changed_at = at
    application.save(update_fields=["changed_at"])


def _delete_after_commit(name: str) -> None:
    """When it cannot be deleted now, it is found later."""
    transaction.on_commit(lambda: default_storage.delete(name), robust=True)


def _refuse_without_place(application: Application) -> None:
    if not has_place(application):
        raise Refused("You can add a CV once your place is confirmed.")


def has_place(application: Application) -> bool:
    place = application.place
    return place is not None and place.status == Status.CONFIRMED and application.closed_at is None
