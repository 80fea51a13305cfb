"""What the ground floor holds on a person: the trail of who did what."""

from django.contrib.admin.models import LogEntry
from django.db.models import Q
from pghistory.models import Context

from core.audit import AuditEntry
from core.jobs import Job
from core.privacy import Anonymise, Fact, Holding, Keep, NotPersonal, Purpose, Retention, Subject, by_account
from core.retention import RetentionPeriod
from core.skills import Skill

RETENTION = [
    Retention("trail", "Who changed or looked at your data", "kept as long as the portal runs, without any names"),
]


def about_the_account(subject: Subject) -> Q:
    """What was done to somebody's account in Django's admin."""
    return Q(content_type__app_label="accounts", content_type__model="user", object_id=str(subject.pk or ""))


HOLDINGS = [
    Holding(
        model=AuditEntry,
        title="What you did",
        whose=by_account("actor"),
        links="actor",
        facts=[Fact("at verb table row fields why", "when you changed something, and which field", Purpose.SECURITY)],
        retention="trail",
        erasure=Keep("It holds numbers only: no name, no address, and never what was in a field."),
        # In words instead, and with what others did: who-changed-and-looked.json.
        exported=False,
    ),
    Holding(
        model=Context,
        title="Why something was changed",
        whose=lambda subject: Q(metadata__user=subject.pk or 0),
        facts=[Fact("metadata", "the number of the account that made a change, and a reason", Purpose.SECURITY)],
        plain="created_at updated_at",
        retention="trail",
        erasure=Keep("It holds the number of an account and a reason without names."),
        exported=False,
    ),
    Holding(
        model=LogEntry,
        title="Changes made in the administration pages",
        whose=about_the_account,
        facts=[Fact("object_repr change_message", "your name or address when staff changed it", Purpose.SECURITY)],
        plain="action_time content_type object_id action_flag",
        actors="user",
        retention="trail",
        erasure=Anonymise(
            {"object_repr": "", "change_message": ""}, why="That a member of staff changed an account, not whose."
        ),
    ),
    NotPersonal(Skill, plain="group name soc2020 position is_active"),
    NotPersonal(RetentionPeriod, plain="key period"),
    NotPersonal(Job, plain="uuid kind subject state done total error created_at touched_at", actors="started_by"),
]
