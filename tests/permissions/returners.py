"""The pages of applications: before, during and after, by whoever applies and by staff."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from cohorts.models import Cohort
from core import links
from core.documents import Document, Kind
from returners import actions
from returners.actions.carrying import PURPOSE
from returners.models import Application, PhoneDraft
from tests.documents import Paper
from tests.factories.cohorts import CohortFactory
from tests.factories.profiles import ProfileFactory
from tests.factories.ranked import AssessmentFactory, RankedApplicationFactory
from tests.factories.returners import ApplicationFactory, PhoneDraftFactory, SavedCheckFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
returners:eligibility_check       | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:eligibility_check       | GET      | private    | –         | –   | –     | –       | –       | –             | –
returners:eligibility_question    | GET POST | programme  | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:eligibility_question    | GET POST | private    | –         | –   | –     | –       | –       | –             | –
returners:eligibility_result      | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:eligibility_result      | GET      | private    | –         | –   | –     | –       | –       | –             | –
returners:eligibility_break       | GET POST | programme  | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:eligibility_break       | GET POST | private    | –         | –   | –     | –       | –       | –             | –
returners:eligibility_save        | GET POST | programme  | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:eligibility_save        | GET POST | private    | –         | –   | –     | –       | –       | –             | –
returners:eligibility_carry_on    | GET POST | saved      | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:application_start       | GET POST | cohort     | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:application_start       | GET POST | private cohort | –         | –   | –     | –       | –       | –             | –
returners:application_detail      | GET      | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:contact_change          | GET POST | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:application_tasks       | GET      | draft      | sign in   | yes | –     | –       | –       | –             | –
returners:application_send_link   | GET POST | draft      | sign in   | yes | –     | –       | –       | –             | –
returners:application_section     | GET POST | draft      | sign in   | yes | –     | –       | –       | –             | –
returners:application_question    | GET POST | draft      | sign in   | yes | –     | –       | –       | –             | –
returners:application_break       | GET POST | draft      | sign in   | yes | –     | –       | –       | –             | –
returners:application_check       | GET      | draft      | sign in   | yes | –     | –       | –       | –             | –
returners:application_submit      | GET POST | draft      | sign in   | yes | –     | –       | –       | –             | –
returners:application_sent        | GET      | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:reopened_section        | GET POST | reopened   | sign in   | yes | –     | –       | –       | –             | –
returners:reopened_question       | GET POST | reopened   | sign in   | yes | –     | –       | –       | –             | –
returners:reopened_break          | GET POST | reopened   | sign in   | yes | –     | –       | –       | –             | –
returners:offer_accept            | GET POST | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:offer_decline           | GET POST | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:review_ask              | GET POST | turned down | sign in  | yes | –     | –       | –       | –             | –
returners:review_take_back        | GET POST | asked      | sign in   | yes | –     | –       | –       | –             | –
returners:application_withdraw    | GET POST | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:cv_change               | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –             | –
returners:cv_download             | GET      | confirmed  | sign in   | yes | –     | –       | –       | –             | –
returners:cv_remove               | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –             | –
returners:equality_start          | GET POST | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:equality_question       | GET POST | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:equality_answers        | GET      | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:equality_delete         | GET POST | offered    | sign in   | yes | –     | –       | –       | –             | –
returners:phone_confirm           | GET POST | phone link | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:phone_not_right         | GET POST | phone link | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:phone_not_mine          | GET POST | phone link | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:phone_confirmed         | GET      | sent link  | yes       | yes | yes   | yes     | yes     | yes           | yes
returners:phone_list              | GET      |            | sign in   | –   | –     | yes     | yes     | –             | –
returners:phone_start             | GET POST |            | sign in   | –   | –     | yes     | yes     | –             | –
returners:phone_tasks             | GET      | phone      | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_tasks             | GET      | draft      | sign in   | –   | –     | –       | –       | –             | –
returners:phone_section           | GET POST | phone      | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_section           | GET POST | draft      | sign in   | –   | –     | –       | –       | –             | –
returners:phone_question          | GET POST | phone      | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_break             | GET POST | phone      | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_role_list         | GET POST | by phone   | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_role_add          | GET POST | by phone   | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_role_change       | GET POST | phone role | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_role_remove       | GET POST | phone role | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_check             | GET      | phone      | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_send              | GET POST | phone      | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_send              | GET POST | draft      | sign in   | –   | –     | –       | –       | –             | –
returners:phone_delete            | GET POST | phone      | sign in   | –   | –     | yes     | –       | –             | –
returners:phone_delete            | GET POST | draft      | sign in   | –   | –     | –       | –       | –             | –
returners:profile_tasks           | GET      | confirmed  | sign in   | yes | –     | –       | –       | –             | –
returners:profile_section         | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –             | –
returners:work_role_list          | GET POST | work role  | sign in   | yes | –     | –       | –       | –             | –
returners:work_role_add           | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –             | –
returners:work_role_change        | GET POST | work role  | sign in   | yes | –     | –       | –       | –             | –
returners:work_role_remove        | GET POST | work role  | sign in   | yes | –     | –       | –       | –             | –
returners:skill_choose            | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –             | –
returners:skill_rate              | GET POST | skill      | sign in   | yes | –     | –       | –       | –             | –
returners:application_list        | GET      |            | sign in   | –   | –     | yes     | yes     | –             | –
returners:application_export      | GET POST |            | sign in   | –   | –     | yes     | yes     | –             | –
returners:application_review      | GET      | referred   | sign in   | –   | –     | yes     | –       | –             | –
returners:application_review      | GET      | draft      | sign in   | –   | –     | –       | –       | –             | –
returners:cv_read                 | GET      | confirmed  | sign in   | –   | –     | yes     | –       | –             | –
returners:application_decide      | GET POST | referred   | sign in   | –   | –     | yes     | –       | –             | –
returners:application_decide      | GET POST | draft      | sign in   | –   | –     | –       | –       | –             | –
returners:application_decide_again | GET POST | not offered | sign in   | –   | –     | yes     | –       | –             | –
returners:section_reopen          | GET POST | referred   | sign in   | –   | –     | yes     | –       | –             | –
returners:section_reopen          | GET POST | draft      | sign in   | –   | –     | –       | –       | –             | –
returners:section_shut            | GET POST | reopened   | sign in   | –   | –     | yes     | –       | –             | –
returners:cohort_list             | GET      |            | sign in   | –   | –     | yes     | yes     | –             | –
returners:cohort_detail           | GET      | cohort     | sign in   | –   | –     | yes     | –       | –             | –
returners:cohort_calendar         | GET POST | cohort     | sign in   | –   | –     | yes     | –       | yes           | –
returners:cohort_calendar_check   | GET POST | cohort     | sign in   | –   | –     | yes     | –       | yes           | –
returners:pool_resize             | GET POST | pool       | sign in   | –   | –     | yes     | –       | –             | –
"""

ROLE = {
    "job_title": "Changed",
    "employer": "Changed",
    "occupation": "other",
    "start_month": "3",
    "start_year": "2015",
    "still_there": "on",
}

# What is sent to each form: something that would change something.
GIVEN = {
    "returners:eligibility_question": {"postcode": "LS6 3BN"},
    "returners:contact_change": {"phone": "07700 900123", "contact_by": "text"},
    "returners:application_section": {"full_name": "Changed", "phone": "07700 900123", "contact_by": "text"},
    "returners:application_question": {"field": "other"},
    "returners:application_break": {"reason": "childcare", "start_month": "3", "start_year": "2015"},
    "returners:section_reopen": {"section": "support", "why": "Changed"},
    "returners:reopened_question": {"postcode": "LS8 1AB"},
    "returners:reopened_break": {"reason": "childcare", "start_month": "3", "start_year": "2015"},
    "returners:phone_not_right": {"what": "Changed"},
    "returners:phone_section": {"full_name": "Changed", "phone": "07700 900123", "contact_by": "text"},
    "returners:phone_question": {"postcode": "LS8 1AB"},
    "returners:phone_break": {"reason": "childcare", "start_month": "3", "start_year": "2015"},
    "returners:phone_role_list": {"done": "yes"},
    "returners:phone_role_add": ROLE,
    "returners:phone_role_change": ROLE,
    "returners:offer_accept": {"signed_name": "Changed", "version": "1", "agree": "on"},
    "returners:offer_decline": {"reason": "Changed"},
    "returners:review_ask": {"said": "Changed"},
    "returners:application_withdraw": {"why": "Changed"},
    "returners:cv_change": {"cv": Paper()},
    "returners:profile_section": {"hours": "full time", "patterns": "home", "travel": "none", "kinds": "training"},
    "returners:work_role_list": {"done": "yes"},
    "returners:work_role_add": ROLE,
    "returners:work_role_change": ROLE,
    "returners:skill_choose": {"none": "on"},
    "returners:skill_rate": {"last_used": "2001", "confidence": "2"},
    "returners:application_decide": {"eligible": "no", "why": "Changed"},
    "returners:application_decide_again": {"gives_place": "yes", "why": "Changed"},
    "returners:application_export": {"kind": "csv", "why": "Changed"},
    "returners:equality_start": {"wanted": "yes"},
    "returners:equality_question": {"answer": "35-44"},
    "returners:pool_resize": {"capacity": 20, "allowance": 1, "why": "Changed"},
}
FIXED = {
    "question": "postcode",
    "section": "contact",
    "part": "work",
    "key": "new",
    "returners:equality_question": {"question": "age"},
}
# Opening these is written down: who looked at whom.
LOOKED_AT = {
    # By the person themselves, of an offer: see docs/decisions/offers_opened.md.
    "returners:application_detail",
    "returners:offer_accept",
    "returners:application_list",
    "returners:application_review",
    "returners:application_decide",
    "returners:application_decide_again",
    "returners:cohort_detail",
    "returners:cv_read",
    "returners:section_reopen",
    "returners:phone_list",
    "returners:phone_tasks",
    "returners:phone_section",
    "returners:phone_question",
    "returners:phone_break",
    "returners:phone_role_list",
    "returners:phone_role_add",
    "returners:phone_role_change",
    "returners:phone_role_remove",
    "returners:phone_check",
    "returners:phone_send",
    "returners:phone_delete",
}
# Anybody who is signed in may press these without anything being written down at once.
QUIET = {
    "returners:equality_start",
    "returners:equality_delete",
    "returners:eligibility_question",
    "returners:eligibility_break",
    "returners:eligibility_save",
    "returners:eligibility_carry_on",
    "returners:application_question",
    # Shows what it would change first: tests/returners/test_views_calendar.py presses on.
    "returners:cohort_calendar",
    "returners:cohort_calendar_check",
    # The other manager's list is empty.
    "returners:application_export",
    "returners:phone_start",
    # Nothing is sent that was not read: the press has to say what stood on the page.
    "returners:phone_confirm",
}


def application(world: SimpleNamespace, state: str) -> Application:
    turned_down = {"field": "other"}
    answers = {"referred": {"situation": "studying"}, "turned down": turned_down, "asked": turned_down}.get(state, {})
    found = ApplicationFactory(person=world.people["own"], cohort=world.cohort, **answers)
    if state == "draft":
        return found
    found = actions.submit(found, at=timezone.now())
    if state == "asked":
        actions.ask_for_review(found, at=timezone.now())
    return found


def confirmed(world: SimpleNamespace) -> Application:
    """A place taken up, and a CV sent."""
    offered = application(world, "offered")
    agreement = offered.programme.text("agreement")
    actions.accept(offered.places.get(), agreement=agreement, signed_name="Amina Hussain", at=timezone.now())
    document = Document(Kind.PDF, "CV.pdf", Paper().read())
    actions.keep_cv(offered, document, at=timezone.now(), by=offered.person)
    return offered


def reopened(world: SimpleNamespace) -> Application:
    """Somebody's, with a person, and their answers open again."""
    referred = application(world, "referred")
    by = world.people["manager"]
    actions.reopen(referred, section="eligibility", why="Check.", by=by, at=timezone.now())
    return referred


def by_phone(world: SimpleNamespace, *, confirmed: bool = False) -> PhoneDraft:
    """Somebody's, as staff took it down, with the link on its way to them."""
    draft = PhoneDraftFactory(taken_by=world.people["manager"], application__cohort=world.cohort)
    actions.send_to_confirm(draft, by=draft.taken_by, at=timezone.now() - dt.timedelta(minutes=5))
    draft.refresh_from_db()
    if confirmed:
        declarations = world.cohort.programme.text("declarations")
        actions.confirm(draft, shown=draft.as_shown(declarations), at=timezone.now())
    return draft


def ranked(world: SimpleNamespace) -> Cohort:
    """Another cohort of the same programme, whose places go by score."""
    return CohortFactory(programme=world.programme, ranked=True)


def not_offered(world: SimpleNamespace) -> Application:
    return AssessmentFactory(application__person=world.people["own"], application__cohort=ranked(world)).application


def ranked_by_phone(world: SimpleNamespace) -> Application:
    """Taken down by a manager, with one role and not all of them told."""
    found = RankedApplicationFactory(cohort=ranked(world), declarations=None, declared_at=None)
    Application.objects.filter(pk=found.pk).update(has_told_roles=False)
    PhoneDraftFactory(application=found, taken_by=world.people["manager"])
    return found


def told(world: SimpleNamespace, rows: str) -> Keys:
    """A row of what somebody with a confirmed place has told."""
    profile = ProfileFactory(application__person=world.people["own"], application__cohort=world.cohort, told=True)
    type(profile).objects.filter(pk=profile.pk).update(has_told_all_roles=False)
    return {"uuid": profile.application.uuid, "pk": getattr(profile.application, rows).get().pk}


def private_cohort(world: SimpleNamespace) -> Keys:
    cohort = CohortFactory(programme__is_public=False)
    return {"programme_slug": cohort.programme.slug, "slug": cohort.slug}


def saved_check(world: SimpleNamespace) -> Keys:
    return {"token": links.sign(PURPOSE, str(SavedCheckFactory(programme=world.programme).uuid))}


ABOUT: About = {
    **around_a_programme.ABOUT,
    "private cohort": private_cohort,
    "saved": saved_check,
    "draft": lambda world: {"uuid": application(world, "draft").uuid},
    "offered": lambda world: {"uuid": application(world, "offered").uuid},
    "referred": lambda world: {"uuid": application(world, "referred").uuid},
    "turned down": lambda world: {"uuid": application(world, "turned down").uuid},
    "asked": lambda world: {"uuid": application(world, "asked").uuid},
    "reopened": lambda world: {"uuid": reopened(world).uuid},
    "confirmed": lambda world: {"uuid": confirmed(world).uuid},
    "work role": lambda world: told(world, "work_roles"),
    "skill": lambda world: told(world, "known_skills"),
    "not offered": lambda world: {"uuid": not_offered(world).uuid},
    "by phone": lambda world: {"uuid": ranked_by_phone(world).uuid},
    "phone role": lambda world: {"uuid": (found := ranked_by_phone(world)).uuid, "pk": found.work_roles.get().pk},
    "phone": lambda world: {"uuid": by_phone(world).application.uuid},
    "phone link": lambda world: {"token": by_phone(world).token},
    "sent link": lambda world: {"token": by_phone(world, confirmed=True).token},
    "pool": lambda world: {"pk": world.cohort.pools.get().pk},
}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
