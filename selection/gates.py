"""Who reads applications. Which ones, the queryset says: `Review.objects.of(user)`."""

from accounts.gates import gate, has_role
from accounts.models import Role

reviewer = gate("reviewer", has_role(Role.REVIEWER))
