from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class AccountBackend(AuthenticationBackend):
    """Who is signed in, with what they may do, in one query: a role taken away is gone at the next request."""

    def get_user(self, user_id: int) -> User | None:
        return User.objects.with_access().filter(pk=user_id, is_active=True).first()
