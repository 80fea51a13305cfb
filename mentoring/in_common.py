"""What the two of a pair share, as both may read it: nothing of what either wished for, or asked not to have."""

from django.db.models import Q

from core.skills import Skill
from core.slots import in_words
from core.words import listed
from mentoring.models import Pair, Wants
from returners.models import KnownSkill, WantedTopic


def in_common(pair: Pair) -> list[str]:
    """A line for each: the field, skills and topics, the region, times of the week."""
    mentor, enrolment = pair.mentor, pair.enrolment
    wants = Wants.objects.filter(enrolment=enrolment).first()
    told = []
    if wants and wants.occupation == mentor.occupation and mentor.field_name:
        told.append(f"The same field: {mentor.field_name}")
    if names := [str(skill) for skill in _shared(pair, wants)]:
        told.append(f"Skills and topics: {listed(names)}")
    if mentor.region == enrolment.region:
        told.append(f"The same region: {mentor.region}")
    if days := in_words({*mentor.availability} & {*enrolment.availability}):
        told.append(f"Times of the week: {'; '.join(days)}")
    return told


def _shared(pair: Pair, wants: Wants | None) -> list[Skill]:
    """Of those the mentor offers: what the returner said of a mentor, and else what their profile says."""
    offered = pair.mentor.skills.order_by("group", "position", "name")
    if wants:
        return list(offered.filter(pk__in=wants.skills.values("pk")))
    told = [model.objects.filter(application__profile__enrolment=pair.enrolment) for model in (KnownSkill, WantedTopic)]
    known, topics = (rows.values("skill") for rows in told)
    return list(offered.filter(Q(pk__in=known) | Q(pk__in=topics)))
