"""The staff inbox: tasks derived from conditions that are not met. None is stored, none is empty, each has its door."""

import datetime as dt

from accounts.models import User
from reporting.inbox import applications, cohorts, employers, events, letters, programmes, selection
from reporting.inbox.task import Task

__all__ = ["Task", "tasks"]


def tasks(person: User, at: dt.datetime) -> list[Task]:
    """Everything that waits for this member of staff, what is due first at the top of each group."""
    found = [
        *applications.tasks(person, at),
        *selection.tasks(person, at),
        *programmes.tasks(person, at),
        *cohorts.tasks(person, at),
        *events.tasks(person, at),
        *employers.tasks(person, at),
        *letters.parked_letters(person),
    ]
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(found, key=lambda task: (task.group, task.by or last, task.title))
