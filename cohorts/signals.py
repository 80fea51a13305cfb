"""How a higher floor hears who reads applications to a programme. What they have to read is kept up there."""

from django.dispatch import Signal

# programme, person. Sent in the transaction in which somebody becomes a reviewer of a programme.
reviewer_made = Signal()

# programme, person, by, at. Sent in the transaction in which that ends.
reviewer_removed = Signal()
