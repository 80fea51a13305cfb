"""What mentors are asked, and what staff do around a run and the questions it leads to."""

from types import SimpleNamespace

from django.utils import timezone

from mentoring.models import Mentor, NextAsk, Pair
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.mentoring import MentorFactory, PairFactory, ProposalFactory, RunFactory
from tests.permissions.around_a_pair import A_PAIR
from tests.permissions.table import About, Keys, Table

ROWS = """
page                       | methods  | about         | anonymous | returner | mentor | other returner | other mentor | manager | foreign | administrator
mentoring:ask_detail       | GET      | asked         | sign in   | –        | yes    | –              | –            | –       | –       | –
mentoring:ask_accept       | POST     | asked         | sign in   | –        | yes    | –              | –            | –       | –       | –
mentoring:ask_decline      | GET POST | asked         | sign in   | –        | yes    | –              | –            | –       | –       | –
mentoring:proposal_detail  | GET POST | proposal      | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:run_publish      | GET POST | proposal      | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:run_published    | GET      | published     | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:match_list       | GET      | two           | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:match_detail     | GET POST | two           | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:match_detail     | GET POST | two elsewhere | sign in   | –        | –      | –              | –            | –       | –       | –
mentoring:match_ask        | POST     | two           | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:match_ask        | POST     | two elsewhere | sign in   | –        | –      | –              | –            | –       | –       | –
mentoring:ask_look_again   | POST     | waiting       | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:ask_list         | GET      | cohort        | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:ask_record       | GET      | asked         | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:ask_another      | POST     | asked         | sign in   | –        | –      | –              | –            | yes     | –       | –
"""

SLOTS = ["mon-school"]
GIVEN: dict[str, dict[str, object]] = {
    "mentoring:ask_decline": {"reason": "time", "words": "I work more now"},
    "mentoring:proposal_detail": {"kind": "forbidden"},
    "mentoring:match_detail": {"kind": "locked"},
}


def somebody(world: SimpleNamespace):
    """A returner of the cohort who has no mentor."""
    return EnrolmentFactory(cohort=world.pair.enrolment.cohort, availability=SLOTS)


def asked(world: SimpleNamespace) -> Keys:
    """The mentor has a second place."""
    Mentor.objects.filter(pk=world.pair.mentor_id).update(capacity=2, availability=SLOTS)
    return {"uuid": PairFactory(enrolment=somebody(world), mentor=world.pair.mentor).uuid}


def proposal(world: SimpleNamespace) -> Keys:
    found = ProposalFactory(
        run=RunFactory(cohort=world.pair.enrolment.cohort),
        enrolment=somebody(world),
        mentor=MentorFactory(programme=world.programme, availability=SLOTS),
    )
    return {"uuid": found.run.uuid, "enrolment_uuid": found.enrolment.uuid}


def published(world: SimpleNamespace) -> Keys:
    run = RunFactory(cohort=world.pair.enrolment.cohort, status="published", published_at=timezone.now())
    Pair.objects.filter(pk=world.pair.pk).update(run=run)
    return {"uuid": run.uuid}


def two(world: SimpleNamespace) -> Keys:
    mentor = MentorFactory(programme=world.programme, availability=SLOTS)
    return {"uuid": somebody(world).uuid, "mentor_uuid": mentor.uuid}


def two_elsewhere(world: SimpleNamespace) -> Keys:
    """A mentor of another programme."""
    return two(world) | {"mentor_uuid": MentorFactory(availability=SLOTS).uuid}


def waiting(world: SimpleNamespace) -> Keys:
    enrolment = somebody(world)
    NextAsk.objects.create(enrolment=enrolment, since=timezone.now(), ran_out_at=timezone.now())
    return {"uuid": enrolment.uuid}


def cohort(world: SimpleNamespace) -> Keys:
    found = world.pair.enrolment.cohort
    return {"programme_slug": found.programme.slug, "slug": found.slug}


ABOUT: About = {
    "asked": asked,
    "proposal": proposal,
    "published": published,
    "two": two,
    "two elsewhere": two_elsewhere,
    "waiting": waiting,
    "cohort": cohort,
}
# To look at two people is written down; nobody needs to be asked for that.
LOOKED_AT = {
    "mentoring:proposal_detail",
    "mentoring:match_list",
    "mentoring:match_detail",
    "mentoring:ask_list",
    "mentoring:ask_record",
}
# A press counts only if it comes from a page that showed how things are.
QUIET = {"mentoring:proposal_detail", "mentoring:match_detail", "mentoring:run_publish"}
TABLE = Table(A_PAIR, ROWS, ABOUT, GIVEN, looked_at=LOOKED_AT, quiet=QUIET)
