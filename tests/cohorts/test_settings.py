"""The settings of a programme on their pages: its public face, strands, rules and texts by version, and new cohorts."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cohorts import actions
from cohorts.models import Cohort, Pool, Programme, ProgrammeText
from core.audit import AuditEntry
from core.errors import SeenOtherwise
from core.regions import Region
from tests.cohorts.pages import url
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.parallel import in_parallel
from tests.typed import NEW_COHORT

pytestmark = pytest.mark.django_db

AGREEMENT, DECLARATIONS = ProgrammeText.Kind.AGREEMENT, ProgrammeText.Kind.DECLARATIONS
WORDS = {"summary": "Come back.", "about": "All of it.", "contact_email": "team@example.org"}
PROGRAMME = {**WORDS, "name": "Returner Fund", "slug": "returner-fund", "ask_days": "28", "basis": "public task"}
RULES = {"regions": ["Wales", "London"], "min_break_months": "18", "fields_worked_in": ["technology"]}


# -- The public page -----------------------------------------------------------------------------------------------


def test_programme_is_added_out_of_sight(administrator_client, client):
    page = administrator_client.post(reverse("cohorts:programme_add"), PROGRAMME, follow=True).text

    programme = Programme.objects.get()
    assert (programme.slug, programme.is_public) == ("returner-fund", False)
    assert "this programme needs a strand, eligibility rules, declarations, a participation agreement" in page
    assert client.get(url("programme_detail", programme)).status_code == 404


@pytest.mark.parametrize("slug", ["add", "With Spaces", "ümlaut", ""])
def test_programme_needs_an_address_that_can_be_one(administrator_client, slug):
    page = administrator_client.post(reverse("cohorts:programme_add"), PROGRAMME | {"slug": slug}).text

    assert "There is a problem" in page
    assert not Programme.objects.exists()


def test_programme_of_a_name_or_address_that_is_taken_is_refused_in_words(administrator_client):
    ProgrammeFactory(name="Returner Fund", slug="returner-fund")

    page = administrator_client.post(reverse("cohorts:programme_add"), PROGRAMME).text

    assert "There is a programme of that name already" in page
    assert "Another programme has that address" in page


def test_address_is_changed_until_it_is_given_out(administrator_client):
    programme = ProgrammeFactory(is_public=False)
    public = {"is_public": "on", "target_returners": "100", "target_employers": ""}

    administrator_client.post(url("programme_change", programme), PROGRAMME | public)
    programme.refresh_from_db()
    page = administrator_client.get(url("programme_change", programme)).text
    administrator_client.post(url("programme_change", programme), PROGRAMME | public | {"slug": "other"})

    programme.refresh_from_db()
    assert (programme.slug, programme.is_public, programme.target_returners) == ("returner-fund", True, 100)
    assert "has been given out" in page


def test_manager_changes_the_words_of_their_programme_and_nothing_else(staff_client, programme):
    staff_client.post(url("programme_change", programme), PROGRAMME | {"is_public": ""})

    programme.refresh_from_db()
    assert (programme.summary, programme.about) == ("Come back.", "All of it.")
    assert (programme.name, programme.slug, programme.is_public) == ("STEM ReCharge", "stem-recharge", True)
    entry = AuditEntry.objects.get(table="cohorts_programme")
    assert (entry.actor, entry.fields) == (staff_client.user, ["about", "summary"])


def test_list_shows_a_manager_their_own_programmes(staff_client, programme):
    other = ProgrammeFactory()

    page = staff_client.get(reverse("cohorts:programme_list")).text

    assert url("programme_settings", programme) in page
    assert url("programme_settings", other) not in page
    assert reverse("cohorts:programme_add") not in page


def test_strand_is_added_and_renamed(administrator_client):
    programme = ProgrammeFactory(technology=None, engineering=None)

    administrator_client.post(url("strand_add", programme), {"name": "Social work", "about": "Adults."})
    strand = programme.strands.get()
    administrator_client.post(url("strand_change", programme, strand.pk), {"name": "Care", "about": ""})

    strand.refresh_from_db()
    assert (strand.name, strand.slug, strand.about) == ("Care", "social-work", "")


@pytest.mark.parametrize("name", ["technology", "Technology", "—"])
def test_strand_of_a_name_that_is_taken_or_none_is_refused(administrator_client, name):
    programme = ProgrammeFactory()

    page = administrator_client.post(url("strand_add", programme), {"name": name, "about": ""}).text

    assert "There is a problem" in page
    assert programme.strands.count() == 2


# -- Rules ---------------------------------------------------------------------------------------------------------


def test_rules_are_listed_with_what_changed_and_who_uses_them(staff_client, programme):
    CohortFactory(programme=programme, name="Spring cohort")
    CohortFactory(programme=programme, name="Autumn cohort", upcoming=True)
    form = staff_client.get(url("rules_change", programme))
    staff_client.post(url("rules_change", programme), RULES | {"seen": form.context["plan"].seen})

    page = " ".join(staff_client.get(url("rules_list", programme)).text.split())

    assert "Version 1 is frozen" in form.text
    assert "the Autumn cohort" in form.text
    assert "Used by Spring cohort." in page
    assert "Used by Autumn cohort." in page
    assert "Caring breaks of: 18 months or more (it was 12 months or more)" in page
    assert "Lives in: London or Wales" in page
    assert str(staff_client.user) in page


def test_rules_not_in_use_yet_are_changed_where_they_stand(staff_client, programme):
    form = staff_client.get(url("rules_change", programme))

    staff_client.post(url("rules_change", programme), RULES | {"seen": form.context["plan"].seen})

    rules = programme.rules.get()
    assert "Version 1 is not in use yet" in form.text
    assert (rules.regions, rules.min_break_months, rules.fields) == ([Region.LONDON, Region.WALES], 18, ["technology"])


def test_rules_that_froze_while_the_page_was_open_are_shown_again(staff_client, programme):
    cohort = CohortFactory(programme=programme, opens_at=timezone.now() + dt.timedelta(minutes=1))
    seen = staff_client.get(url("rules_change", programme)).context["plan"].seen

    with time_machine.travel(cohort.opens_at + dt.timedelta(seconds=1)):
        page = staff_client.post(url("rules_change", programme), RULES | {"seen": seen})

    assert "have changed since this page was shown" in page.text
    assert 'value="18"' in page.text
    assert programme.rules.get().min_break_months == 12


def test_first_rules_of_a_programme(administrator_client):
    programme = ProgrammeFactory(rules=None)
    form = administrator_client.get(url("rules_change", programme))

    administrator_client.post(url("rules_change", programme), RULES | {"seen": form.context["plan"].seen})

    assert "What you save here becomes version 1." in form.text
    assert programme.rules.get().version == 1


def test_rules_name_regions_as_the_public_page_does(staff_client, programme):
    page = staff_client.get(url("rules_change", programme)).text

    assert "Yorkshire and The Humber" in page
    assert "Not known" not in page


# -- Texts ---------------------------------------------------------------------------------------------------------


def publish(client, programme, body):
    """See how it reads, then publish what was shown."""
    shown = client.post(url("text_publish", programme, AGREEMENT), {"body": body})
    return shown, client.post(
        url("text_publish", programme, AGREEMENT),
        {"body": body, "shown": shown.context["form"]["shown"].value()},
        follow=True,
    )


def test_text_is_shown_as_it_reads_before_it_is_published(staff_client, programme):
    shown, done = publish(staff_client, programme, "I will come.\n\nI will say when I cannot.")

    assert "<li>I will say when I cannot.</li>" in shown.text
    assert "Publish version 2" in shown.text
    assert "is what people read and agree to from now on." in done.text
    assert programme.text(AGREEMENT).points == ["I will come.", "I will say when I cannot."]
    assert programme.texts.filter(kind=AGREEMENT).count() == 2


@pytest.mark.parametrize("more", [{}, {"shown": "x"}, {"later": "1"}])
def test_text_that_was_not_shown_is_not_published(staff_client, programme, more):
    first = staff_client.post(url("text_publish", programme, AGREEMENT), {"body": "Mine."})
    shown = first.context["form"]["shown"].value()

    other_words = staff_client.post(
        url("text_publish", programme, AGREEMENT), {"body": "Mine, changed.", "shown": shown, **more}
    )

    assert "Mine, changed." in other_words.text
    assert programme.text(AGREEMENT).version == 1


def test_text_written_over_a_colleagues_is_shown_again(staff_client, programme):
    shown = staff_client.post(url("text_publish", programme, AGREEMENT), {"body": "Mine."})
    actions.publish_text(programme, AGREEMENT, body="A colleague's.")

    again = staff_client.post(
        url("text_publish", programme, AGREEMENT),
        {"body": "Mine.", "shown": shown.context["form"]["shown"].value()},
    )

    assert "Publish version 3" in again.text
    assert programme.text(AGREEMENT).body == "A colleague's."


def test_texts_are_listed_by_version_and_an_unknown_kind_does_not_exist(staff_client, programme):
    actions.publish_text(programme, DECLARATIONS, body="All new.")

    page = staff_client.get(url("text_list", programme, DECLARATIONS)).text

    assert page.index("All new.") < page.index("What I have told you is true.")
    assert staff_client.get(url("text_list", programme, "other")).status_code == 404
    assert staff_client.get(url("text_publish", programme, "other")).status_code == 404


def test_privacy_notice_is_read_and_not_agreed_to(staff_client, programme):
    page = staff_client.get(url("text_list", programme, "privacy")).text
    form = staff_client.post(url("text_publish", programme, "privacy"), {"body": "We keep it safe."}).text

    assert "each application says which one was in force" in page
    assert '<p class="govuk-body">We keep it safe.</p>' in form
    assert "agree" not in form


@pytest.mark.django_db(transaction=True)
def test_text_published_by_two_at_once_is_published_once():
    programme = ProgrammeFactory()

    outcomes = in_parallel(
        [partial(actions.publish_text, programme, AGREEMENT, body=body, after=1) for body in ("One.", "Other.")],
        may_raise=(SeenOtherwise,),
    )

    assert sum(isinstance(outcome, SeenOtherwise) for outcome in outcomes) == 1
    assert programme.text(AGREEMENT).version == 2


# -- Cohorts -------------------------------------------------------------------------------------------------------


def test_cohort_is_added_with_places_for_the_whole(staff_client, programme):
    page = staff_client.post(url("cohort_add", programme), NEW_COHORT, follow=True).text

    cohort, pool = Cohort.objects.get(), Pool.objects.get()
    assert "Spring cohort 2091 is added." in page
    assert (cohort.slug, cohort.rules.version) == ("spring-cohort-2091", 1)
    assert (pool.capacity, pool.waiting_limit, pool.strand) == (40, 100, None)
    assert f"{cohort.closes_at:%d %H:%M}" == "01 17:00"


def test_cohort_is_added_with_places_for_each_strand(staff_client, programme):
    one, other = programme.strands.all()
    given = NEW_COHORT | {"places_by": "strand", f"strand_{one.pk}": "30", f"strand_{other.pk}": "10"}

    staff_client.post(url("cohort_add", programme), given)

    assert {pool.strand: pool.capacity for pool in Pool.objects.all()} == {one: 30, other: 10}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts_on_day": "", "starts_on_month": "", "starts_on_year": ""}, "Enter a date for “The programme starts”"),
        ({"capacity": ""}, "Enter how many places there are"),
        ({"places_by": "strand"}, "Enter how many places there are"),
        ({"closes_at_year": "2020"}, "This has passed."),
        ({"opens_at_year": "2092"}, "Applications must close after they open"),
        ({"ends_on_year": "2030"}, "The programme cannot end before mentoring starts"),
        ({"name": "—"}, "The name must have a letter or a number in it."),
    ],
)
def test_cohort_that_cannot_be_is_refused_in_words(staff_client, programme, change, words):
    page = staff_client.post(url("cohort_add", programme), NEW_COHORT | change).text

    assert words in page
    assert not Cohort.objects.exists()


def test_cohort_of_a_name_that_is_taken_is_refused(staff_client, programme):
    staff_client.post(url("cohort_add", programme), NEW_COHORT)

    page = staff_client.post(url("cohort_add", programme), NEW_COHORT).text

    assert "There is one of that name already." in page
    assert Cohort.objects.count() == 1


def test_cohort_needs_a_whole_programme(administrator_client):
    programme = ProgrammeFactory(rules=None, agreement=None)

    page = administrator_client.post(url("cohort_add", programme), NEW_COHORT).text

    assert "<li>eligibility rules</li>" in page
    assert "<li>a participation agreement</li>" in page
    assert not Cohort.objects.exists()


# -- Django's admin ------------------------------------------------------------------------------------------------


def test_admin_shows_programmes_and_changes_none(administrator_client):
    programme = ProgrammeFactory()
    address = reverse("admin:cohorts_programme_change", args=[programme.pk])

    seen = administrator_client.get(address)
    sent = administrator_client.post(address, {"name": "Other"})

    programme.refresh_from_db()
    assert (seen.status_code, sent.status_code) == (200, 403)
    assert programme.name != "Other"
