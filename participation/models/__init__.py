"""What happens from the agreement to the certificate: the timetable of a cohort, and who was there."""

from participation.models.attendance import Attendance
from participation.models.completion import CompletionRule, ProgrammeCertificate
from participation.models.expert import Expert
from participation.models.feed import CalendarFeed
from participation.models.feedback import SessionFeedback
from participation.models.following_up import FollowUp
from participation.models.groups import Group, GroupMember, GroupPlan
from participation.models.material import SessionMaterial
from participation.models.outline import Outline, OutlineSession, SchoolHoliday
from participation.models.question import Question, QuestionMessage
from participation.models.refresh import RefreshChoice
from participation.models.roadmap import NextStep, Roadmap
from participation.models.support import SupportNeeds
from participation.models.survey import Moment, Survey
from participation.models.timetable import Session, Timetable, Told

__all__ = [
    "Attendance",
    "CalendarFeed",
    "CompletionRule",
    "Expert",
    "FollowUp",
    "Group",
    "GroupMember",
    "GroupPlan",
    "Moment",
    "NextStep",
    "Outline",
    "OutlineSession",
    "ProgrammeCertificate",
    "Question",
    "QuestionMessage",
    "RefreshChoice",
    "Roadmap",
    "SchoolHoliday",
    "Session",
    "SessionFeedback",
    "SessionMaterial",
    "SupportNeeds",
    "Survey",
    "Timetable",
    "Told",
]
