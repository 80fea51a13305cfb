from mentoring.models.feedback import PairFeedback
from mentoring.models.life import Concern, Goal, PairNote
from mentoring.models.meeting import Meeting
from mentoring.models.mentor import Mentor, MentorResource
from mentoring.models.next_ask import NextAsk
from mentoring.models.pair import Pair, Side
from mentoring.models.run import Hand, Proposal, Run, Unmatched, WeightSet
from mentoring.models.wants import Wants

__all__ = [
    "Concern",
    "Goal",
    "Hand",
    "Meeting",
    "Mentor",
    "MentorResource",
    "NextAsk",
    "Pair",
    "PairFeedback",
    "PairNote",
    "Proposal",
    "Run",
    "Side",
    "Unmatched",
    "Wants",
    "WeightSet",
]
