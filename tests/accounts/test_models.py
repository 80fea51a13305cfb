import pytest
from django.db import IntegrityError, connection

from accounts.models import Invitation, Role, RoleGrant, User
from core.models import AuditEntry
from tests.factories.accounts import AdministratorFactory, InvitationFactory, ProgrammeManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_email_is_one_person_however_it_is_typed():
    UserFactory(email="Ada@Example.org")

    with pytest.raises(IntegrityError):
        UserFactory(email="ADA@example.ORG")


def test_email_is_stored_and_found_in_lower_case():
    user = UserFactory(email="Ada@Example.org")

    user.refresh_from_db()

    assert user.email == "ada@example.org"
    assert User.objects.get(email="ADA@Example.org") == user


def test_email_in_capitals_is_refused_by_the_database_itself():
    user = UserFactory()

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET email = 'ADA@example.org' WHERE id = %s", [user.pk])


def test_create_superuser_makes_an_administrator():
    user = User.objects.create_superuser("First@example.org", "three random words", name="First")

    assert user.email == "first@example.org"
    assert user.is_administrator
    assert user.check_password("three random words")


def test_str_falls_back_to_the_address():
    assert str(UserFactory(name="", email="ada@example.org")) == "ada@example.org"
    assert str(UserFactory(name="Ada Lovelace")) == "Ada Lovelace"


def test_somebody_without_a_role_is_no_staff():
    user = UserFactory()

    assert user.roles == []
    assert not user.is_staff_member
    assert not user.is_staff
    assert not user.has_perm("accounts.change_user")
    assert not user.has_module_perms("accounts")


def test_a_programme_manager_is_staff_without_the_admin():
    user = ProgrammeManagerFactory()

    assert user.is_staff_member
    assert not user.is_administrator
    assert not user.is_staff


def test_an_administrator_may_do_all_that_the_admin_offers():
    user = AdministratorFactory()

    assert user.is_staff
    assert user.has_perm("accounts.change_user")
    assert user.has_module_perms("accounts")


def test_with_access_needs_no_further_query(django_assert_num_queries):
    pk = AdministratorFactory().pk

    with django_assert_num_queries(1):
        user = User.objects.with_access().get(pk=pk)
        assert user.roles == [Role.ADMINISTRATOR]
        assert user.has_second_factor is True


def test_with_access_gives_one_row_for_several_roles():
    user = AdministratorFactory()
    RoleGrant.objects.create(user=user, role=Role.PROGRAMME_MANAGER)

    found = User.objects.with_access().get(pk=user.pk)

    assert found.roles == [Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER]
    assert list(User.objects.staff()) == [user]


def test_a_role_is_held_once():
    user = AdministratorFactory()

    with pytest.raises(IntegrityError):
        RoleGrant.objects.create(user=user, role=Role.ADMINISTRATOR)


def test_history_keeps_names_and_addresses_and_nothing_of_passwords():
    user = UserFactory(name="Ada Byron")
    user.name = "Ada Lovelace"
    user.save()
    user.set_password("another three words")
    user.save()

    assert list(user.email_name_events.order_by("pgh_id").values_list("name", flat=True)) == [
        "Ada Byron",
        "Ada Lovelace",
    ]
    fields = {field.name for field in user.email_name_events.model._meta.fields}
    assert not {"password", "last_login"} & fields


def test_the_trail_names_the_fields_that_changed():
    user = UserFactory()
    User.objects.filter(pk=user.pk).update(name="Ada Lovelace")

    entry = AuditEntry.objects.filter(table="accounts_user", row=user.pk).latest("pk")

    assert entry.verb == "changed"
    assert entry.fields == ["name"]


def test_the_trail_sees_roles_come_and_go():
    grant = RoleGrant.objects.create(user=UserFactory(), role=Role.ADMINISTRATOR)
    pk = grant.pk
    grant.delete()

    verbs = AuditEntry.objects.filter(table="accounts_rolegrant", row=pk).order_by("pk")

    assert [entry.verb for entry in verbs] == ["added", "deleted"]


def test_one_pending_invitation_per_address_and_role():
    invitation = InvitationFactory(email="Ada@example.org")

    with pytest.raises(IntegrityError):
        InvitationFactory(email=invitation.email.upper(), role=invitation.role)


def test_role_name_says_what_the_role_is_for():
    plain = Invitation(role=Role.ADMINISTRATOR)
    scoped = Invitation(role=Role.PROGRAMME_MANAGER, scope_name="STEM ReCharge")

    assert plain.role_name == "Administrator"
    assert scoped.role_name == "Programme manager of STEM ReCharge"
    assert str(scoped).endswith("Programme manager of STEM ReCharge")
