"""The front page, a person's own page, the pages about the portal, and the menu on all of them."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.places import LIVE
from core.uktime import uk_deadline
from returners import actions
from returners.models import Place
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory

pytestmark = pytest.mark.django_db

HOME, MINE = "portal:home", "portal:my_home"


def programme_url(cohort):
    return reverse("cohorts:programme_detail", args=[cohort.programme.slug])


# -- The front page ------------------------------------------------------------------------------------------------


def test_home_shows_what_is_open_and_what_opens_soon(client):
    opened, coming = CohortFactory(), CohortFactory(upcoming=True)
    closed, private = CohortFactory(closed=True), CohortFactory(programme__is_public=False)

    page = client.get(reverse(HOME)).text

    assert page.index(programme_url(opened)) < page.index(programme_url(coming))
    assert programme_url(closed) not in page
    assert programme_url(private) not in page


def test_home_says_where_people_already_wait(client):
    cohort = CohortFactory(pool__capacity=1)
    PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort)

    assert "Open: waiting list" in client.get(reverse(HOME)).text


def test_home_says_where_neither_a_place_nor_a_turn_is_left(client):
    CohortFactory(pool__capacity=5, pool__taken=5, pool__waiting=2, pool__waiting_limit=2)

    page = client.get(reverse(HOME)).text

    assert "All places are taken and the waiting list is full" in page
    assert "Apply by" not in page


def test_home_without_cohorts_says_so(client):
    assert "No cohort is open at the moment" in client.get(reverse(HOME)).text


# -- A person's own ------------------------------------------------------------------------------------------------


def test_my_home_shows_ones_own_applications(returner_client):
    mine, other = ApplicationFactory(person=returner_client.user), ApplicationFactory()

    page = returner_client.get(reverse(MINE)).text

    assert reverse("returners:application_detail", args=[mine.uuid]) in page
    assert other.reference not in page


def test_my_home_offers_programmes_one_has_not_applied_to(returner_client):
    applied, other = ApplicationFactory(person=returner_client.user), CohortFactory()

    page = returner_client.get(reverse(MINE)).text

    assert programme_url(other) in page
    assert programme_url(applied.cohort) not in page


def test_my_home_offers_a_programme_again_once_an_application_is_over(returner_client):
    application = ApplicationFactory(person=returner_client.user, field="other")

    actions.submit(application, at=timezone.now())

    assert programme_url(application.cohort) in returner_client.get(reverse(MINE)).text


def test_my_home_offers_the_next_cohort_to_whoever_missed_the_close(returner_client):
    draft = ApplicationFactory(person=returner_client.user, cohort=CohortFactory(closed=True))
    following = CohortFactory(programme=draft.programme)

    page = returner_client.get(reverse(MINE)).text

    move = reverse("returners:application_start", args=[following.programme.slug, following.slug])
    assert f"Carry on for the {following.name}" in page
    assert f'action="{move}"' in page


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("waiting", "On the waiting list"),
        ("offered", "Place offered"),
        ("confirmed", "Place confirmed"),
        ("declined", "Offer turned down"),
        ("expired", "Offer ran out"),
        ("cancelled", "Stopped taking part"),
    ],
)
def test_my_home_says_where_each_place_stands(returner_client, status, words):
    place = PlaceFactory(application__person=returner_client.user)
    closed_at = None if status in LIVE else timezone.now()
    Place.objects.filter(pk=place.pk).update(status=status, closed_at=closed_at)

    assert words in returner_client.get(reverse(MINE)).text


def test_my_home_says_by_when_to_accept_an_offer(returner_client):
    place = PlaceFactory(application__person=returner_client.user)
    offer = {"status": "offered", "offer_expires_at": timezone.now() + dt.timedelta(days=2)}
    Place.objects.filter(pk=place.pk).update(**offer)

    page = returner_client.get(reverse(MINE)).text

    assert f"Accept it by {uk_deadline(offer['offer_expires_at'])}" in page


def test_my_home_of_a_withdrawn_application_says_only_that(returner_client):
    draft = ApplicationFactory(person=returner_client.user)
    actions.withdraw(actions.submit(draft, at=timezone.now()), at=timezone.now())

    page = returner_client.get(reverse(MINE)).text

    assert "Withdrawn" in page
    assert "Waiting list closed" not in page


def test_signing_in_leads_staff_to_their_inbox_and_others_to_their_applications(staff_client, returner_client):
    there = reverse("portal:after_sign_in")

    assert staff_client.get(there).url == reverse("reporting:inbox")
    assert returner_client.get(there).url == reverse(MINE)


def test_staff_who_apply_find_their_application(staff_client):
    link = f'href="{reverse(MINE)}"'
    before = staff_client.get(reverse("reporting:inbox")).text

    application = ApplicationFactory(person=staff_client.user)
    after = staff_client.get(reverse("reporting:inbox")).text

    assert link not in before
    assert link in after
    assert application.reference in staff_client.get(reverse(MINE)).text


def test_my_home_before_the_first_application_says_so(returner_client):
    assert "You have not applied to a programme yet." in returner_client.get(reverse(MINE)).text


# -- Pages about the portal, and the frame of all ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "words"), [("cookies", "only"), ("accessibility", "keyboard"), ("privacy", "How decisions are made")]
)
def test_page_about_the_portal_is_open_to_all_and_linked_from_everywhere(client, page, words):
    url = reverse(f"portal:{page}")

    assert words in client.get(url).text
    assert f'href="{url}"' in client.get(reverse(HOME)).text


@pytest.mark.parametrize("who", ["anonymous", "returner_client", "staff_client", "administrator_client"])
def test_every_link_of_the_frame_opens(request, who):
    """Menu and footer offer nobody a page that does not exist for them."""
    client = Client() if who == "anonymous" else request.getfixturevalue(who)
    page = client.get(reverse(HOME)).text

    links = {link for link in re.findall(r'href="(/[^"]*)"', page) if not link.startswith("/static/")}

    assert len(links) > 4
    assert {link: client.get(link, follow=True).status_code for link in links} == dict.fromkeys(links, 200)


def test_pages_of_somebody_signed_in_are_kept_nowhere(returner_client):
    for page in (HOME, MINE, "portal:privacy"):
        assert returner_client.get(reverse(page)).headers["Cache-Control"] == "private, no-store"


def test_menu_of_a_manager_leads_to_their_work(staff_client):
    make_manager(CohortFactory().programme, person=staff_client.user)

    page = staff_client.get(reverse("reporting:inbox")).text

    assert reverse("returners:application_list") in page
    assert reverse("returners:cohort_list") in page
    assert reverse("reporting:letter_list") not in page


def test_my_home_says_when_a_section_waits_for_its_person(sign_in):
    application = actions.submit(ApplicationFactory(situation="studying"), at=timezone.now())
    client = sign_in(application.person)
    before = client.get(reverse(MINE)).text

    manager = ProgrammeManagerFactory()
    actions.reopen(application, section="support", why="Please look at it", by=manager, at=timezone.now())

    assert "needs another look from you" not in before
    assert "needs another look from you" in client.get(reverse(MINE)).text
