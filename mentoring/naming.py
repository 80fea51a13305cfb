"""Reasons are kept with the ids of people, so that no name outlives its account: names come in as they are shown."""

import re
from collections.abc import Iterable, Mapping

from mentoring.models import Mentor

ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def by_name(text: str, names: Mapping[str, str]) -> str:
    return ID.sub(lambda found: names.get(found[0], "somebody who has left"), text)


def names_in(texts: Iterable[str]) -> dict[str, str]:
    """Of the mentors who are spoken of, by id. One query."""
    ids = {id for text in texts for id in ID.findall(text)}
    rows = Mentor.objects.filter(uuid__in=ids).values_list("uuid", "person__name") if ids else []
    return {str(uuid): name for uuid, name in rows}
