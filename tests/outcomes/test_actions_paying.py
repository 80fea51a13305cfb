import datetime as dt
from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit import AuditEntry
from core.calendar import uk_day
from core.errors import Refused
from outcomes.actions.needs import set_budget
from outcomes.actions.paying import award, claim, close_award, decide_claim
from outcomes.models import Award, Claim, Fund
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.outcomes import AwardFactory, ClaimFactory, FundFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def funded(budget=1000_00, **other):
    enrolment = EnrolmentFactory(**other)
    return enrolment, FundFactory(strand=enrolment.strand, budget_pence=budget)


def given(**other):
    return {"pence": 400_00, "purpose": "travel", "key": uuid4(), "by": ProgrammeManagerFactory(), "at": NOW, **other}


def asked(award, **other):
    return {
        "pence": 45_00,
        "what": Claim.What.TRAVEL,
        "about": "",
        "spent_on": uk_day(NOW),
        "key": uuid4(),
        "by": award.enrolment.person,
        "at": NOW,
        **other,
    }


def test_award_comes_out_of_the_budget_and_is_told():
    enrolment, fund = funded()

    award(enrolment, **given())

    fund.refresh_from_db()
    assert fund.left_pence == 600_00
    assert "£400" in letter_to(enrolment.person, "awarded").subject


def test_award_made_twice_is_one():
    enrolment, fund = funded()
    press = given()

    assert award(enrolment, **press) == award(enrolment, **press)

    fund.refresh_from_db()
    assert fund.awarded_pence == 400_00


def test_award_beyond_the_budget_is_refused_and_leaves_nothing():
    enrolment, fund = funded(budget=399_99)

    with pytest.raises(Refused, match=r"£399\.99 is left"):
        award(enrolment, **given())

    fund.refresh_from_db()
    assert (fund.awarded_pence, Award.objects.count(), letters_to(enrolment.person)) == (0, 0, [])


def test_award_needs_a_budget():
    with pytest.raises(Refused, match="no budget yet"):
        award(EnrolmentFactory(), **given())


def test_nobody_awards_to_themselves_or_to_whoever_has_left():
    enrolment, _ = funded()
    left, _ = funded(ended=True)

    with pytest.raises(Refused, match="yourself"):
        award(enrolment, **given(by=enrolment.person))
    with pytest.raises(Refused, match="no longer take part"):
        award(left, **given())


def test_budget_is_not_lowered_below_what_is_awarded():
    made = AwardFactory()

    with pytest.raises(Refused, match="£500 is awarded already"):
        set_budget(made.fund.strand, pence=499_99, by=ProgrammeManagerFactory())
    set_budget(made.fund.strand, pence=500_00, by=ProgrammeManagerFactory())

    assert Fund.objects.get().left_pence == 0
    assert AuditEntry.objects.filter(why="Budget set to £500").count() == 1


def test_database_lets_nobody_overdraw_a_budget_or_an_award():
    made = AwardFactory()

    for rows, field in ((Fund.objects, "awarded_pence"), (Award.objects, "approved_pence")):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**{field: 10**9})
    assert made.amount_pence == 500_00


def test_claims_never_come_to_more_than_the_award():
    made = AwardFactory()
    claim(made, **asked(made, pence=300_00))

    with pytest.raises(Refused, match="£200 of this award is left"):
        claim(made, **asked(made, pence=200_01))

    claim(made, **asked(made, pence=200_00))


def test_claim_sent_twice_is_one():
    made = AwardFactory()
    press = asked(made)

    assert claim(made, **press) == claim(made, **press)

    assert made.claims.count() == 1


def test_claim_for_what_is_not_spent_yet_is_refused():
    made = AwardFactory()

    with pytest.raises(Refused, match="still to come"):
        claim(made, **asked(made, spent_on=uk_day(NOW) + dt.timedelta(days=2)))


def test_approved_claim_counts_and_is_told():
    asking = ClaimFactory()

    decide_claim(asking, approves=True, why="left over", by=ProgrammeManagerFactory(), at=NOW)

    asking.refresh_from_db()
    asking.award.refresh_from_db()
    assert (asking.status, asking.why, asking.award.approved_pence) == ("approved", "", 45_00)
    assert letters_to(asking.award.enrolment.person) == ["claim_approved"]


def test_refused_claim_says_why_and_frees_what_it_asked_for():
    asking = ClaimFactory(amount_pence=500_00)

    with pytest.raises(Refused, match="Say why"):
        decide_claim(asking, approves=False, why="", by=ProgrammeManagerFactory(), at=NOW)
    decide_claim(asking, approves=False, why="The receipt is missing.", by=ProgrammeManagerFactory(), at=NOW)

    assert "The receipt is missing." in letter_to(asking.award.enrolment.person, "claim_refused").text
    claim(asking.award, **asked(asking.award, pence=500_00))


def test_claim_decided_twice_the_same_way_counts_once_and_the_other_way_is_refused():
    asking, by = ClaimFactory(), ProgrammeManagerFactory()

    for _ in range(2):
        decide_claim(asking, approves=True, why="", by=by, at=NOW)
    with pytest.raises(Refused, match="decided already"):
        decide_claim(asking, approves=False, why="No", by=by, at=NOW)

    assert Award.objects.get().approved_pence == 45_00


def test_nobody_decides_on_their_own_claim():
    asking = ClaimFactory()

    with pytest.raises(Refused, match="your own claim"):
        decide_claim(asking, approves=True, why="", by=asking.award.enrolment.person, at=NOW)


def test_closed_award_gives_back_what_was_not_approved():
    asking, by = ClaimFactory(), ProgrammeManagerFactory()
    with pytest.raises(Refused, match="Decide on it first"):
        close_award(asking.award, by=by, at=NOW)
    decide_claim(asking, approves=True, why="", by=by, at=NOW)

    for _ in range(2):
        close_award(asking.award, by=by, at=NOW)

    assert Fund.objects.get().awarded_pence == 45_00
    assert "£45 of it was approved" in letter_to(asking.award.enrolment.person, "award_closed").text
    with pytest.raises(Refused, match="is closed"):
        claim(asking.award, **asked(asking.award, pence=1))


# -- Races -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_budget_holds_however_many_award_at_once():
    enrolment, fund = funded(budget=1000_00)
    by = ProgrammeManagerFactory()

    made = in_parallel((partial(award, enrolment, **given(by=by)) for _ in range(6)), may_raise=(Refused,))

    fund.refresh_from_db()
    assert sum(isinstance(one, Award) for one in made) == 2
    assert fund.awarded_pence == 800_00 == sum(one.amount_pence for one in Award.objects.all())


@pytest.mark.django_db(transaction=True)
def test_award_holds_however_many_claims_come_at_once():
    made = AwardFactory(amount_pence=100_00)

    in_parallel((partial(claim, made, **asked(made, pence=40_00)) for _ in range(5)), may_raise=(Refused,))

    assert sorted(one.amount_pence for one in made.claims.all()) == [40_00, 40_00]


@pytest.mark.django_db(transaction=True)
def test_claim_approved_by_two_at_once_counts_once():
    asking, by = ClaimFactory(), ProgrammeManagerFactory()

    in_parallel([partial(decide_claim, asking, approves=True, why="", by=by, at=NOW)] * 3)

    assert Award.objects.get().approved_pence == 45_00


@pytest.mark.django_db(transaction=True)
def test_budget_lowered_as_an_award_is_made_is_never_overdrawn():
    enrolment, fund = funded(budget=500_00)
    by = ProgrammeManagerFactory()

    in_parallel(
        [
            partial(award, enrolment, **given(by=by)),
            partial(set_budget, fund.strand, pence=300_00, by=by),
        ],
        may_raise=(Refused,),
    )

    fund.refresh_from_db()
    assert (fund.budget_pence, fund.awarded_pence) in [(500_00, 400_00), (300_00, 0)]
