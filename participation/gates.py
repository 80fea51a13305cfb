"""Who leads sessions. Which ones, the queryset says: `Session.objects.led_by(user)`."""

from accounts.gates import gate, has_role
from accounts.models import Role

# A manager may lead sessions of their programme, too.
session_leader = gate("session_leader", has_role(Role.SESSION_LEADER, Role.PROGRAMME_MANAGER))
