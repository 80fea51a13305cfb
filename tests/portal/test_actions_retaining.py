"""What has been kept long enough goes, after a warning where one is due, and nothing else."""

import datetime as dt
from functools import partial
from importlib import import_module

import pytest
from django.utils import timezone
from time_machine import travel

from accounts.models import User
from cohorts.models import Enrolment, ProgrammeText
from core import privacy, retention
from core.errors import Refused
from notifications.models import Message
from portal.actions import erase, lift_hold, place_hold, preview, retain
from portal.models import Erasure, RetentionRun
from returners import actions
from returners.models import Application, CareerBreak
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.notifications import MessageFactory
from tests.factories.returners import ApplicationFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def days(number):
    return NOW + dt.timedelta(days=number)


def draft():
    application = ApplicationFactory(full_name="Ada Byron")
    Application.objects.filter(pk=application.pk).update(changed_at=NOW)
    return application


def turned_down():
    application = actions.submit(ApplicationFactory(full_name="Ada Byron"), at=NOW)
    return actions.decline(application.places.get(), at=NOW).application


def participant():
    application = actions.submit(ApplicationFactory(full_name="Ada Byron"), at=NOW)
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    actions.accept(application.places.get(), agreement=agreement, signed_name="Ada Byron", at=NOW)
    return application


def name_of(application):
    application.refresh_from_db()
    return application.full_name


def waiting(person=None):
    """Behind somebody who has the only place."""
    cohort = CohortFactory(pool__capacity=1)
    actions.submit(ApplicationFactory(cohort=cohort), at=NOW)
    person = person or UserFactory()
    return actions.submit(ApplicationFactory(person=person, cohort=cohort, full_name="Ada Byron"), at=NOW)


def kind(key):
    return privacy.retentions()[key]


# -- Drafts ----------------------------------------------------------------------------------------------------------


def test_unfinished_application_goes_after_ninety_days_and_a_warning():
    application = draft()

    retain(at=days(75))
    early = Message.objects.filter(template="returners/email/draft_ends").count()
    retain(at=days(77))
    letter = Message.objects.get(template="returners/email/draft_ends")
    retain(at=days(91))

    assert early == 0
    assert letter.to == application.person.email
    assert name_of(application) == "Name deleted"
    assert not CareerBreak.objects.filter(application=application).exists()
    assert Application.objects.live().count() == 0


def test_unfinished_application_is_never_deleted_without_a_warning_two_weeks_before():
    """The job did not run for months: it warns first, and waits."""
    application = draft()

    with travel(days(200), tick=False):
        retain(at=days(200))
    name = name_of(application)
    retain(at=days(213))
    still = name_of(application)
    retain(at=days(215))

    assert (name, still, name_of(application)) == ("Ada Byron", "Ada Byron", "Name deleted")


def test_unfinished_application_that_is_taken_up_again_stays_and_is_warned_of_anew():
    application = draft()
    retain(at=days(77))

    actions.answer(application, field="engineering", at=days(80))
    retain(at=days(91))
    kept = name_of(application)
    retain(at=days(157))

    assert kept == "Ada Byron"
    assert Message.objects.filter(template="returners/email/draft_ends").count() == 2


# -- Applications that are over --------------------------------------------------------------------------------------


def test_application_without_a_place_goes_twelve_months_after_it_was_over():
    application = turned_down()

    retain(at=days(360))
    kept = name_of(application)
    retain(at=days(370))

    assert (kept, name_of(application)) == ("Ada Byron", "Name deleted")
    assert not Message.objects.filter(text__contains="Ada Byron").exists()
    assert not Application.pgh_event_model.objects.filter(pgh_obj=application.pk).exists()
    assert User.objects.get(pk=application.person_id).is_active


def test_participant_goes_three_years_after_the_follow_on():
    application = participant()
    over = application.cohort.follow_on_ends_on

    retain(at=days(700))
    kept = name_of(application)
    retain(at=dt.datetime(over.year + 3, over.month, over.day, tzinfo=dt.UTC) + dt.timedelta(days=1))

    assert (kept, name_of(application)) == ("Ada Byron", "Name deleted")
    assert Enrolment.objects.get(cohort=application.cohort).signed_name == ""


def test_live_applications_stay_however_old():
    application = waiting()

    retain(at=days(4000))

    assert name_of(application) == "Ada Byron"


def test_retain_leaves_other_applications_of_the_same_person():
    going = turned_down()
    staying = waiting(going.person)

    retain(at=days(370))

    assert (name_of(going), name_of(staying)) == ("Name deleted", "Ada Byron")


# -- Letters, accounts -----------------------------------------------------------------------------------------------


def test_letters_go_after_two_years_unless_they_still_have_to_leave():
    sent = MessageFactory(status="sent", sent_at=NOW, created_at=NOW)
    due = MessageFactory(created_at=NOW)

    retain(at=days(735))

    assert list(Message.objects.values_list("pk", flat=True)) == [due.pk]
    assert sent.pk != due.pk


def test_account_that_nobody_uses_is_closed_after_a_warning():
    person, staff = UserFactory(last_login=NOW), AdministratorFactory(last_login=NOW)

    retain(at=days(1085))
    retain(at=days(1100))

    person.refresh_from_db()
    assert (person.is_active, person.name) == (False, "Deleted account")
    assert User.objects.get(pk=staff.pk).is_active
    assert Erasure.objects.get().how == Erasure.How.TIME


def test_account_that_was_never_signed_in_to_goes_as_long_after_it_was_made():
    """A caller's, or one whose address nobody confirmed."""
    person = UserFactory(last_login=None, date_joined=NOW)

    retain(at=days(1085))
    warned = Message.objects.get(template="portal/email/account_ends")
    retain(at=days(1100))

    person.refresh_from_db()
    assert warned.person == person
    assert (person.is_active, person.name) == (False, "Deleted account")


# -- Settings, preview, log ------------------------------------------------------------------------------------------


def test_period_that_is_set_counts_from_the_next_night():
    application = turned_down()
    retention.set_period(kind("unsuccessful-application"), period=6, why="Funder", by=AdministratorFactory())

    retain(at=days(190))

    assert name_of(application) == "Name deleted"
    assert RetentionRun.objects.get(kind="unsuccessful-application").rule == "6 months after it was over"


@pytest.mark.parametrize("period", [0, 5, 37])
def test_period_out_of_bounds_is_refused(period):
    with pytest.raises(Refused, match="from 6 months to 36 months"):
        retention.set_period(kind("unsuccessful-application"), period=period, why="x", by=AdministratorFactory())


def test_preview_counts_what_goes_and_what_stays_is_not_in_it():
    turned_down()
    turned_down()
    participant()
    draft()

    assert preview(at=days(370)) == {"unsuccessful-application": 2, "unfinished-application": 1}
    assert preview(at=days(300)) == {"unfinished-application": 1}
    assert preview(at=NOW) == {}


def test_log_says_what_went_and_names_nobody():
    turned_down()

    retain(at=days(370))
    retain(at=days(370))

    run = RetentionRun.objects.get(kind="unsuccessful-application")
    assert (run.count, run.rule, bool(run.finished_at)) == (1, "12 months after it was over", True)


def test_retain_goes_on_where_it_was_stopped(monkeypatch):
    applications = [turned_down() for _ in range(3)]
    retain(at=days(1))
    RetentionRun.objects.all().delete()
    forget = actions_of_portal().forget_one
    calls = []

    def stopped(row):
        calls.append(row)
        if len(calls) == 2:
            raise SystemExit
        forget(row)

    monkeypatch.setattr(actions_of_portal(), "forget_one", stopped)
    with pytest.raises(SystemExit):
        retain(at=days(370))
    monkeypatch.setattr(actions_of_portal(), "forget_one", forget)
    retain(at=days(370))

    assert {name_of(application) for application in applications} == {"Name deleted"}
    assert RetentionRun.objects.get(kind="unsuccessful-application").count == 3


def actions_of_portal():
    return import_module("portal.actions.retaining")


def test_row_that_cannot_go_does_not_keep_the_others(monkeypatch, caplog):
    first, second = turned_down(), turned_down()
    forget = actions_of_portal().forget_one
    monkeypatch.setattr(
        actions_of_portal(), "forget_one", lambda row: forget(row) if row != first else Application.objects.get(pk=0)
    )

    retain(at=days(370))

    assert (name_of(first), name_of(second)) == ("Ada Byron", "Name deleted")
    assert f"unsuccessful-application {first.pk}, DoesNotExist" in caplog.text


# -- Holds -----------------------------------------------------------------------------------------------------------


def test_hold_keeps_everything_until_it_is_lifted():
    application, administrator = turned_down(), AdministratorFactory()
    place_hold(application.person, why="A claim", by=administrator, at=NOW)

    retain(at=days(370))
    with pytest.raises(Refused, match="legal question"):
        erase(application.person, by=None, how=Erasure.How.HERE, at=days(370))
    kept = name_of(application)
    lift_hold(application.person, by=administrator, at=days(371))
    retain(at=days(372))

    assert (kept, name_of(application)) == ("Ada Byron", "Name deleted")


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_night_count_each_row_once():
    for _ in range(6):
        turned_down()

    in_parallel([partial(retain, at=days(370))] * 2)

    assert RetentionRun.objects.get(kind="unsuccessful-application").count == 6
