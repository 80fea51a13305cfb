from employers.actions.milestones import forget_milestone, record_milestone

__all__ = ["forget_milestone", "record_milestone"]
