from core.audit import AuditEntry
from core.jobs import Job

__all__ = ["AuditEntry", "Job"]
