"""Who mentors. Whom, the queryset says: `Pair.objects.of_mentor(user)`."""

from accounts.gates import gate

# Whoever ever registered as a mentor: somebody who waits, or has left, sees where it stands.
mentor = gate("mentor", lambda request: request.user.is_mentor)
