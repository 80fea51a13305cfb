"""Behind the link that a caller gets."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.audit import AuditEntry
from notifications.models import Message
from returners import actions
from returners.models import Application, PhoneDraft
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory
from tests.letters import letters_to
from tests.returners.phone_pages import DAY, confirm, link, page_of, sent, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(staff_client):
    cohort = CohortFactory(name="Spring cohort", pool__capacity=1)
    make_manager(cohort.programme, person=staff_client.user)
    return cohort


# -- Behind the link -----------------------------------------------------------------------------------------------


def test_opening_the_link_changes_nothing_and_is_kept_by_no_browser(client, cohort):
    draft = sent(cohort)
    before = AuditEntry.objects.count()

    page = client.get(link(draft))

    assert "no-store" in page.headers["Cache-Control"]
    assert AuditEntry.objects.count() == before
    assert Application.objects.get().is_draft


def test_older_link_leads_nowhere_and_the_newer_one_to_the_answers(client, cohort):
    draft = sent(cohort)
    older = link(draft)
    actions.send_to_confirm(draft, by=draft.taken_by, at=timezone.now())

    assert client.get(older).status_code == 404
    assert client.post(older).status_code == 404
    assert client.get(link(draft)).status_code == 200


@pytest.mark.parametrize("name", ["confirm", "not_right", "not_mine"])
def test_link_that_has_run_out_says_what_to_do(client, cohort, name):
    draft = sent(cohort)
    cohort.closes_at = cohort.last_joining_at = timezone.now() + 30 * DAY
    cohort.save()
    there = link(draft, name)

    with time_machine.travel(timezone.now() + 14 * DAY):
        pages = [client.get(there), client.post(there, {"what": "Changed"})]

    for page in pages:
        assert "This link has run out" in page.text
        assert cohort.programme.contact_email in page.text
        assert draft.application.reference in page.text
        assert draft.application.full_name not in page.text
    assert Application.objects.get().is_draft


@pytest.mark.parametrize("token", ["x", "x:y:z", "\x00", "é" * 300])
@pytest.mark.parametrize("name", ["confirm", "not_right", "not_mine", "confirmed"])
def test_link_of_nobody_leads_nowhere(client, token, name):
    there = reverse(f"returners:phone_{name}", args=[token])

    assert [client.get(there).status_code, client.post(there).status_code] == [404, 404]


def test_second_tab_is_shown_the_same_result(client, cohort):
    draft = sent(cohort)
    there = link(draft)
    shown = client.get(there).context["shown"]
    first = client.post(there, {"shown": shown})

    second, later = Client().post(there, {"shown": shown}), Client().get(there)

    assert first.url == second.url == later.url == f"{there}sent/"
    assert letters_to(draft.application.person).count("received") == 1


def test_answers_changed_meanwhile_are_read_again_before_they_are_sent(client, cohort):
    draft = sent(cohort)
    shown = client.get(link(draft)).context["shown"]
    actions.answer(draft.application, at=timezone.now(), full_name="Amina Hussein")

    page = client.post(link(draft), {"shown": shown}, follow=True)

    assert "has changed since you opened this page" in page.text
    assert "Amina Hussein" in page.text
    assert Application.objects.get().is_draft


def test_closed_cohort_is_told_kindly(client, cohort):
    draft = sent(cohort)
    shown = client.get(link(draft)).context["shown"]
    cohort.closes_at = timezone.now()
    cohort.save()

    page = client.get(link(draft)).text
    pressed = client.post(link(draft), {"shown": shown}, follow=True)

    assert "it can no longer be sent" in page
    assert "Confirm and send my application" not in page
    assert "Your answers are kept for the next one." in pressed.text
    assert Application.objects.get().is_draft


def test_full_cohort_is_told_kindly(client, cohort):
    cohort.pools.update(capacity=0, waiting_limit=0)
    draft = sent(cohort)

    shown = client.get(link(draft)).context["shown"]
    page = client.post(link(draft), {"shown": shown}, follow=True)

    assert "Your answers are kept" in page.text
    assert Application.objects.get().is_draft


def test_missing_answer_takes_the_button_away(client, cohort):
    draft = sent(cohort)
    actions.answer(draft.application, at=timezone.now(), strand=None)

    page = client.get(link(draft)).text

    assert "An answer is missing" in page
    assert "Confirm and send my application" not in page


def test_result_of_whoever_has_a_password_leads_to_signing_in(client, cohort):
    draft = sent(cohort, application__person=UserFactory())

    page = client.get(confirm(client, draft).url).text

    assert "Send me a link to choose a password" not in page
    assert reverse("returners:application_detail", args=[draft.application.uuid]) in page


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"application__situation": "studying"}, "need a person to look at them"),
        ({"application__field": "other"}, "you do not meet every rule"),
    ],
)
def test_result_says_what_the_rules_found(client, cohort, answers, words):
    draft = sent(cohort, **answers)

    assert words in client.get(confirm(client, draft).url).text


def test_result_is_closed_when_the_link_has_run_out(client, cohort):
    draft = sent(cohort)
    there = confirm(client, draft).url

    with time_machine.travel(timezone.now() + 15 * DAY):
        page = client.get(there).text

    assert "This link does not work any more" in page
    assert draft.application.reference not in page


def test_result_before_anything_was_sent_leads_to_the_answers(client, cohort):
    draft = sent(cohort)

    assert client.get(link(draft, "confirmed")).url == link(draft)


def test_not_right_is_shown_to_staff_and_the_link_still_works(staff_client, client, cohort):
    draft = sent(cohort)

    response = client.post(link(draft, "not_right"), {"what": "I stopped in 2019.\nNot 2020."})
    page = client.get(response.url).text
    tasks = staff_client.get(page_of(draft, "tasks")).text

    assert "You told us on" in page
    assert "Confirm and send my application" in page
    assert "I stopped in 2019.<br>Not 2020." in tasks


def test_not_mine_deletes_it_after_one_press(client, cohort):
    draft = sent(cohort)
    there = link(draft, "not_mine")

    client.get(there)
    before = Application.objects.count()
    page = client.post(there, follow=True)

    assert before == 1
    assert "We have deleted the application" in page.text
    assert not Application.objects.exists()
    assert letters_to(draft.taken_by) == ["not_asked_for"]


# -- The account ---------------------------------------------------------------------------------------------------


def test_caller_gets_in_by_nothing_but_a_link_to_their_address(staff_client, cohort, client):
    start(staff_client, cohort)
    draft = PhoneDraft.objects.get()
    person = draft.application.person

    client.post(reverse("account_signup"), {"email": person.email, "password1": "three random words"})
    client.post(reverse("account_reset_password"), {"email": person.email})

    person.refresh_from_db()
    written = Message.objects.filter(to=person.email).values_list("template", flat=True)
    assert {name.rpartition("/")[2] for name in written} == {"account_already_exists", "password_reset_key"}
    assert not person.has_usable_password()
