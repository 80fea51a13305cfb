"""Organisations that may be one and the same: found by name and by domain, whenever one is added or changed.

Each is compared with the others through indexes, never all with all.
"""

import datetime as dt
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Reverse

from accounts.models import User
from employers.domains import domain_of, is_shared, wider
from employers.likeness import AfterAt, HostName, PlainName, Similar, Similarity
from employers.models import Contact, Domain, LikelyPair, Organisation

# Of two names, this share of the groups of three letters is in both.
ALIKE = 0.6
SIMILAR_NAMES = "Similar names"
# More than these are no duplicates but a word that many names have.
MOST = 10
MOST_DOMAINS = 50
# How long after being added, or after a new contact, an organisation is looked at again: see `look_again`.
FRESH = dt.timedelta(days=2)
MOST_AT_ONCE = 500


@transaction.atomic
def look_for_duplicates(organisation: Organisation, *, at: dt.datetime) -> None:
    """Note which others this may be the same as, and forget what does not hold any more. What was decided stays."""
    found = similar_to(organisation)
    pairs = LikelyPair.objects.of(organisation)
    known = {pair.other_id if pair.one_id == organisation.pk else pair.one_id: pair for pair in pairs}
    over = [pair.pk for pk, pair in known.items() if pk not in found and not pair.apart_at]
    LikelyPair.objects.filter(pk__in=over).delete()
    for pk in found.keys() - known.keys():
        one, other = sorted((organisation.pk, pk))
        try:
            with transaction.atomic():
                LikelyPair.objects.get_or_create(
                    one_id=one, other_id=other, defaults={"shared": found[pk], "found_at": at}
                )
                connection.check_constraints()
        except IntegrityError:
            continue  # the other has just been merged or removed


def similar_to(organisation: Organisation) -> dict[int, str]:
    """The keys of those it may be the same as, each with what they share: a domain, or a similar name."""
    others = Organisation.objects.exclude(pk=organisation.pk)
    by_name = {other.pk: SIMILAR_NAMES for other in named_like(organisation.name, among=others)}
    return by_name | _sharing_a_domain(others, organisation)


@transaction.atomic
def named_like(name: str, *, among: QuerySet[Organisation]) -> list[Organisation]:
    """The few of these with the most similar names."""
    with connection.cursor() as cursor:
        # The index reads it; until the end of the transaction.
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(ALIKE)])
    theirs, wanted = PlainName("name"), PlainName(Value(name))
    alike = among.filter(Similar(theirs, wanted)).annotate(likeness=Similarity(theirs, wanted))
    return list(alike.order_by("-likeness", "pk")[:MOST])


def _sharing_a_domain(others: QuerySet[Organisation], organisation: Organisation) -> dict[int, str]:
    """Those with one of its domains, a wider one or one within, as their own, their website's or a contact's."""
    found: dict[int, str] = {}
    for domain in _domains_of(organisation):
        names = list(wider(domain))
        within = Domain.objects.alias(turned=Reverse("name")).filter(turned__startswith=f".{domain}"[::-1])
        owners = Domain.objects.filter(name__in=names).values("organisation")
        writers = Contact.objects.live().alias(at=AfterAt("email")).filter(at=domain).values("organisation")
        hosts = Organisation.objects.alias(host=HostName("website")).filter(host__in=names).values("pk")
        ways: list[QuerySet[Any, Any]] = [owners, within.values("organisation"), hosts, writers]
        for rows in ways:
            found |= dict.fromkeys(others.filter(pk__in=rows).values_list("pk", flat=True)[:MOST], domain)
    return found


def _domains_of(organisation: Organisation) -> list[str]:
    """What its mail and its website say of it, without what says nothing."""
    website = Organisation.objects.filter(pk=organisation.pk).values_list(HostName("website"), flat=True)
    emails = organisation.contacts.live().order_by("-pk").values_list("email", flat=True)[:MOST_DOMAINS]
    names = [*organisation.domains.values_list("name", flat=True), *website, *map(domain_of, emails)]
    return [name for name in dict.fromkeys(names) if not is_shared(name)][:MOST_DOMAINS]


@transaction.atomic
def keep_apart(pair: LikelyPair, *, by: User, at: dt.datetime) -> None:
    """Somebody has looked at them: they are two."""
    LikelyPair.objects.undecided().filter(pk=pair.pk).update(apart_by=by, apart_at=at)


def look_again(*, at: dt.datetime) -> int:
    """Compare those once more that are new or have new contacts: two that came at once did not see one another."""
    contacts = Contact.objects.filter(added_at__gte=at - FRESH).values("organisation")
    fresh = Organisation.objects.filter(Q(added_at__gte=at - FRESH) | Q(pk__in=contacts)).newest_first()
    found = list(fresh[:MOST_AT_ONCE])
    for organisation in found:
        look_for_duplicates(organisation, at=at)
    return len(found)
