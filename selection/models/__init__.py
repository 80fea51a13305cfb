"""Choosing fairly for a ranked cohort: who reads what, the scores, the moves, what is pending, the one release."""

from selection.models.pending import Move, Pending
from selection.models.review import Conflict, Review, Score
from selection.models.reviewer import Reviewer
from selection.models.round import Candidate, Minimum, Round

__all__ = ["Candidate", "Conflict", "Minimum", "Move", "Pending", "Review", "Reviewer", "Round", "Score"]
