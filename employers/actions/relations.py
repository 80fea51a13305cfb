"""What hangs on a row, in whichever app: floors above this one are followed without being known here."""

from collections.abc import Iterator

from django.db import models
from django.db.models import CASCADE, ManyToOneRel, Q, QuerySet


def pointing_at(model: type[models.Model]) -> list[ManyToOneRel]:
    """Every way in which rows of other tables point at a row of this one."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, ManyToOneRel)]


def rows_at(relation: ManyToOneRel, *pks: int) -> QuerySet:
    """Those of the other table that point at these rows."""
    return relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": pks})


def is_history(relation: ManyToOneRel) -> bool:
    """Whether these are a row's own former states (pghistory)."""
    return relation.field.name == "pgh_obj"


def histories_of(model: type[models.Model], *pks: int) -> Iterator[QuerySet]:
    """The former states of these rows and of all that goes with them. Ask before they go, delete after."""
    for relation in pointing_at(model):
        if is_history(relation):
            yield relation.related_model._base_manager.filter(pgh_obj__in=pks)
        elif relation.on_delete is CASCADE and (found := list(rows_at(relation, *pks).values_list("pk", flat=True))):
            yield from histories_of(relation.related_model, *found)


def uniques(model: type[models.Model], field: models.Field) -> Iterator[tuple[list[str], Q, bool]]:
    """Each rule that lets a set of fields, this one among them, be there once: fields, for which rows, if null too."""
    if field.unique:
        yield [field.name], Q(), False
    for names in model._meta.unique_together:
        if field.name in names:
            yield list(names), Q(), False
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and field.name in rule.fields:
            yield list(rule.fields), rule.condition or Q(), rule.nulls_distinct is False


def twin_of(row: models.Model, field: models.Field) -> models.Model | None:
    """A saved row that this one cannot stand beside, now that its field points elsewhere."""
    rows = type(row)._base_manager
    for names, condition, nulls_too in uniques(type(row), field):
        values = {name: row.serializable_value(name) for name in names}
        if (None in values.values() and not nulls_too) or not rows.filter(condition, pk=row.pk).exists():
            continue
        alike = {name: value for name, value in values.items() if value is not None}
        empty = {f"{name}__isnull": True for name, value in values.items() if value is None}
        if twin := rows.filter(condition, **alike, **empty).exclude(pk=row.pk).first():
            return twin
    return None
