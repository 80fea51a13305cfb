from employers.models.contact import Contact
from employers.models.likely_pair import LikelyPair
from employers.models.milestone import Milestone
from employers.models.note import Note
from employers.models.organisation import Domain, Organisation
from employers.models.site import Site

__all__ = ["Contact", "Domain", "LikelyPair", "Milestone", "Note", "Organisation", "Site"]
