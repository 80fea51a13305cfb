"""Whatever is typed into any field of any form: never a fault, never lost, never taken for markup.

A form that is not listed fails `test_every_form_is_here`. Those of allauth and of accounts are tried in tests/accounts.
"""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import urlencode

from cohorts.actions import make_manager
from core.forms import PortalForm
from returners import actions
from returners.models import Application, PhoneDraft
from tests.conftest import sign_in
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.profiles import ProfileFactory
from tests.factories.returners import ApplicationFactory, PhoneDraftFactory
from tests.returners.places import confirmed
from tests.typed import CALENDAR, NEW_COHORT

pytestmark = pytest.mark.django_db

ODD = {
    "nul": "\x00",
    "nul inside": "Ada\x00Lovelace",
    "emoji": "👩‍👩‍👧‍👦" * 20,
    "right to left": "\u202eevil\u202c عربي עברית",
    "combining": "Z̸̡̢̛̗̘̙̜̝̞̟̠" * 20,
    "10,000 characters": "x" * 10_000,
    "10,000 lines": "\r\n" * 5_000,
    "markup": "<script>alert(1)</script>&amp;\"'",
    "template": "{{ settings.SECRET_KEY }}{% csrf_token %}%(x)s%s{0}",
    "sql": "'; DROP TABLE returners_application; --",
    "digits of elsewhere": "١٢٣٤",
    "a big number": "9" * 400,
    "less than nothing": "-1",
    "blank": " \t\u00a0\u2003",
    "last characters": "\ud7ff\uffff\U0010ffff",
    "control": "\x01\x08\x0b\x1b[31m\x7f",
}


def question(slug, **given):
    return lambda draft: reverse("returners:eligibility_question", args=[draft.programme.slug, slug]), given


def own(name, *args, **given):
    return lambda application: reverse(f"returners:{name}", args=[application.uuid, *args]), given


def in_cohort(name, query=None):
    def where(application):
        cohort = application.cohort
        url = reverse(f"returners:{name}", args=[cohort.programme.slug, cohort.slug])
        return f"{url}?{urlencode(query)}" if query else url

    return where


def link(name, application):
    """Where a letter leads, to a caller who need not sign in."""
    return reverse(f"returners:{name}", args=[PhoneDraft.objects.get(application=application).token])


def of_programme(name, *args):
    return lambda application: reverse(f"cohorts:{name}", args=[application.programme.slug, *args])


WORDS = {
    "other_help": "Careers help https://example.org",
    "summary": "Come back",
    "about": "All of it",
    "contact_email": "team@example.org",
}
PROGRAMME = {
    **WORDS,
    "name": "Returner Fund",
    "slug": "returner-fund",
    "funder": "A council",
    "delivery_partners": "A charity",
    "controller": "A council, Town Hall",
    "processor": "A charity",
    "privacy_email": "privacy@example.org",
    "basis": "public task",
    "target_returners": "100",
    "ask_days": "28",
    "target_employers": "30",
}

BREAK = {"reason": "childcare", "start_month": "9", "start_year": "2020", "end_month": "10", "end_year": "2021"}
CONTACT = {"full_name": "Ada", "phone": "07700 900123", "contact_by": "text"}
ROLE = {
    "job_title": "Developer",
    "employer": "Acme",
    "occupation": "2134",
    "start_month": "9",
    "start_year": "2010",
    "end_month": "3",
    "end_year": "2018",
    "still_there": "",
}
WANTED = {"hours": "full time", "patterns": "home", "travel": "none", "kinds": "training"}
# Each form: who fills it in, where, with what; the state of the application it is about.
FORMS = {
    "PostcodeForm": ("draft", *question("postcode", postcode="LS6 3BN")),
    "CouncilForm": ("border", *own("application_question", "council", council="Shropshire")),
    "WorkForm": ("draft", *question("work", situation="studying")),
    "CaringForm": ("below", *own("application_question", "caring", because_of_caring="yes")),
    "BreakForm": ("draft", *question("break", **BREAK)),
    "OneBreakForm": ("draft", *own("application_break", "new", **BREAK)),
    "SaveCheckForm": (
        "answered",
        lambda draft: reverse("returners:eligibility_save", args=[draft.programme.slug]),
        {"email": "ada@example.org"},
    ),
    "FieldForm": ("draft", *question("field", field="technology")),
    "RightToWorkForm": ("draft", *question("right-to-work", right_to_work="yes")),
    "ContactForm": ("draft", *own("application_section", "contact", **CONTACT)),
    "ContactChangeForm": ("offered", *own("contact_change", phone="07700 900123", contact_by="text")),
    "StrandForm": ("draft", *own("application_section", "strand", strand="1")),
    "SupportForm": ("draft", *own("application_section", "support", needs_support="yes", support_needs="Captions")),
    "DeclarationsForm": ("draft", *own("application_section", "declarations", version="1", agree="on")),
    "AcceptForm": ("offered", *own("offer_accept", signed_name="Ada", version="1", agree="")),
    "ReviewRequestForm": ("turned down", *own("review_ask", said="I did work in it")),
    "DeclineForm": ("offered", *own("offer_decline", reason="A job")),
    "WithdrawForm": ("offered", *own("application_withdraw", why="A job")),
    "CVForm": ("confirmed", *own("cv_change", cv="words and no file")),
    "EqualityStartForm": ("offered", *own("equality_start", wanted="no")),
    "EqualityForm": ("offered", *own("equality_question", "ethnic-group", answer="white")),
    "RoleForm": ("told", *own("work_role_add", **ROLE)),
    "RolesDoneForm": ("told", *own("work_role_list", done="yes")),
    "SkillsForm": ("told", *own("skill_choose", technology="1", engineering="2", none="")),
    "RatingForm": (
        "told",
        lambda told: reverse("returners:skill_rate", args=[told.uuid, told.known_skills.first().pk]),
        {"last_used": "2019", "confidence": "3"},
    ),
    "AvailabilityForm": ("told", *own("profile_section", "availability", mon="school", sun="", terms="all year")),
    "WantedWorkForm": ("told", *own("profile_section", "work", **WANTED)),
    "WantedHelpForm": ("told", *own("profile_section", "help", topics="none", hopes="Confidence")),
    "OverruleForm": ("referred", *own("application_decide", eligible="no", why="Read it")),
    "ReopenForm": ("referred", *own("section_reopen", section="support", why="Look at it")),
    "NotRightForm": ("phone", lambda application: link("phone_not_right", application), {"what": "The year"}),
    "PhoneStartForm": (
        "referred",
        lambda application: reverse("returners:phone_start"),
        {"cohort": "1", "full_name": "Ada", "email": "ada@example.org", "phone": "07700 900123"},
    ),
    "ResizeForm": (
        "referred",
        lambda application: reverse("returners:pool_resize", args=[application.cohort.pools.get().pk]),
        {"capacity": "20", "allowance": "2", "why": "Room"},
    ),
    "CalendarForm": ("referred", in_cohort("cohort_calendar"), CALENDAR),
    "CalendarChangeForm": ("referred", in_cohort("cohort_calendar_check", CALENDAR), {"why": "The hall", "seen": "x"}),
    "CohortForm": ("referred", of_programme("cohort_add"), NEW_COHORT),
    "WordsForm": ("referred", of_programme("programme_change"), WORDS),
    "ProgrammeForm": ("administrator", of_programme("programme_change"), PROGRAMME),
    "NewProgrammeForm": ("administrator", lambda application: reverse("cohorts:programme_add"), PROGRAMME),
    "StrandSettingsForm": ("administrator", of_programme("strand_add"), {"name": "Social work", "about": "Adults"}),
    "RulesForm": (
        "referred",
        of_programme("rules_change"),
        {"regions": "Wales", "min_break_months": "18", "fields_worked_in": "technology", "seen": "x"},
    ),
    "TextForm": ("referred", of_programme("text_publish", "agreement"), {"body": "I will come.", "shown": "x"}),
    "ApplicationFilterForm": (
        "referred",
        lambda application: reverse("returners:application_list"),
        {"cohort": "1", "strand": "1", "status": "in review", "place": "waiting"},
    ),
    "ExportForm": (
        "referred",
        lambda application: reverse("returners:application_export"),
        {"kind": "csv", "why": "A meeting"},
    ),
    "SearchForm": ("referred", lambda application: reverse("reporting:search"), {"text": "Ada"}),
    # Never a way that there is: the same person is to be there for the next field.
    "ErasePersonForm": (
        "administrator",
        lambda application: reverse("portal:person_erase", args=[application.person.uuid]),
        {"how": "in a dream"},
    ),
    "DownloadPersonForm": (
        "administrator",
        lambda application: reverse("portal:person_download", args=[application.person.uuid]),
        {"how": "in a dream"},
    ),
    "InterestForm": (
        "draft",
        lambda draft: reverse("cohorts:interest_create", args=[CohortFactory(closed=True).programme.slug]),
        {"email": "ada@example.org"},
    ),
    "RetentionForm": (
        "administrator",
        lambda application: reverse("portal:retention_change", args=["letter"]),
        {"period": "30", "why": "The funder asks for it"},
    ),
    "HoldForm": (
        "administrator",
        lambda application: reverse("portal:person_hold", args=[application.person.uuid]),
        {"why": "A complaint"},
    ),
    "TrailForm": (
        "administrator",
        lambda application: reverse("portal:trail_list"),
        {"who": "a@b.org", "about": "R123-4567", "table": "returners_application", "verb": "looked", "days": "7"},
    ),
    "ManagerForm": (
        "administrator",
        lambda application: reverse("cohorts:manager_invite", args=[application.programme.slug]),
        {"email": "ada@example.org"},
    ),
}
ANSWERS = {
    "border": {"postcode": "SY10 7AA"},
    "below": {"situation": "working below skill level"},
    "referred": {"situation": "studying"},
    "turned down": {"field": "other"},
}
ANSWERED = {"field": "technology"}
SHOWN_AS_TYPED = re.compile(r"[\x20-\x7e]{3,}")


def scene(state: str) -> tuple[Client, Application]:
    """Somebody signed in who may fill the form in, and the application it is about."""
    application = (
        ProfileFactory(told=True).application if state == "told" else ApplicationFactory(**ANSWERS.get(state, {}))
    )
    if state == "administrator":
        return sign_in(Client(), AdministratorFactory()), application
    if state == "confirmed":
        application, client = confirmed()
        return client, application
    if state == "phone":
        draft = PhoneDraftFactory(application=application)
        actions.send_to_confirm(draft, by=draft.taken_by, at=timezone.now())
        return Client(), application
    if state in ("offered", "referred", "turned down"):
        application = actions.submit(application, at=timezone.now())
    if state == "answered":
        client = Client()
        client.post(reverse("returners:eligibility_question", args=[application.programme.slug, "field"]), ANSWERED)
        return client, application
    if state != "referred":
        return sign_in(Client(), application.person), application
    manager = ProgrammeManagerFactory()
    make_manager(application.programme, person=manager)
    return sign_in(Client(), manager), application


def is_text(page: str, field: str) -> bool:
    """Whether the field is one to type into, so that what was typed has to be there again."""
    found = re.search(rf'<(input|textarea|select)[^>]*\bname="{field}"[^>]*>', page)
    return bool(found) and found[1] != "select" and not re.search(r'type="(radio|checkbox|file|hidden)"', found[0])


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("form", FORMS)
def test_form_survives_anything(form, odd):
    state, where, given = FORMS[form]
    send: Callable = "get" if form in ("ApplicationFilterForm", "TrailForm") else "post"
    client, application = scene(state)
    url = where(application)

    for field in given:
        response = getattr(client, send)(url, {**given, field: ODD[odd]})

        assert response.status_code in (200, 302), field
        if response.streaming:
            continue  # an answer as well: a file
        if response.status_code == 302:
            # It was an answer: a new scene for the next field.
            assert client.get(response.url, follow=True).status_code == 200
            client, application = scene(state)
            url = where(application)
        elif response.context["form"].errors and is_text(response.text, field):
            for part in SHOWN_AS_TYPED.findall(ODD[odd]):
                assert escape(part) in response.text, (field, "lost what was typed")
        assert "<script>alert" not in response.text


@pytest.mark.parametrize("form", FORMS)
def test_form_without_anything_in_it_asks_for_what_is_missing(form):
    state, where, given = FORMS[form]
    client, application = scene(state)

    response = client.post(where(application), dict.fromkeys(given, ""))

    assert response.status_code in (200, 302)


@pytest.mark.parametrize("form", FORMS)
def test_form_survives_fields_twice_and_fields_of_its_own(form):
    state, where, given = FORMS[form]
    client, application = scene(state)
    frozen = {"status": "decided", "person": "1", "programme": "1", "closed_at": "", "uuid": "x", "reference": "x"}

    response = client.post(where(application), {**{name: [value, value] for name, value in given.items()}, **frozen})

    before = application.reference
    application.refresh_from_db()
    assert response.status_code in (200, 302)
    assert application.reference == before


def test_every_form_is_here():
    root, apps = Path(settings.BASE_DIR), ["cohorts", "returners", "portal", "reporting", "demo"]
    trees = [ast.parse(path.read_text()) for app in apps for path in (root / app).rglob("*forms.py")]
    defined = {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}

    bases = {"QuestionForm", "SectionForm", "SignedTextForm", "CalendarFields", "Meta", "HowAskedForm", "ProfileForm"}
    assert defined - bases == set(FORMS)
    assert PortalForm.__name__ not in defined
