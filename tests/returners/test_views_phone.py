"""An application by phone on its pages: those of staff, and those behind the caller's link."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.audit import AuditEntry
from returners import actions
from returners.models import Application, PhoneDraft
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory, PhoneDraftFactory
from tests.letters import letters_to
from tests.returners.phone_pages import CALLER, DAY, confirm, link, page_of, sent, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(staff_client):
    cohort = CohortFactory(name="Spring cohort", pool__capacity=1)
    make_manager(cohort.programme, person=staff_client.user)
    return cohort


# -- Staff ---------------------------------------------------------------------------------------------------------


def test_caller_is_asked_everything_and_sends_it_themselves(staff_client, cohort):
    response = start(staff_client, cohort)
    draft = PhoneDraft.objects.get()
    assert response.url == page_of(draft, "tasks")
    assert "0 of 4 sections are complete" in staff_client.get(response.url).text

    given = {
        ("section", "contact"): {"full_name": "Amina Hussain", "phone": "07700 900123", "contact_by": "text"},
        ("section", "support"): {"needs_support": "no", "support_needs": ""},
        ("question", "postcode"): {"postcode": "LS6 3BN"},
        ("question", "work"): {"situation": "not working"},
        ("question", "break"): {"reason": "childcare", "start_month": "9", "start_year": "2020"},
        ("question", "field"): {"field": "technology"},
        ("question", "right-to-work"): {"right_to_work": "yes"},
        ("section", "strand"): {"strand": cohort.programme.strands.first().pk},
    }
    for (kind, slug), answer in given.items():
        assert staff_client.get(page_of(draft, kind, slug)).status_code == 200
        response = staff_client.post(page_of(draft, kind, slug), answer)
    assert response.url == page_of(draft, "check")
    check = staff_client.get(response.url).text
    staff_client.post(page_of(draft, "send"))
    caller = Client()
    page = caller.get(link(draft))
    result = caller.get(caller.post(link(draft), {"shown": page.context["shown"]}).url).text

    assert all(words in check for words in ("Amina Hussain", "LS6 3BN", "Text message"))
    assert "declar" not in check.split("Send them a link")[0].lower()
    assert all(words in page.text for words in ("Amina Hussain", "LS6 3BN", "What I have told you is true."))
    application = Application.objects.get()
    assert application.status == Application.Status.DECIDED
    assert application.reference in result
    assert "there is a place for you" in result
    assert "Send me a link to choose a password" in result


def test_start_keeps_what_was_typed_and_says_why_not(staff_client, cohort):
    application = actions.submit(ApplicationFactory(cohort=cohort, person__email=CALLER["email"]), at=timezone.now())

    page = start(staff_client, cohort)

    assert f"They have an application already: reference {application.reference}." in page.text
    assert 'value="Amina Hussain"' in page.text


def test_start_offers_only_cohorts_of_ones_own_that_take_people(staff_client, cohort):
    for other in (CohortFactory(name="Foreign"), CohortFactory(programme=cohort.programme, name="Over", closed=True)):
        assert "Choose one of the options listed" in start(staff_client, other).text

    page = staff_client.get(reverse("returners:phone_start"), {"cohort": cohort.pk}).text

    assert "Spring cohort" in page
    assert "Foreign" not in page
    assert "Over" not in page
    assert not PhoneDraft.objects.exists()


def test_start_with_no_cohort_open_says_so(staff_client):
    assert "None of your cohorts takes applications" in staff_client.get(reverse("returners:phone_start")).text


@pytest.mark.parametrize("chosen", ["x", "0", str(2**70), "\x00"])
def test_start_from_an_odd_address_is_only_the_page(staff_client, cohort, chosen):
    assert staff_client.get(reverse("returners:phone_start"), {"cohort": chosen}).status_code == 200


def test_list_says_whose_turn_it_is(staff_client, cohort):
    PhoneDraftFactory(application__cohort=cohort, application__strand=None)
    PhoneDraftFactory(application__cohort=cohort)
    sent(cohort)
    actions.say_not_right(sent(cohort), what="The year.", at=timezone.now())
    ran_out = sent(cohort)
    PhoneDraft.objects.filter(pk=ran_out.pk).update(sent_at=timezone.now() - 15 * DAY)
    confirm(Client(), sent(cohort))
    PhoneDraftFactory()

    rows = staff_client.get(reverse("returners:phone_list")).context["rows"]

    assert sorted(row[4]["tag"] for row in rows) == [
        "Link ran out",
        "Not finished",
        "Ready to send",
        "Something is not right",
        "With the caller",
    ]


def test_declarations_are_no_section_of_staff(staff_client, cohort):
    draft = PhoneDraftFactory(application__cohort=cohort)

    responses = [staff_client.get(page_of(draft, "section", "declarations"))]
    responses.append(staff_client.post(page_of(draft, "section", "declarations"), {"agree": "on", "version": "1"}))

    assert [response.status_code for response in responses] == [404, 404]
    assert Application.objects.get().declarations is None


def test_staff_cannot_send_it(staff_client, cohort):
    draft = PhoneDraftFactory(application__cohort=cohort)

    response = staff_client.post(reverse("returners:application_submit", args=[draft.application.uuid]))

    assert response.status_code == 404
    assert Application.objects.get().is_draft


def test_check_and_send_wait_for_every_section(staff_client, cohort):
    draft = PhoneDraftFactory(application__cohort=cohort, application__needs_support="")

    check = staff_client.get(page_of(draft, "check"))
    pressed = staff_client.post(page_of(draft, "send"), follow=True)

    assert check.url == page_of(draft, "tasks")
    assert "Some sections are not complete yet: support you need to take part." in pressed.text
    assert letters_to(draft.application.person) == []


def test_pages_of_staff_lead_on_once_it_is_sent(staff_client, cohort):
    draft = sent(cohort)
    confirm(Client(), draft)
    contact = {"full_name": "Changed", "phone": "", "contact_by": "email"}

    pages = [staff_client.get(page_of(draft, name)) for name in ("tasks", "check", "delete")]
    pages.append(staff_client.post(page_of(draft, "section", "contact"), contact))
    pages.append(staff_client.post(page_of(draft, "delete")))

    review = reverse("returners:application_review", args=[draft.application.uuid])
    assert {page.url for page in pages} == {review}
    history = staff_client.get(review).text
    assert f"By {draft.taken_by}" in history
    assert Application.objects.get().full_name == draft.application.full_name


def test_pages_of_staff_do_not_exist_once_it_is_withdrawn(staff_client, cohort):
    draft = PhoneDraftFactory(application__cohort=cohort)
    actions.withdraw(draft.application, at=timezone.now())

    assert staff_client.get(page_of(draft, "tasks")).status_code == 404


def test_looks_of_staff_are_written_down(staff_client, cohort):
    draft = PhoneDraftFactory(application__cohort=cohort)

    staff_client.get(page_of(draft, "tasks"))

    entry = AuditEntry.objects.filter(verb="looked").get()
    assert (entry.actor, entry.row) == (staff_client.user, draft.application.pk)


def test_deleted_draft_is_gone_and_its_link_leads_nowhere(staff_client, cohort, client):
    draft = sent(cohort)
    there = link(draft)

    response = staff_client.post(page_of(draft, "delete"))

    assert response.url == reverse("returners:phone_list")
    assert not Application.objects.exists()
    page = client.get(there)
    assert page.status_code == 404
    assert "This link does not work any more" in page.text


def test_cohort_page_leads_there_while_it_takes_applications(staff_client, cohort):
    over = CohortFactory(programme=cohort.programme, closed=True)

    pages = [
        staff_client.get(reverse("returners:cohort_detail", args=[one.programme.slug, one.slug])).text
        for one in (cohort, over)
    ]

    assert [f"{reverse('returners:phone_start')}?cohort=" in page for page in pages] == [True, False]
