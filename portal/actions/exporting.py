"""Everything held on one person, as a ZIP they can read: a file for each kind of data, and one that explains them."""

import datetime as dt
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import FileField
from django.template.loader import render_to_string
from django.utils.text import slugify

from accounts.models import User
from accounts.personal_data import subject_of
from core import audit, privacy
from core.audit import AuditEntry
from core.errors import Refused
from core.privacy import Holding, Subject
from core.uktime import uk_date, uk_datetime, uk_short_date

WHY = "Downloaded everything held on them"
# So many in an hour, by oneself and by an administrator for others: each takes some dozens of queries.
MOST, MOST_FOR_OTHERS = 5, 20
# Above this the ZIP lies in a file without a name, which goes with the response.
IN_MEMORY = 2**20
STAFF, CLOCK = "A member of staff", "The portal"


def download(person: User, *, by: User, at: dt.datetime, asked: str = "") -> IO[bytes]:
    """A ZIP of everything, ready to be read from its beginning. Refused after too many in an hour."""
    _refuse_too_many(by, most=MOST if by == person else MOST_FOR_OTHERS, at=at)
    audit.looked(by, person, why=f"{WHY}. {asked}".strip(" .") + ".")
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 the response closes it
    write_zip(out, subject_of(person), at=at)
    out.seek(0)
    return out  # type: ignore[return-value]


def _refuse_too_many(by: User, *, most: int, at: dt.datetime) -> None:
    lately = AuditEntry.objects.filter(
        actor=by, verb=AuditEntry.Verb.LOOKED, why__startswith=WHY, at__gt=at - dt.timedelta(hours=1)
    )
    if lately.count() >= most:
        raise Refused("That was asked for too often. Wait an hour, then try again.")


def write_zip(out: IO[bytes], subject: Subject, *, at: dt.datetime) -> None:
    files = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for holding in privacy.holdings():
            if holding.exported and _write_holding(archive, holding, subject):
                files.append({"name": _name(holding), "holding": holding, "how_long": _how_long(holding)})
        _write_json(archive, "who-changed-and-looked.json", {"What happened": what_happened(subject)})
        context = {"files": files, "on": uk_date(at), "support_email": settings.SUPPORT_EMAIL}
        archive.writestr("README.txt", render_to_string("portal/download/readme.txt", context))


def _name(holding: Holding) -> str:
    return f"{slugify(holding.title)}.json"


def _how_long(holding: Holding) -> list[str]:
    kinds = [privacy.retentions()[key] for key in holding.retention.split()]
    return [f"{kind.what}: {kind.how_long()}" for kind in kinds]


def _write_holding(archive: zipfile.ZipFile, holding: Holding, subject: Subject) -> bool:
    """Whether there was anything to write."""
    found = _with_names(holding.told(holding.rows(subject))).order_by("pk")
    rows = [_readable(holding, row, subject) for row in found.iterator(500)]
    before = [
        {"Kept on": uk_datetime(row.pgh_created_at), **_readable(holding, row, subject)}
        for history in privacy.histories(holding)
        for row in _with_names(holding.told(privacy.past(holding, history, subject))).order_by("pgh_id").iterator(500)
    ]
    if not rows and not before:
        return False
    purposes = list(dict.fromkeys(fact.purpose for fact in holding.facts))
    content = {
        "What this is": holding.title,
        "What we use it for": [f"To {purpose.words}. {purpose.basis.value}." for purpose in purposes],
        "How long we keep it": _how_long(holding),
        "What we hold": rows,
        "What it was before": before,
    }
    _write_json(archive, _name(holding), {name: value for name, value in content.items() if value})
    _write_files(archive, holding, subject)
    return True


def _write_json(archive: zipfile.ZipFile, name: str, content: dict[str, Any]) -> None:
    archive.writestr(name, json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))


def _with_names(rows: models.QuerySet) -> models.QuerySet:
    """With what a row refers to, so that each is named without a query of its own: a place names pool and programme."""
    wanted = list(_paths(rows.model, depth=3))
    return rows.select_related(*wanted) if wanted else rows


def _paths(model: Any, *, depth: int) -> Iterator[str]:
    for field in _references(model) if depth else []:
        yield field.name
        yield from (f"{field.name}__{path}" for path in _paths(field.related_model, depth=depth - 1))


def _references(model: Any) -> list[Any]:
    """Foreign keys, but for those to people."""
    fields = model._meta.concrete_fields
    return [f for f in fields if f.is_relation and f.related_model is not User and not f.name.startswith("pgh_")]


# -- One row, in words -----------------------------------------------------------------------------------------------


def _readable(holding: Holding, row: models.Model, subject: Subject) -> dict[str, Any]:
    left_out = {"id", *holding.hidden.split()}
    fields = [f for f in row._meta.concrete_fields if f.name not in left_out and not f.name.startswith("pgh_")]
    return {_label(field): _in_words(field, row, subject) for field in fields}


def _label(field: Any) -> str:
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def _in_words(field: Any, row: models.Model, subject: Subject) -> Any:
    value = getattr(row, field.attname)
    if value in (None, ""):
        return None
    if field.is_relation:
        return _who(value, subject) if field.related_model is User else str(getattr(row, field.name))
    if isinstance(field, FileField):
        return _path(field, row)
    return str(dict(field.flatchoices).get(value, value)) if field.choices else _plain(value)


def _who(pk: int | None, subject: Subject) -> str:
    if pk is None:
        return CLOCK
    return "You" if pk == subject.pk else STAFF


def _plain(value: Any) -> Any:
    """Instants and days as clocks and calendars in the UK show them; what JSON knows as it is; the rest as text."""
    if isinstance(value, dt.datetime):
        return uk_datetime(value)
    if isinstance(value, dt.date):
        return uk_short_date(value)
    return value if isinstance(value, bool | int | float | list | dict) else str(value)


# -- Files -----------------------------------------------------------------------------------------------------------


def _path(field: Any, row: models.Model) -> str:
    return f"files/{slugify(str(row._meta.verbose_name))}-{row.pk}-{getattr(row, field.name).name.rpartition('/')[2]}"


def _write_files(archive: zipfile.ZipFile, holding: Holding, subject: Subject) -> None:
    for field in holding.model._meta.concrete_fields:
        if not isinstance(field, FileField):
            continue
        for row in holding.rows(subject).iterator(100):
            stored = getattr(row, field.name)
            # A file that is being deleted at this moment is no reason to hand over nothing.
            if stored and stored.storage.exists(stored.name):
                with stored.open("rb") as source, archive.open(_path(field, row), "w") as target:
                    shutil.copyfileobj(source, target)


# -- Who changed and who looked --------------------------------------------------------------------------------------


def what_happened(subject: Subject) -> list[dict[str, Any]]:
    """The trail of the person's rows, oldest first. Colleagues are named by what they are, never by who."""
    found = [entry for holding in privacy.holdings() for entry in _trail(holding, subject)]
    return [words for _, words in sorted(found, key=lambda entry: entry[0])]


def _trail(holding: Holding, subject: Subject) -> Iterator[tuple[int, dict[str, Any]]]:
    pk = holding.model._meta.pk
    if not isinstance(pk, models.AutoField | models.BigAutoField) or holding.model is AuditEntry:
        return
    rows = holding.told(holding.rows(subject)).values(pk.name)
    labels = {field.column: _label(field) for field in holding.model._meta.concrete_fields}
    for entry in AuditEntry.objects.filter(table=holding.model._meta.db_table, row__in=rows).iterator(500):
        words = {
            "When": uk_datetime(entry.at),
            "Who": _who(entry.actor_id, subject),
            "What": f"{entry.get_verb_display()}: {holding.title.lower()}",
            "Which parts": [labels.get(name, name) for name in entry.fields],
            "Why": entry.why,
        }
        yield entry.pk, {name: value for name, value in words.items() if value}
