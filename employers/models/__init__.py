from employers.models.contact import Contact
from employers.models.milestone import Milestone
from employers.models.organisation import Domain, Organisation

__all__ = ["Contact", "Domain", "Milestone", "Organisation"]
