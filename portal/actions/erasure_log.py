"""The file beside the database that says who was erased: a backup brings them back, and this takes them out again."""

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from accounts.models import User
from portal.actions.erasing import erase
from portal.models import Erasure, hash_person


@transaction.atomic
def write_log(path: Path, *, at: dt.datetime) -> int:
    """Add to the file what it does not hold yet: a line for each, its hash and its day. A line twice does no harm."""
    waiting = list(Erasure.objects.not_written().order_by("pk").lock())
    if waiting:
        with path.open("a", encoding="ascii") as log:
            log.writelines(f"{erasure.person_hash} {erasure.at:%Y-%m-%d}\n" for erasure in waiting)
            log.flush()
            os.fsync(log.fileno())
        Erasure.objects.filter(pk__in=[erasure.pk for erasure in waiting]).update(written_at=at)
    return len(waiting)


def replay(lines: Iterable[str], *, at: dt.datetime) -> int:
    """Erase again everybody the log names who is back. Returns how many."""
    hashes = {line.split()[0] for line in lines if line.strip()}
    done = set(Erasure.objects.values_list("account", flat=True))
    people = User.objects.exclude(pk__in=done).values_list("pk", "uuid").iterator()
    back = [pk for pk, uuid in people if hash_person(uuid) in hashes]
    for pk in back:
        erase(User.objects.get(pk=pk), by=None, how=Erasure.How.RESTORED, at=at)
    return len(back)
