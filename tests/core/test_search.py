import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Amina Hussain", "amina"),
        ("Amina Hussain", "HUSS"),
        ("Amina Hussain", "hussain ami"),
        ("Zoë O'Brien", "zoe obrien"),
        ("Zoe OBrien", "zoë o’brien"),
        ("Ada Smith-Jones", "jones"),
        ("Ada Smith-Jones", "smith-jones"),
        ("Łukasz Żak", "lukasz zak"),
        ("Li Ng", "ng"),
        ("فاطمة علي", "علي"),
        ("Søren", "soren"),
    ],
)
def test_words_are_found_by_how_they_begin(name, text):
    person = UserFactory(name=name)
    UserFactory(name="Somebody Else")

    assert list(User.objects.matching(text)) == [person]


@pytest.mark.parametrize("text", ["ussain", "amina okafor", "_mina", "%", "", "!!!", "\\"])
def test_what_does_not_begin_a_word_is_not_found(text):
    UserFactory(name="Amina Hussain", email="a@example.org")

    assert not User.objects.matching(text).exists()


def test_addresses_are_searched_along_with_names():
    person = UserFactory(name="Amina Hussain", email="a.hussain@example.org")
    UserFactory(name="Amina Okafor", email="amina@example.org")

    assert list(User.objects.matching("a.hussain@example.org")) == [person]
    assert list(User.objects.matching("amina a.huss")) == [person]


def test_searching_uses_the_index():
    with CaptureQueriesContext(connection) as queries:
        list(User.objects.matching("amina hussain"))

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {queries[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "people_by_word" in plan
    assert "core_words('" not in plan, "The words searched for are folded once, not for every row."
