"""The trail says who, when, which fields and why, never the value; and it is only ever added to."""

import pytest
from django.db import DatabaseError, InternalError, connection, transaction

from accounts.models import User
from core import audit
from core.audit import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def entries_on(row):
    return AuditEntry.objects.filter(table=row._meta.db_table, row=row.pk).order_by("pk")


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def last_on(row):
    return entries_on(row).latest("pk")


def test_trail_names_the_fields_that_changed_and_nothing_else():
    person = UserFactory(name="Ada Byron")

    person.name, person.email = "Ada Lovelace", "ada@example.org"
    person.save()

    entry = last_on(person)
    assert (entry.verb, entry.fields) == ("changed", ["email", "name"])


def test_trail_never_holds_a_value():
    person = UserFactory(name="Unmistakable Name")
    User.objects.update(name="Another Unmistakable One")
    person.delete()

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(to_jsonb(e)::text, '') FROM core_auditentry e")
        (everything,) = cursor.fetchone()

    assert "Unmistakable" not in everything
    assert person.email not in everything


def test_trail_sees_rows_come_and_go():
    person = UserFactory(verified=False)
    key = person.pk

    person.emailaddress_set.all().delete()
    person.delete()

    verbs = AuditEntry.objects.filter(table="accounts_user", row=key).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["added", "deleted"]


def test_trail_sees_bulk_updates_and_plain_sql():
    people = UserFactory.create_batch(2)

    User.objects.filter(pk__in=[person.pk for person in people]).update(name="Someone")
    run("UPDATE accounts_user SET name = 'Someone else'")

    for person in people:
        assert [(entry.verb, entry.fields) for entry in entries_on(person)][-2:] == [("changed", ["name"])] * 2


def test_trail_keeps_quiet_when_nothing_changed():
    person = UserFactory()
    before = entries_on(person).count()

    person.save()

    assert entries_on(person).count() == before


def test_trail_tells_a_value_taken_away_from_one_put_in():
    application = ApplicationFactory(now=None)
    application.strand = None
    application.save()

    assert last_on(application).fields == ["strand_id"]


def test_acting_puts_changes_down_to_a_person_and_a_reason():
    actor, person = UserFactory.create_batch(2)

    with audit.acting(by=actor, why="They asked by phone; it's “fine” \\ 100%"):
        User.objects.filter(pk=person.pk).update(name="New")

    entry = last_on(person)
    assert (entry.actor, entry.why) == (actor, "They asked by phone; it's “fine” \\ 100%")


def test_acting_reaches_what_the_engine_writes():
    manager = UserFactory()

    with audit.acting(by=manager, why="Overturned"):
        place = PlaceFactory(ahead=True)

    entry = last_on(place)
    assert (entry.verb, entry.actor, entry.why) == ("added", manager, "Overturned")


def test_acting_of_the_clock_has_no_actor():
    person = UserFactory()

    with audit.acting(why="Ran out"):
        User.objects.filter(pk=person.pk).update(name="New")

    entry = last_on(person)
    assert (entry.actor_id, entry.why) == (None, "Ran out")


def test_acting_ends_with_its_block_in_the_same_transaction():
    actor, person = UserFactory.create_batch(2)

    with audit.acting(by=actor, why="A reason"):
        User.objects.filter(pk=person.pk).update(name="New")
    User.objects.filter(pk=person.pk).update(name="Newer")

    entry = last_on(person)
    assert (entry.actor_id, entry.why) == (None, "")


def test_acting_within_acting_adds_and_then_takes_back():
    manager, other, person = UserFactory.create_batch(3)
    said = []

    def change(name):
        User.objects.filter(pk=person.pk).update(name=name)
        said.append((last_on(person).actor, last_on(person).why))

    with audit.acting(by=manager):
        with audit.acting(why="Overturned"):
            change("1")
        change("2")
        with audit.acting(by=other):
            change("3")
        change("4")

    assert said == [(manager, "Overturned"), (manager, ""), (other, ""), (manager, "")]


@pytest.mark.parametrize("fault", ["UPDATE accounts_user SET email = 'same@example.org'", "UPDATE accounts_nothing"])
def test_acting_survives_a_fault_inside(fault):
    actor, person = UserFactory.create_batch(2)

    with pytest.raises(DatabaseError, match=r"unique|syntax"), transaction.atomic(), audit.acting(by=actor):
        run(fault)
    User.objects.filter(pk=person.pk).update(name="Newer")

    assert last_on(person).actor_id is None


def test_acting_cuts_a_long_reason():
    person = UserFactory()

    with audit.acting(by=person, why="x" * 501):
        User.objects.filter(pk=person.pk).update(name="New")

    assert last_on(person).why == "x" * 500


@pytest.mark.parametrize("sql", ["UPDATE core_auditentry SET why = 'another'", "DELETE FROM core_auditentry"])
def test_trail_cannot_be_changed(sql):
    UserFactory()

    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        run(sql)

    assert AuditEntry.objects.exists()


def test_trail_cannot_be_emptied_by_its_owner_either():
    UserFactory()
    # Else the table would be busy: foreign keys of this test's rows are still to be checked.
    run("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match="cannot be emptied"), transaction.atomic():
        run("TRUNCATE core_auditentry")

    assert AuditEntry.objects.exists()


def test_trail_outlives_the_account_of_the_actor():
    actor, person = UserFactory.create_batch(2)
    with audit.acting(by=actor):
        User.objects.filter(pk=person.pk).update(name="New")
    key = actor.pk

    actor.emailaddress_set.all().delete()
    actor.delete()

    assert AuditEntry.objects.filter(actor_id=key, verb="changed").exists()


def test_looked_writes_down_who_looked_at_whom():
    manager = UserFactory()
    application = ApplicationFactory()

    audit.looked(manager, application, why="Phone call")

    entry = last_on(application)
    assert (entry.verb, entry.actor, entry.fields, entry.why) == ("looked", manager, [], "Phone call")


def test_looked_at_many_writes_each_look_in_one_statement(django_assert_num_queries):
    manager = UserFactory()
    applications = ApplicationFactory.create_batch(3)

    with django_assert_num_queries(1):
        audit.looked_at_many(manager, applications)

    assert [last_on(application).verb for application in applications] == ["looked"] * 3
