"""Who works with events. Which ones, the querysets say: `Event.objects.run_by(user)` and `read_by(user)`."""

from accounts.gates import gate, has_role
from accounts.models import Role

# Who makes events, writes to attendees and checks people in.
events_team = gate("events_team", has_role(Role.EVENTS_OFFICER, Role.PROGRAMME_MANAGER))
# Administrators read what the team sees.
events_reader = gate("events_reader", has_role(Role.EVENTS_OFFICER, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR))
