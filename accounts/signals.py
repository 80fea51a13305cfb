"""How a higher floor hears of what it must act on: a role that was for something of its own."""

from django.dispatch import Signal

# invitation, user. Sent in the transaction of the acceptance: whoever fails here undoes it.
invitation_accepted = Signal()

# user, role, by. Sent in the transaction that takes a role away.
role_taken_away = Signal()
