from core.audit import AuditEntry
from core.jobs import Job
from core.retention import RetentionPeriod
from core.skills import Skill

__all__ = ["AuditEntry", "Job", "RetentionPeriod", "Skill"]
