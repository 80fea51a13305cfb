"""Who leads sessions. Which ones, the queryset says: `Session.objects.led_by(user)`."""

from accounts.gates import gate, has_role
from accounts.models import Role

session_leader = gate("session_leader", has_role(Role.SESSION_LEADER))
