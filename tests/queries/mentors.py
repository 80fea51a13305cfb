"""Mentors, for themselves and for staff."""

from tests.factories.mentoring import MentorFactory, MentorResourceFactory, PairFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    mentor = MentorFactory(capacity=3)
    manager = growing.manager_of(mentor.programme)
    return {"mentor": mentor, "who mentors": mentor.person, "manager of mentors": manager}


def mentors(scene: Scene, number: int) -> None:
    for one in MentorFactory.create_batch(number, programme=scene["mentor"].programme):
        PairFactory(mentor=one)


def offers(scene: Scene, number: int) -> None:
    """One person who mentors in many programmes, and has somebody in each."""
    for one in MentorFactory.create_batch(number, person=scene["who mentors"]):
        PairFactory(mentor=one, active=True)
        MentorResourceFactory(programme=one.programme)


def asked(scene: Scene, number: int) -> None:
    for _ in range(number):
        PairFactory(mentor=MentorFactory(person=scene["who mentors"]))


def resources(scene: Scene, number: int) -> None:
    MentorResourceFactory.create_batch(number, programme=scene["mentor"].programme)


def the_programme(scene: Scene) -> list[str]:
    return [scene["mentor"].programme.slug]


LISTS: list[Listed] = [
    Listed("mentoring:mentor_home", "who mentors", offers),
    Listed("mentoring:mentor_home", "who mentors", asked),
    Listed("mentoring:mentor_list", "manager of mentors", mentors, the_programme),
    Listed("mentoring:resource_list", "manager of mentors", resources, the_programme),
]
