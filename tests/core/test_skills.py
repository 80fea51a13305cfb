"""The taxonomy: the list it begins with, and what administrators may do to it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.urls import reverse

from core.skills import Skill
from tests.factories.core import SkillFactory

pytestmark = pytest.mark.django_db

add_skills = import_module("core.migrations.0003_skills_of_the_list").add_skills


def test_list_begins_with_skills_of_both_fields_and_topics():
    Skill.objects.all().delete()

    add_skills(apps, None)

    groups = [Skill.objects.filter(group=group).count() for group in Skill.Group]
    assert groups == [17, 18, 8]
    assert Skill.objects.get(name="Software development").soc2020 == "2134"
    assert "Confidence" in Skill.objects.topics().values_list("name", flat=True)
    assert Skill.objects.in_order().first().name == "Civil and structural"


def test_list_is_not_added_over_what_is_there():
    Skill.objects.all().delete()
    add_skills(apps, None)
    Skill.objects.filter(name="Rail").update(is_active=False)

    add_skills(apps, None)

    assert Skill.objects.filter(name="Rail", is_active=False).count() == 1
    assert Skill.objects.count() == 43


def test_skill_is_once_in_its_group():
    SkillFactory(name="Welding")

    with pytest.raises(IntegrityError):
        SkillFactory(name="Welding")


def test_skill_out_of_use_is_not_asked_about():
    used, unused = SkillFactory(), SkillFactory(is_active=False)

    assert used in Skill.objects.active()
    assert unused not in Skill.objects.active()


def test_administrator_adds_and_changes_skills(administrator_client):
    rail = SkillFactory(name="Signalling", group="engineering")
    given = {"group": "engineering", "name": "Railway signalling", "soc2020": "2123", "position": "5"}

    administrator_client.post(reverse("admin:core_skill_change", args=[rail.pk]), given)
    administrator_client.post(reverse("admin:core_skill_add"), given | {"name": "Tunnels", "is_active": "on"})

    rail.refresh_from_db()
    assert (rail.name, rail.is_active) == ("Railway signalling", False)
    assert Skill.objects.active().filter(name="Tunnels").exists()
    assert "Tunnels" in administrator_client.get(reverse("admin:core_skill_changelist") + "?q=tunnel").text
