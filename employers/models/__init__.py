from employers.models.contact import Contact
from employers.models.joining import JoinRequest
from employers.models.likely_pair import LikelyPair
from employers.models.milestone import Milestone
from employers.models.note import Note
from employers.models.organisation import Domain, Organisation
from employers.models.register import ReturnerProgramme
from employers.models.site import Site
from employers.models.support import SupportMessage, SupportRequest

__all__ = [
    "Contact",
    "Domain",
    "JoinRequest",
    "LikelyPair",
    "Milestone",
    "Note",
    "Organisation",
    "ReturnerProgramme",
    "Site",
    "SupportMessage",
    "SupportRequest",
]
