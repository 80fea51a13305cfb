"""Where mentors work, as one of the organisations we know."""

from django.db.models import Value

from accounts.models import User
from employers.actions.joining import works_at
from employers.likeness import PlainName
from employers.models import Organisation


def organisation_of(person: User, employer: str) -> Organisation | None:
    """The one of that name; else the one that a confirmed address of theirs tells. Whoever names none works at none."""
    if not employer:
        return None
    named = Organisation.objects.alias(plain=PlainName("name")).filter(plain=PlainName(Value(employer)))
    if len(found := list(named.order_by("pk")[:2])) == 1:
        return found[0]
    told = works_at(person)
    return told[0] if told else None
