"""Somebody with every page, the logs and the whole database, but not the key, tries to join equality answers to people.

They know more than they should: who answered, and in which order. They take whatever in the table of answers could
stand for an order or an instant, whatever in other tables could be about the same moment, and every page of every role.
The same attack on a table as it is usually made finds everybody: a test that cannot fail would prove nothing.
"""

import json
import re
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cohorts.actions import make_manager
from notifications.delivery import deliver_due
from notifications.models import Lane
from returners import actions
from returners.models import EqualityAnswers
from returners.models.equality import keyed_hashes
from tests.conftest import sign_in
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.permissions.table import ABSENT
from tests.urls import addresses

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "returners_equalityanswers"
PEOPLE = 12
# By chance one in twelve falls into place. With the uuids and the key of the tests it is always the same.
LUCK = 3
# Labels that are on no page but those of the questions.
TELLING = ["Gypsy or Irish Traveller", "White and Black African", "Bangladeshi", "Arab", "motor mechanic"]
BACKGROUNDS = {"white": "white-3", "mixed": "mixed-2", "asian": "asian-3", "other": "other-1"}


@pytest.fixture
def applications(settings):
    """Twelve people who sent their application one after the other. Their uuids are the same in every run."""
    settings.EQUALITY_KEYS = ["known to nobody but the portal"]
    cohort = CohortFactory(pool__capacity=PEOPLE)
    drafts = [ApplicationFactory(cohort=cohort, uuid=UUID(int=n * 7919)) for n in range(1, PEOPLE + 1)]
    return [actions.submit(draft, at=timezone.now()) for draft in drafts]


def answers_of(number):
    """Different for each of them, as they are for most people in a small programme."""
    group = list(BACKGROUNDS)[number % 4]
    age = ["25-34", "35-44", "45-54"][number % 3]
    return {"age": age, "sex": "female", "ethnic-group": group, "ethnic-background": BACKGROUNDS[group]}


def come_in(application):
    """Signed in, and with the page before the equality questions open."""
    client = sign_in(Client(), application.person)
    client.get(reverse("returners:application_sent", args=[application.uuid]))
    return client


def walk(client, application, answers):
    """Through the pages, as people do."""
    response = client.post(reverse("returners:equality_start", args=[application.uuid]), {"wanted": "yes"})
    while "answers" not in response.url:
        question = response.url.rstrip("/").rpartition("/")[2]
        response = client.post(response.url, {"answer": answers.get(question, "")})
    client.get(response.url)


def everybody_answers(applications):
    for number, application in enumerate(applications):
        walk(come_in(application), application, answers_of(number))


# -- The order of the rows -----------------------------------------------------------------------------------------


def ask(question, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(question, parameters)
        return cursor.fetchall()


def columns(table):
    found = ask("SELECT column_name FROM information_schema.columns WHERE table_name = %s", table)
    return [column for (column,) in found]


def joined(table, applications):
    """How many people the best order of the rows puts in the right place, for everything there is to order by."""
    right = [keyed_hashes(application.uuid)[0] for application in applications]
    found = {}
    for column in [*columns(table), "ctid", "xmin::text::bigint", "cmin::text::bigint"]:
        rows = ask(f'SELECT key AS whose, ({column})::text AS mark FROM "{table}" ORDER BY {column}, ctid')
        if column != "ctid" and len({value for _, value in rows}) == 1:
            continue  # alike in all rows: nothing to order by
        keys = [key for key, _ in rows]
        hits = [sum(map(str.__eq__, order, right)) for order in (keys, keys[::-1])]
        found[column] = max(hits)
    return found


def usual_table():
    """As it would be with a number and a time, and filled as people answer."""
    ask_nothing(
        "CREATE TABLE usual (id bigserial, at timestamptz DEFAULT clock_timestamp(), key text)",
        "CREATE FUNCTION note_usual() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN INSERT INTO usual (key) VALUES (NEW.key); RETURN NULL; END $$",
        f"CREATE TRIGGER usual AFTER INSERT ON {TABLE} FOR EACH ROW EXECUTE FUNCTION note_usual()",
    )


def no_usual_table():
    ask_nothing(f"DROP TRIGGER usual ON {TABLE}", "DROP FUNCTION note_usual", "DROP TABLE usual")


def ask_nothing(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_no_order_of_the_rows_puts_people_in_their_place(applications):
    usual_table()
    try:
        everybody_answers(applications)
        before = joined(TABLE, applications)
        usual = joined("usual", applications)
        actions.mix_equality_answers()
    finally:
        no_usual_table()

    after = joined(TABLE, applications)

    # The attack works: on a number, on a time, and on the table itself as long as it is not mixed.
    assert usual["id"] == usual["at"] == PEOPLE
    assert max(before.values()) == PEOPLE
    assert set(after) <= {"key", "answers", "ctid"}
    assert max(after.values()) <= LUCK, after


def test_table_has_no_column_that_could_be_an_order_or_a_link():
    kinds = ask("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", TABLE)
    constraints = ask("SELECT contype FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", TABLE)
    triggers = ask("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", TABLE)
    owned = "SELECT 1 FROM pg_depend JOIN pg_class s ON s.oid = objid WHERE relkind = 'S' AND refobjid = %s::regclass"
    counters = ask(owned, TABLE)

    assert dict(kinds) == {
        "key": "character varying",
        "programme": "uuid",
        "version": "smallint",
        "answers": "jsonb",
    }
    assert constraints == triggers == counters == []


# -- Other tables --------------------------------------------------------------------------------------------------


def tables():
    return [table for table in connection.introspection.table_names() if table != TABLE]


def everything_else():
    """Every other table as text, and sessions as what is in them."""
    rows = [text for table in tables() for (text,) in ask(f'SELECT to_jsonb(t)::text FROM "{table}" t')]
    return "\n".join([*rows, *(json.dumps(session.get_decoded()) for session in Session.objects.all())])


def test_no_other_table_was_written_in_the_same_transaction(applications):
    everybody_answers(applications)
    written = {xmin for (xmin,) in ask(f"SELECT xmin::text FROM {TABLE}")}

    elsewhere = {table: ask(f'SELECT DISTINCT xmin::text FROM "{table}"') for table in tables()}

    assert len(written) == PEOPLE
    shared = {table for table, found in elsewhere.items() if written & {xmin for (xmin,) in found}}
    assert shared == set()


def test_no_other_table_holds_an_answer_or_a_hash_or_grows_by_answering(applications):
    clients = [come_in(application) for application in applications]
    counted = {table: ask(f'SELECT count(*) FROM "{table}"') for table in tables()}

    for number, application in enumerate(applications):
        walk(clients[number], application, answers_of(number))
    found = everything_else()

    assert not [key for application in applications for key in keyed_hashes(application.uuid) if key in found]
    assert not re.search(r"mixed-2|asian-3|ethnic-background", found)
    grown = {table for table in tables() if ask(f'SELECT count(*) FROM "{table}"') != counted[table]}
    assert grown == set()


def test_frozen_totals_say_nothing_of_fewer_than_ten(applications):
    everybody_answers(applications[:11])
    actions.freeze_equality_totals(on=timezone.localdate())
    before = everything_else()

    everybody_answers(applications[11:])
    actions.freeze_equality_totals(on=timezone.localdate())

    totals = re.findall(r'"rows": (\[\[.*?\]\])', before)
    numbers = [count for rows in totals for _, count in json.loads(rows) if count]
    assert totals
    assert min(numbers) >= 10
    assert re.findall(r'"rows": (\[\[.*?\]\])', everything_else()) == totals


# -- Logs, letters and pages ---------------------------------------------------------------------------------------


def test_logs_and_letters_hold_no_trace(applications, caplog, mailoutbox):
    deliver_due(Lane.NORMAL)
    letters = len(mailoutbox)
    caplog.set_level("DEBUG")
    caplog.clear()

    for application in applications:
        client = sign_in(Client(), application.person)
        client.post(reverse("returners:equality_question", args=[application.uuid, "sex"]), {"answer": "female"})
    deliver_due(Lane.NORMAL)

    assert len(mailoutbox) == letters
    for application in applications:
        assert str(application.uuid) not in caplog.text
        assert keyed_hashes(application.uuid)[0] not in caplog.text
    assert f"user_id={applications[0].person_id}" not in caplog.text


def pages_about(application):
    """Every address of the portal and of Django's admin that can be filled in with what is about this application."""
    programme, cohort = application.programme, application.cohort
    known = {
        "uuid": [application.uuid, application.person.uuid],
        "slug": [programme.slug, cohort.slug],
        "programme_slug": [programme.slug],
        "pk": [application.pk, application.person_id],
        "object_id": [application.pk, application.person_id],
        "question": ["ethnic-background", "postcode"],
        "section": ["contact"],
        "version": [1],
        "role": ["programme_manager"],
        "kind": ["csv"],
    }
    for found in addresses():
        names = re.findall(r"<(?:\w+:)?(\w+)>", found.route)
        for choice in (0, -1):
            values = {name: known.get(name, [ABSENT.get(name, "x")])[choice] for name in names}
            try:
                yield reverse(found.name, kwargs=values)
            except NoReverseMatch:
                continue


def names_and_tells(text, applications):
    """Whether a page holds both somebody's name and an answer that is theirs alone to see."""
    named = any(part in text for a in applications for part in (a.reference, a.person.email, str(a.uuid)))
    return named and any(label in text for label in TELLING)


def test_no_page_of_anybody_else_brings_a_name_and_an_answer_together(applications):
    everybody_answers(applications)
    actions.mix_equality_answers()
    actions.freeze_equality_totals(on=timezone.localdate())
    manager = ProgrammeManagerFactory()
    make_manager(applications[0].programme, person=manager)
    hashes = [keyed_hashes(application.uuid)[0] for application in applications]

    opened = {}
    for person in (UserFactory(), manager, AdministratorFactory()):
        client = sign_in(Client(), person)
        for url in sorted(set(pages_about(applications[0]))):
            if "logout" in url:
                continue
            response = client.get(url)
            text = response.text if not response.streaming else b"".join(response.streaming_content).decode("latin-1")
            assert not names_and_tells(text, applications), (person, url)
            assert not any(key in text for key in hashes), (person, url)
            opened[url] = response.status_code
    # And the attack can succeed: the person's own page does both.
    own = sign_in(Client(), applications[0].person)
    theirs = own.get(reverse("returners:equality_answers", args=[applications[0].uuid]))
    assert names_and_tells(theirs.text, applications)
    assert sum(status == 200 for status in opened.values()) > 20
    assert EqualityAnswers.objects.count() == PEOPLE
