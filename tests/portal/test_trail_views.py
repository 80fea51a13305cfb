"""The audit trail as it is read: by administrators, by managers of their programmes, by everybody about themselves."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core import audit
from core.audit import AuditEntry
from returners import actions
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db

LIST, MINE = "portal:trail_list", "portal:my_trail"


@pytest.fixture
def application():
    return actions.submit(ApplicationFactory(full_name="Unmistakable Name"), at=timezone.now())


def entries(client, **filters):
    return client.get(reverse(LIST), filters).context["page"].rows


def about(*rows):
    return {(row._meta.db_table, row.pk) for row in rows}


def shown(found):
    return {(entry.table, entry.row) for entry in found}


def test_administrator_reads_who_what_and_why_and_never_a_value(administrator_client, application):
    manager = ProgrammeManagerFactory(name="Grace Okafor")
    audit.looked(manager, application, why="A phone call")

    page = administrator_client.get(reverse(LIST))

    assert "Grace Okafor" in page.text
    assert "A phone call" in page.text
    assert "Looked at" in page.text
    assert f"Application {application.reference}" in page.text
    assert "Unmistakable Name" not in page.text


def test_manager_reads_what_is_about_their_programmes_alone(staff_client, application):
    make_manager(application.programme, person=staff_client.user)
    foreign = actions.submit(ApplicationFactory(), at=timezone.now())

    found = shown(entries(staff_client))

    assert about(application, application.places.get(), application.decisions.get()) <= found
    assert not about(foreign, foreign.places.get(), application.person) & found


def test_manager_reads_nothing_of_who_began_and_has_not_sent(staff_client, application):
    make_manager(application.programme, person=staff_client.user)
    draft = ApplicationFactory(cohort=application.cohort)
    actions.answer(draft, needs_support="yes", support_needs="A hearing loop", at=timezone.now())

    found = shown(entries(staff_client))

    assert about(application) <= found
    assert not about(draft, draft.breaks.get()) & found


def test_entries_come_newest_first_and_page_by_page(administrator_client, application):
    for n in range(40):
        audit.looked(administrator_client.user, application, why=f"Look {n}")

    first = administrator_client.get(reverse(LIST))
    second = administrator_client.get(reverse(LIST) + first.context["page"].older_url)

    whys = [entry.why for entry in first.context["page"].rows + second.context["page"].rows][:40]
    assert whys == [f"Look {n}" for n in reversed(range(40))]


def test_filter_by_who_acted(administrator_client, application):
    manager = ProgrammeManagerFactory()
    audit.looked(manager, application)

    found = entries(administrator_client, who=manager.email.upper())

    assert [(entry.actor, entry.verb) for entry in found] == [(manager, "looked")]


def test_filter_by_reference_finds_what_hangs_on_the_application(administrator_client, application):
    ApplicationFactory()

    found = entries(administrator_client, about=application.reference.lower())

    hanging = about(application, application.places.get(), application.decisions.get(), application.breaks.get())
    assert shown(found) == hanging


def test_filter_by_address_finds_what_is_about_the_person(administrator_client, application):
    found = shown(entries(administrator_client, about=application.person.email))

    assert about(application.person, application, application.places.get()) <= found
    assert not about(administrator_client.user) & found


@pytest.mark.parametrize("about", ["R000-0000", "nobody@example.org", "\x00", "x" * 300])
def test_filter_by_nothing_there_is_finds_nothing(administrator_client, application, about):
    assert entries(administrator_client, about=about) == []


def test_filter_by_kind_verb_and_time(administrator_client, application):
    audit.looked(administrator_client.user, application)
    old = AuditEntry.objects.create(
        actor=None, verb="looked", table="returners_application", row=application.pk, why="Long ago"
    )
    with_time = {"table": "returners_application", "verb": "looked", "days": "7"}

    found = entries(administrator_client, **with_time)

    assert {(entry.table, entry.verb) for entry in found} == {("returners_application", "looked")}
    assert all(entry.at > timezone.now() - dt.timedelta(days=7) for entry in found)
    assert old in found


def test_person_reads_who_looked_at_them_without_a_name(sign_in, application):
    manager = ProgrammeManagerFactory(name="Grace Okafor")
    audit.looked(manager, application, why="Between colleagues")

    page = sign_in(application.person).get(reverse(MINE))

    assert "A member of the programme team" in page.text
    assert "Looked at: your applications" in page.text
    assert "Grace Okafor" not in page.text
    assert "Between colleagues" not in page.text


def test_person_reads_nothing_about_others(sign_in, application):
    other = UserFactory()

    found = sign_in(other).get(reverse(MINE)).context["page"].rows

    assert not about(application, application.person) & shown(found)


def test_reading_the_trail_writes_nothing(administrator_client, application):
    administrator_client.get(reverse(LIST))
    before = AuditEntry.objects.count()

    administrator_client.get(reverse(LIST))

    assert AuditEntry.objects.count() == before
