"""What somebody types on the pages on which they offer to mentor."""

from django.urls import reverse

from core.skills import Skill
from tests.factories.core import SkillFactory


def typed(**changes):
    """A whole offer, page by page. `changes` go by the name of the field."""
    # The list is gone where a test before this one emptied the tables.
    topic = Skill.objects.topics().first() or SkillFactory(group=Skill.Group.TOPIC)
    pages = {
        "work": {
            "strand": "technology",
            "occupation": "2134",
            "job_title": "Lead developer",
            "employer": "Cummins",
            "seniority": "4",
        },
        "help": {"topics": [str(topic.pk)], "about": "I came back after a break myself."},
        "meeting": {"mode": "online", "region": "North West", "capacity": "2"},
        "times": {"tue": ["school", "evening"]},
        "limits": {"not_with": "Somebody I know"},
    }
    return {
        page: fields | {name: changes[name] for name in changes if name in fields} for page, fields in pages.items()
    }


def offer(client, programme, **changes):
    """Fill in every page and send it: the last page."""
    for page, fields in typed(**changes).items():
        client.post(reverse("mentoring:offer_section", args=[programme.slug, page]), fields)
    return client.post(reverse("mentoring:offer_check", args=[programme.slug]), follow=True)
