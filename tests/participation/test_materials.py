"""What is shared for a session: by whoever leads it and the staff, for those who come to it and nobody else."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.actions import timetable
from participation.models import Session, SessionMaterial
from tests.conftest import sign_in
from tests.documents import pdf
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory, StrandFactory
from tests.factories.participation import (
    RefreshChoiceFactory,
    SessionFactory,
    SessionFeedbackFactory,
    SessionMaterialFactory,
    TimetableFactory,
)
from tests.queries.growing import manager_of

pytestmark = pytest.mark.django_db


def shown(**fields) -> Session:
    return SessionFactory(cohort=TimetableFactory().cohort, **fields)


def comes(session, **fields):
    return EnrolmentFactory(cohort=session.cohort, **fields)


def page_of(name, session):
    return reverse(f"participation:{name}", args=[session.cohort.programme.slug, session.cohort.slug, session.uuid])


def file_of(material):
    return reverse("participation:session_material", args=[material.uuid])


def all_of(session):
    return reverse("participation:my_materials", args=[session.cohort.programme.slug, session.cohort.slug])


def opens(person, material) -> bool:
    return sign_in(Client(), person).get(file_of(material)).status_code == 200


# -- Opened ----------------------------------------------------------------------------------------------------------


def test_whoever_comes_finds_what_was_shared_and_saves_the_file():
    session = shown()
    material = SessionMaterialFactory(session=session, document=True)
    client = sign_in(Client(), comes(session).person)

    pages = [client.get(url).text for url in (page_of("my_session", session), all_of(session))]
    timetable_page = client.get(reverse("participation:my_timetable", args=all_of(session).split("/")[3:5])).text
    response = client.get(file_of(material))

    assert all("Slides of the session" in page and file_of(material) in page for page in pages)
    assert "With materials" in timetable_page
    assert response.content == pdf()
    assert response["Content-Disposition"] == 'attachment; filename="slides.pdf"'


def test_nothing_shared_is_said_calmly():
    session = shown()
    client = sign_in(Client(), comes(session).person)

    assert "Nothing has been shared for this session yet." in client.get(page_of("my_session", session)).text
    assert "Nothing has been shared yet" in client.get(all_of(session)).text


def test_materials_of_another_strand_are_not_theirs():
    session = shown()
    session.track = StrandFactory(programme=session.cohort.programme)
    session.save()
    material = SessionMaterialFactory(session=session, document=True)

    assert opens(comes(session, strand=session.track).person, material)
    other = comes(session).person
    assert not opens(other, material)
    assert "Slides of the session" not in sign_in(Client(), other).get(all_of(session)).text


def test_materials_of_refresh_week_are_for_those_who_chose_it():
    material = SessionMaterialFactory(session=shown(kind="refresh", is_core=False), document=True)
    chose, did_not = comes(material.session), comes(material.session)
    RefreshChoiceFactory(enrolment=chose)

    assert [opens(one.person, material) for one in (chose, did_not)] == [True, False]


def test_whoever_left_or_has_no_timetable_yet_opens_nothing():
    material = SessionMaterialFactory(session=shown(), document=True)
    planned = SessionMaterialFactory(session=SessionFactory(), document=True)
    completed, left = comes(material.session, completed=True), comes(material.session, ended=True)

    assert opens(completed.person, material)
    assert not opens(left.person, material)
    assert not opens(comes(planned.session).person, planned)


def test_leader_and_managers_open_it_and_colleagues_do_not():
    material = SessionMaterialFactory(session=SessionFactory(led=True), document=True)
    programme = material.session.cohort.programme
    other = SessionFactory(cohort__programme=programme, led=True).leader

    assert opens(material.session.leader, material)
    assert opens(manager_of(programme), material)
    assert not opens(other, material)
    assert not opens(ProgrammeManagerFactory(), material)


# -- Shared ----------------------------------------------------------------------------------------------------------


def test_leader_shares_a_file_and_takes_it_away(tmp_path):
    session = SessionFactory(led=True)
    client, page = sign_in(Client(), session.leader), reverse("participation:leading_session", args=[session.uuid])
    (tmp_path / "Notes.pdf").write_bytes(pdf())

    with (tmp_path / "Notes.pdf").open("rb") as file:
        url = reverse("participation:leading_material_add", args=[session.uuid])
        shared = client.post(url, {"title": "Notes", "document": file}, follow=True).text
    material = session.materials.get()
    stored = material.file.name
    before = default_storage.exists(stored)
    client.post(reverse("participation:leading_material_remove", args=[material.uuid]))

    assert "Notes is added. Whoever comes to this session can open it." in shared
    assert (material.name, material.kind, material.added_by) == ("Notes.pdf", "pdf", session.leader)
    assert before
    assert "Nothing is shared yet." in client.get(page).text


def test_a_picture_is_refused_and_what_was_typed_is_kept(tmp_path):
    session = SessionFactory(led=True)
    (tmp_path / "me.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    with (tmp_path / "me.png").open("rb") as file:
        url = reverse("participation:leading_material_add", args=[session.uuid])
        page = sign_in(Client(), session.leader).post(url, {"title": "Our whiteboard", "document": file}).text

    assert "Our whiteboard" in page
    assert "PDF" in page
    assert not SessionMaterial.objects.exists()


def test_staff_share_a_link_for_a_session_that_is_over():
    session = SessionFactory(over=True)
    client = sign_in(Client(), manager_of(session.cohort.programme))

    sent = {"title": "Recording", "link": "example.org/film"}
    page = client.post(page_of("session_material_add", session), sent, follow=True).text

    assert "https://example.org/film" in page
    assert session.materials.get().link == "https://example.org/film"


def test_leader_takes_nothing_away_from_sessions_of_others():
    material, other = SessionMaterialFactory(), SessionFactory(led=True)

    client = sign_in(Client(), other.leader)
    response = client.post(reverse("participation:leading_material_remove", args=[material.uuid]))

    assert response.status_code == 404
    assert SessionMaterial.objects.filter(pk=material.pk).exists()


def test_files_go_with_a_session_that_goes_altogether(django_capture_on_commit_callbacks):
    material = SessionMaterialFactory(document=True)
    stored = material.file.name

    with django_capture_on_commit_callbacks(execute=True):
        timetable.call_off(material.session, why="Planned twice", by=ProgrammeManagerFactory(), at=timezone.now())

    assert not Session.objects.exists()
    assert not default_storage.exists(stored)


# -- What people thought ---------------------------------------------------------------------------------------------


def test_leader_reads_what_people_thought_once_five_have_answered():
    session = SessionFactory(led=True, over=True)
    client, page = sign_in(Client(), session.leader), reverse("participation:leading_session", args=[session.uuid])
    none = client.get(page).text
    for n in range(4):
        SessionFeedbackFactory(session=session, useful=5, comment=f"Said by {n}")
    few = client.get(page).text
    SessionFeedbackFactory(session=session, useful=5)
    enough = client.get(page).text

    assert "Nobody has answered yet." in none
    assert "The average is shown once 5 people have answered." in few
    assert "5.0" not in few
    assert "5.0" in enough
    assert "Very useful" in enough
    assert "Said by" not in enough


def test_leader_reads_nothing_of_it_before_the_session_is_over():
    session = SessionFactory(led=True)

    page = sign_in(Client(), session.leader).get(reverse("participation:leading_session", args=[session.uuid])).text

    assert "What people thought" not in page
