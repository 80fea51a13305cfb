"""From rows to people: whom a run is about, what staff set by hand, and what came of earlier pairs.

As many queries for three hundred as for three.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet, TextField

from cohorts.models import Cohort, Enrolment
from core import occupations
from core.skills import Skill
from employers.likeness import PlainName
from mentoring.models import Hand, Mentor, Pair, Run, Unmatched, Wants
from mentoring.people import LEAST_SENIORITY, Mode, Person, Wish
from mentoring.people import Pair as Ids
from returners.models import KnownSkill, WantedTopic, WorkRole

# Whoever answers so had no employer that others come from, too.
NO_EMPLOYER = frozenset({"", "self employed", "self employment", "freelance", "freelancer", "none", "n a"})

FIELDS = {f"soc-{code}": one.name for code, one in occupations.occupations().items()}

Skills = dict[int, Skill]
Codes = dict[int, set[int]]
Names = dict[int, set[str]]


@dataclass(frozen=True)
class Gathered:
    """Both sides of a run. Ids are UUIDs as text, of enrolments and of mentors; `names` says what a code stands for.

    A mentor who has no place left is there with a capacity of 0, so that it can be said that they would fit.
    `set_aside` are locked pairs of which the mentor takes nobody new at present.
    """

    mentees: list[Person]
    mentors: list[Person]
    wish: Wish
    enrolments: dict[str, Enrolment]
    mentor_rows: dict[str, Mentor]
    names: dict[str, str]
    set_aside: list[Ids]

    def name(self, code: str) -> str:
        return self.names.get(code, code)


def gather(cohort: Cohort, *, alone: Enrolment | None = None) -> Gathered:
    """Everybody whom a run of this cohort is about now; or of its returners one `alone`, to ask the next best for."""
    enrolments = list(_of_one(alone) if alone else mentees_of(cohort).order_by("pk"))
    mentors = list(mentors_of(cohort).order_by("pk"))
    skills = Skill.objects.in_bulk()
    mentees = _mentees(enrolments, skills)
    offered = _mentors(mentors, skills)
    wish, set_aside = _wish(enrolments, mentors)
    return Gathered(
        [mentees[one.pk]._replace(exclude=_themselves(one, mentors)) for one in enrolments],
        [offered[one.pk] for one in mentors],
        wish,
        {str(one.uuid): one for one in enrolments},
        {str(one.uuid): one for one in mentors},
        {_skill(key): skill.name for key, skill in skills.items()} | FIELDS,
        set_aside,
    )


# -- Who ---------------------------------------------------------------------------------------------------------------


def mentees_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Those who take part, want a mentor and have none: nobody is being asked for them, and none was until the end."""
    had = Pair.objects.filter(
        Q(status__in=[*Pair.LIVE, Pair.Status.COMPLETED]) | Q(status=Pair.Status.ENDED, reason=Pair.Reason.ENOUGH),
        person=OuterRef("person"),
        programme=cohort.programme_id,
    )
    taking_part = Enrolment.objects.active().filter(cohort=cohort)
    return _with_wants(taking_part.exclude(mentor_wants__wants_mentor=False).exclude(Exists(had)))


def _of_one(enrolment: Enrolment) -> QuerySet[Enrolment]:
    return _with_wants(Enrolment.objects.filter(pk=enrolment.pk))


def _with_wants(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    return enrolments.select_related("person", "strand", "cohort", "mentor_wants")


def mentors_of(cohort: Cohort) -> QuerySet[Any]:
    """Those who take somebody new in this programme, with how many they have now, of whichever cohort."""
    live = Count("pairs", filter=Q(pairs__status__in=Pair.LIVE))
    approved = Mentor.objects.approved().filter(programme=cohort.programme_id, person__is_active=True)
    return approved.annotate(live=live).select_related("person", "strand", "organisation")


# -- As people ---------------------------------------------------------------------------------------------------------


def _mentees(enrolments: list[Enrolment], skills: Skills) -> dict[int, Person]:
    """By key of the enrolment: as they said on the page about their mentor, and else as their profile says."""
    keys = [one.pk for one in enrolments]
    roles = _roles(keys)
    known = _codes(KnownSkill.objects.filter(application__profile__enrolment__in=keys), PROFILE, "skill")
    topics = _codes(WantedTopic.objects.filter(application__profile__enrolment__in=keys), PROFILE, "skill")
    told = _codes(Wants.skills.through.objects.filter(wants__enrolment__in=keys), "wants__enrolment", "skill")
    employers = _plain_names(Wants.objects.filter(enrolment__in=keys), "enrolment", _each("employers"))
    left_out = _left_out(enrolments)
    people = {}
    for one in enrolments:
        wants = getattr(one, "mentor_wants", None)
        codes = told[one.pk] if wants else known[one.pk] | topics[one.pk]
        occupation, worked_for = roles[one.pk]
        people[one.pk] = Person(
            id=str(one.uuid),
            strand=one.strand.slug,
            field=_field(wants.occupation, wants.occupation_version) if wants else occupation,
            skills=_of_group(codes, skills, topics=False),
            topics=_of_group(codes, skills, topics=True),
            region=one.region,
            mode=wants.mode if wants else Mode.EITHER,
            slots=frozenset(one.availability),
            seniority=wants.seniority if wants else LEAST_SENIORITY,
            other_employers=frozenset((worked_for | employers[one.pk]) - NO_EMPLOYER),
            wished=tuple(map(_skill, wants.wishes)) if wants else (),
            left_out=left_out.get((one.person_id, one.cohort.programme_id), 0),
        )
    return people


def _mentors(mentors: list[Mentor], skills: Skills) -> dict[int, Person]:
    keys = [one.pk for one in mentors]
    rows = Mentor.objects.filter(pk__in=keys)
    codes = _codes(Mentor.skills.through.objects.filter(mentor__in=keys), "mentor", "skill")
    employers = _plain_names(rows, "pk", F("employer"), F("organisation__name"))
    other_names = _plain_names(rows, "pk", _each("organisation__other_names"))
    return {
        one.pk: Person(
            id=str(one.uuid),
            strand=one.strand.slug,
            field=_field(one.occupation, one.occupation_version),
            skills=_of_group(codes[one.pk], skills, topics=False),
            topics=_of_group(codes[one.pk], skills, topics=True),
            region=one.region,
            mode=one.mode,
            slots=frozenset(one.availability),
            seniority=one.seniority,
            other_employers=frozenset((employers[one.pk] | other_names[one.pk]) - NO_EMPLOYER),
            capacity=max(0, one.capacity - one.live),  # type: ignore[attr-defined]
        )
        for one in mentors
    }


PROFILE = "application__profile__enrolment"


def _roles(enrolments: list[int]) -> dict[int, tuple[str, set[str]]]:
    """For each, the field of the last role in our fields, and every employer."""
    roles = WorkRole.objects.filter(application__profile__enrolment__in=enrolments)
    found: dict[int, tuple[str, set[str]]] = defaultdict(lambda: ("", set()))
    for key, code, version, employer in roles.values_list(
        PROFILE, "occupation", "occupation_version", PlainName("employer")
    ):
        field, employers = found[key]
        found[key] = field or _field(code, version), employers | {employer}
    return found


def _codes(rows: QuerySet, key: str, skill: str) -> Codes:
    found: Codes = defaultdict(set)
    for one, code in rows.values_list(key, skill):
        found[one].add(code)
    return found


def _plain_names(rows: QuerySet, key: str, *columns: F | Func) -> Names:
    """Names as names are compared, without Ltd and the like."""
    found: Names = defaultdict(set)
    for one, *names in rows.order_by().values_list(key, *map(PlainName, columns)):
        found[one].update(name for name in names if name)
    return found


def _each(column: str) -> Func:
    """A row for each text of an array."""
    return Func(F(column), function="unnest", output_field=TextField())


def _left_out(enrolments: list[Enrolment]) -> dict[tuple[int, int], int]:
    """By person and programme, how many published runs found nobody for them."""
    people = [one.person_id for one in enrolments]
    left_out = Unmatched.objects.filter(run__status=Run.Status.PUBLISHED, enrolment__person__in=people)
    counted = left_out.values_list("enrolment__person", "run__cohort__programme").annotate(times=Count("pk"))
    return {(person, programme): times for person, programme, times in counted}


# -- What was set, and what came before --------------------------------------------------------------------------------


def _wish(enrolments: list[Enrolment], mentors: list[Mentor]) -> tuple[Wish, list[Ids]]:
    """What staff set by hand on those in the run; and no two are asked about each other a second time.

    The second are pairs that staff keep together, but whose mentor takes nobody new or was asked before.
    """
    mentee_of = {one.pk: str(one.uuid) for one in enrolments}
    mentor_of = {one.pk: str(one.uuid) for one in mentors}
    tried = _tried(enrolments, mentor_of)
    locked, forbidden, set_aside = set[Ids](), set(tried), list[Ids]()
    for hand in Hand.objects.filter(enrolment__in=mentee_of).select_related("mentor"):
        pair = mentee_of[hand.enrolment_id], str(hand.mentor.uuid)
        if hand.kind == Hand.Kind.LOCKED and (hand.mentor_id not in mentor_of or pair in tried):
            set_aside.append(pair)
        elif hand.mentor_id in mentor_of:
            (locked if hand.kind == Hand.Kind.LOCKED else forbidden).add(pair)
    return Wish(frozenset(locked), frozenset(forbidden)), sorted(set_aside)


def _tried(enrolments: list[Enrolment], mentor_of: dict[int, str]) -> set[Ids]:
    """By person: whoever has moved to another cohort is still the same to a mentor."""
    mentee_of = {one.person_id: str(one.uuid) for one in enrolments}
    pairs = Pair.objects.over_for_good().filter(person__in=mentee_of, mentor__in=mentor_of)
    return {(mentee_of[person], mentor_of[mentor]) for person, mentor in pairs.values_list("person", "mentor")}


def _themselves(enrolment: Enrolment, mentors: list[Mentor]) -> frozenset[str]:
    """Nobody mentors themselves."""
    return frozenset(str(one.uuid) for one in mentors if one.person_id == enrolment.person_id)


# -- Codes -------------------------------------------------------------------------------------------------------------


def _field(code: str, version: str) -> str:
    """Nothing for a code of another list than ours: it would mean something else."""
    return f"soc-{code}" if occupations.name_of(code, version) else ""


def _skill(key: int) -> str:
    return str(key)


def _of_group(keys: Iterable[int], skills: Skills, *, topics: bool) -> frozenset[str]:
    return frozenset(_skill(key) for key in keys if (skills[key].group == Skill.Group.TOPIC) == topics)
