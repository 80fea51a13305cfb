from functools import cache

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User

SOMEBODY = -1  # where the SQL below wants a person's number


class AccountBackend(AuthenticationBackend):
    """Who is signed in, with what they may do, in one query: a role taken away is gone at the next request."""

    def get_user(self, user_id: int) -> User | None:
        sql, params = signed_in()
        found = User.objects.raw(sql, [user_id if param == SOMEBODY else param for param in params])
        return next(iter(found), None)


@cache
def signed_in() -> tuple[str, tuple]:
    """The SQL of every request, put together once: Django takes longer over that than PostgreSQL over the answer."""
    return User.objects.with_access().filter(pk=SOMEBODY, is_active=True).query.sql_with_params()
