from employers.actions.milestones import forget_milestone, record_milestone
from employers.actions.opening import open_by_domain

__all__ = ["forget_milestone", "open_by_domain", "record_milestone"]
