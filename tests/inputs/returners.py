"""The forms of the check and of an application, and those of staff about one."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from cohorts.actions import make_manager
from returners import actions
from returners.models import Application, PhoneDraft
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.profiles import ProfileFactory
from tests.factories.ranked import AssessmentFactory, RankedApplicationFactory
from tests.factories.returners import ApplicationFactory, PhoneDraftFactory
from tests.inputs import scenes
from tests.inputs.form import Typed
from tests.returners.places import confirmed
from tests.typed import CALENDAR

Where = Callable[[Application], str]


def answered() -> scenes.Scene:
    """Somebody who has not signed in, with the first answers of a check."""
    application, client = ApplicationFactory(), Client()
    url = reverse("returners:eligibility_question", args=[application.programme.slug, "field"])
    client.post(url, {"field": "technology"})
    return client, application


def told() -> scenes.Scene:
    """Whoever has told everything after the decision."""
    application = ProfileFactory(told=True).application
    return sign_in(Client(), application.person), application


def with_place() -> scenes.Scene:
    application, client = confirmed()
    return client, application


def by_phone() -> scenes.Scene:
    """A caller who need not sign in, with the link to what staff took down."""
    application = ApplicationFactory()
    draft = PhoneDraftFactory(application=application)
    actions.send_to_confirm(draft, by=draft.taken_by, at=timezone.now())
    return Client(), application


def ranked() -> scenes.Scene:
    application = RankedApplicationFactory()
    return sign_in(Client(), application.person), application


def after_a_release() -> scenes.Scene:
    """A manager, and an application that a release gave no place."""
    application = AssessmentFactory().application
    person = ProgrammeManagerFactory()
    make_manager(application.programme, person=person)
    actions.ask_for_review(application, at=timezone.now())
    return sign_in(Client(), person), application


SCENES = {
    "ranked": ranked,
    "released": after_a_release,
    "draft": scenes.draft,
    "border": lambda: scenes.draft(postcode="SY10 7AA"),
    "below": lambda: scenes.draft(situation="working below skill level"),
    "answered": answered,
    "offered": scenes.sent,
    "turned down": lambda: scenes.sent(field="other"),
    "confirmed": with_place,
    "told": told,
    "phone": by_phone,
    "manager": scenes.manager,
}


def question(slug: str) -> Where:
    return lambda draft: reverse("returners:eligibility_question", args=[draft.programme.slug, slug])


def own(name: str, *args: str) -> Where:
    return lambda application: reverse(f"returners:{name}", args=[application.uuid, *args])


def calendar_check(application: Application) -> str:
    cohort = application.cohort
    url = reverse("returners:cohort_calendar_check", args=[cohort.programme.slug, cohort.slug])
    return f"{url}?{urlencode(CALENDAR)}"


def phone_link(application: Application) -> str:
    """Where the letter leads."""
    return reverse("returners:phone_not_right", args=[PhoneDraft.objects.get(application=application).token])


def first_question(application: Application) -> str:
    section = f"question-{application.criteria_asked[0].pk}"
    return reverse("returners:application_section", args=[application.uuid, section])


def last_skill(told: Application) -> str:
    return reverse("returners:skill_rate", args=[told.uuid, told.known_skills.first().pk])


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

FORMS = {
    "PostcodeForm": Typed("draft", question("postcode"), {"postcode": "LS6 3BN"}),
    "CouncilForm": Typed("border", own("application_question", "council"), {"council": "Shropshire"}),
    "WorkForm": Typed("draft", question("work"), {"situation": "studying"}),
    "CaringForm": Typed("below", own("application_question", "caring"), {"because_of_caring": "yes"}),
    "BreakForm": Typed("draft", question("break"), BREAK),
    "OneBreakForm": Typed("draft", own("application_break", "new"), BREAK),
    "SaveCheckForm": Typed(
        "answered",
        lambda draft: reverse("returners:eligibility_save", args=[draft.programme.slug]),
        {"email": "ada@example.org"},
    ),
    "FieldForm": Typed("draft", question("field"), {"field": "technology"}),
    "RightToWorkForm": Typed("draft", question("right-to-work"), {"right_to_work": "yes"}),
    "ContactForm": Typed("draft", own("application_section", "contact"), CONTACT),
    "ContactChangeForm": Typed("offered", own("contact_change"), {"phone": "07700 900123", "contact_by": "text"}),
    "StrandForm": Typed("draft", own("application_section", "strand"), {"strand": "1"}),
    "SupportForm": Typed(
        "draft", own("application_section", "support"), {"needs_support": "yes", "support_needs": "Captions"}
    ),
    "CriterionForm": Typed("ranked", first_question, {"answer": "I would learn what is new."}),
    "DeclarationsForm": Typed("draft", own("application_section", "declarations"), {"version": "1", "agree": "on"}),
    "AcceptForm": Typed("offered", own("offer_accept"), {"signed_name": "Ada", "version": "1", "agree": ""}),
    "ReviewRequestForm": Typed("turned down", own("review_ask"), {"said": "I did work in it"}),
    "DeclineForm": Typed("offered", own("offer_decline"), {"reason": "A job"}),
    "WithdrawForm": Typed("offered", own("application_withdraw"), {"why": "A job"}),
    "CVForm": Typed("confirmed", own("cv_change"), {"cv": "words and no file"}),
    "EqualityStartForm": Typed("offered", own("equality_start"), {"wanted": "no"}),
    "EqualityForm": Typed("offered", own("equality_question", "ethnic-group"), {"answer": "white"}),
    "RoleForm": Typed("told", own("work_role_add"), ROLE),
    "RolesDoneForm": Typed("told", own("work_role_list"), {"done": "yes"}),
    "SkillsForm": Typed("told", own("skill_choose"), {"technology": "1", "engineering": "2", "none": ""}),
    "RatingForm": Typed("told", last_skill, {"last_used": "2019", "confidence": "3"}),
    "AvailabilityForm": Typed(
        "told", own("profile_section", "availability"), {"mon": "school", "sun": "", "terms": "all year"}
    ),
    "WantedWorkForm": Typed("told", own("profile_section", "work"), WANTED),
    "WantedHelpForm": Typed("told", own("profile_section", "help"), {"topics": "none", "hopes": "Confidence"}),
    "OverruleForm": Typed("manager", own("application_decide"), {"eligible": "no", "why": "Read it"}),
    "DecideAgainForm": Typed("released", own("application_decide_again"), {"gives_place": "no", "why": "Read it"}),
    "ReopenForm": Typed("manager", own("section_reopen"), {"section": "support", "why": "Look at it"}),
    "NotRightForm": Typed("phone", phone_link, {"what": "The year"}),
    "PhoneStartForm": Typed(
        "manager",
        lambda application: reverse("returners:phone_start"),
        {"cohort": "1", "full_name": "Ada", "email": "ada@example.org", "phone": "07700 900123"},
    ),
    "ResizeForm": Typed(
        "manager",
        lambda application: reverse("returners:pool_resize", args=[application.cohort.pools.get().pk]),
        {"capacity": "20", "allowance": "2", "why": "Room"},
    ),
    "CalendarChangeForm": Typed("manager", calendar_check, {"why": "The hall", "seen": "x"}),
    "ApplicationFilterForm": Typed(
        "manager",
        lambda application: reverse("returners:application_list"),
        {"cohort": "1", "strand": "1", "status": "in review", "place": "waiting"},
        method="get",
    ),
}
BASES = {"QuestionForm", "SectionForm", "SignedTextForm", "ProfileForm"}
