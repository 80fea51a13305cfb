"""What a strand asks of those who return: placements and updating days; and the money that helps them."""

from outcomes.models.fund import Award, Claim, Fund
from outcomes.models.needs import StrandNeeds, UpdatingPlan
from outcomes.models.placement import LogEntry, Placement

__all__ = ["Award", "Claim", "Fund", "LogEntry", "Placement", "StrandNeeds", "UpdatingPlan"]
