"""How a higher floor hears who has a part in a programme, who moves, and whose part ends.

What hangs on that is kept up there.
"""

from django.dispatch import Signal

# programme, person. Sent in the transaction in which somebody becomes a reviewer of a programme, or leads sessions.
reviewer_made = Signal()
leader_made = Signal()

# programme, person. Sent in the transaction in which somebody stops managing a programme.
manager_removed = Signal()

# programme, person, by, at. Sent in the transaction in which that ends.
reviewer_removed = Signal()
leader_removed = Signal()

# left, joined: two enrolments of one person. Sent in the transaction in which they move from one cohort to another,
# before the first one ends.
enrolment_moved = Signal()

# enrolment, at. Sent in the transaction in which somebody begins a break, and holds the enrolment.
enrolment_paused = Signal()

# enrolment, at. Sent in the transaction in which somebody's part in a cohort ends before the cohort does.
enrolment_ended = Signal()

# cohort, dates, at. Asked before a calendar is changed: receivers answer with sentences about what would not fit.
calendar_foreseen = Signal()
