"""Two organisations that are one and the same become one, and nothing that hangs on either is lost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ManyToOneRel

from accounts.models import User
from core import audit
from core.errors import Refused
from core.uktime import uk_date
from employers.actions.duplicates import look_for_duplicates
from employers.actions.relations import pointing_at, rows_at, twin_of, uniques
from employers.models import Contact, LikelyPair, Milestone, Note, Organisation

GONE = "One of the two is not there any more. Somebody has merged it already, or removed it."
Row = Any
TRIES = 3

STANDING = [Contact.Status.KNOWN, Contact.Status.INVITED, Contact.Status.ASKED, Contact.Status.MEMBER]


def _standing(contact: Contact) -> tuple[int, bool]:
    return STANDING.index(Contact.Status(contact.status)), contact.manages


# Of two rows of which only one can stay, the one with more to it: a contact further along, the earlier milestone.
# In other tables the row stays that the organisation has already: the other says the same.
WORTH: dict[type[models.Model], Callable[[Row], Any]] = {
    Contact: _standing,
    Milestone: lambda milestone: -milestone.on.toordinal(),
}
# What is kept of the row that goes, where the other says nothing.
KEPT: dict[type[models.Model], list[str]] = {
    Contact: ["job_title", "phone"],
    Organisation: ["sector", "size", "website"],
}


@transaction.atomic
def merge(stays: Organisation, *, gone: Organisation, by: User, at: dt.datetime) -> Organisation:
    """Everything of one organisation becomes the other's; the name of the one that goes stays among its other names.

    Whatever happens at the same time: who opens the organisation by its domain waits, and then finds the one that
    stays. A second press, or the same two the other way round, is refused.
    """
    if stays.pk == gone.pk:
        raise Refused("Choose two different organisations.")
    with audit.acting(by=by, why=f"Merged {gone.name} into {stays.name}"):
        both = {row.pk: row for row in Organisation.objects.filter(pk__in=[stays.pk, gone.pk]).order_by("pk").lock()}
        if len(both) < 2:
            raise Refused(GONE)
        stays, gone = both[stays.pk], both[gone.pk]
        left = _left_over(stays, gone)
        _carry_over_pairs(stays, gone)
        _move_all(stays, gone)
        # What others wrote meanwhile. From here on nobody can refer to it.
        Organisation.objects.select_for_update().get(pk=gone.pk)
        _fold(gone, stays)
        _take_over_facts(stays, gone)
        if left:
            said = "\n".join([f"{gone.name} was merged into this one. It had these:", *left])
            Note.objects.create(organisation=stays, author=by, text=said, at=at)
        look_for_duplicates(stays, at=at)
    return stays


def _left_over(stays: Organisation, gone: Organisation) -> list[str]:
    """What the one that goes says otherwise, a line each: where both say something, the one that stays is right."""
    ours, theirs = _facts(stays), _facts(gone)
    lines = [f"{what}: {said}" for what, said in theirs.items() if said and ours[what] not in ("", said)]
    sites = {site.postcode: site for site in stays.sites.all()}
    alike = [(site, sites[site.postcode]) for site in gone.sites.order_by("postcode") if site.postcode in sites]
    other = [site for site, twin in alike if (site.town, site.region) != (twin.town, twin.region)]
    return lines + [f"Site: {site}, {site.get_region_display()}" for site in other]


def _facts(organisation: Organisation) -> dict[str, str]:
    found_on = organisation.found_on
    return {
        "Kind": organisation.get_kind_display(),
        "Sector": organisation.get_sector_display(),
        "Size": organisation.get_size_display(),
        "Website": organisation.website,
        "Where we found it": f"{organisation.source}, {uk_date(found_on)}" if found_on else organisation.source,
    }


def _take_over_facts(stays: Organisation, gone: Organisation) -> None:
    names = dict.fromkeys([*stays.other_names, gone.name, *gone.other_names])
    stays.other_names = [name for name in names if name != stays.name]
    if not stays.source:
        stays.source, stays.found_on = gone.source, gone.found_on
    stays.added_at = min(stays.added_at, gone.added_at)
    stays.save(update_fields=["other_names", "source", "found_on", "added_at"])


def _carry_over_pairs(stays: Organisation, gone: Organisation) -> None:
    """What was found is looked for anew. What somebody decided of the one that goes holds for the one that stays."""
    LikelyPair.objects.of(gone).undecided().delete()
    for pair in LikelyPair.objects.of(gone):
        third = pair.other_id if pair.one_id == gone.pk else pair.one_id
        pair.one_id, pair.other_id = sorted((stays.pk, third))
        known = LikelyPair.objects.filter(one=pair.one_id, other=pair.other_id)
        if third == stays.pk or known.exclude(apart_at=None).exists():
            pair.delete()
        else:
            known.delete()
            pair.save()


def _fold(gone: models.Model, into: models.Model) -> None:
    """What hangs on one row, its history included, hangs on the other, and the row is deleted."""
    _move_all(into, gone)
    _fill_in(into, gone)
    gone.delete()


def _fill_in(row: Row, other: Row) -> None:
    empty = [name for name in KEPT.get(type(row), []) if not getattr(row, name) and getattr(other, name)]
    for name in empty:
        setattr(row, name, getattr(other, name))
    if empty:
        row.save(update_fields=empty)


def _move_all(into: models.Model, gone: models.Model) -> None:
    for relation in pointing_at(type(gone)):
        if relation.related_model is not LikelyPair:
            _move(relation, into, gone)


def _move(relation: ManyToOneRel, into: models.Model, gone: models.Model) -> None:
    """Rows that no rule keeps apart go in one statement, the others one by one."""
    model, field = relation.related_model, relation.field
    rows = rows_at(relation, gone.pk).order_by("pk")
    if any(uniques(model, field)):
        for row in rows.select_for_update(of=("self",), no_key=True):
            _move_one(row, field, into)
    else:
        rows.order_by().update(**{field.name: into})


def _move_one(row: Row, field: models.Field, into: models.Model) -> None:
    """Where only one of two rows can stay, what hangs on the other comes along."""
    setattr(row, field.name, into)
    for attempt in range(1, TRIES + 1):
        if not _outlives_its_twins(row, field):
            return
        try:
            with transaction.atomic():
                row.save(update_fields=[field.name])
            return
        except IntegrityError:
            # Somebody has just written its twin: it can be seen now.
            if attempt == TRIES:
                raise


def _outlives_its_twins(row: Row, field: models.Field) -> bool:
    worth = WORTH.get(type(row))
    while twin := twin_of(row, field):
        if not worth or worth(row) <= worth(twin):
            _fold(row, twin)
            return False
        _fold(twin, row)
    return True
