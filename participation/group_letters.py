"""The letters to members of small groups."""

import datetime as dt

from django.urls import reverse

from notifications.outbox import letter_url, post
from participation.models import GroupMember


def told(member: GroupMember, *, at: dt.datetime) -> None:
    """Which group somebody is in now, or that they are in none. Of who else is in it, only the page tells."""
    enrolment = member.enrolment
    programme = enrolment.cohort.programme
    address = reverse("participation:group_detail", args=[programme.slug, enrolment.cohort.slug])
    context = {
        "name": enrolment.person.name,
        "programme": programme.name,
        "cohort": enrolment.cohort.name,
        "contact_email": programme.contact_email,
        "group_url": letter_url(address),
    }
    if member.group:
        context |= {"group": str(member.group), "meets": member.group.meets}
    post(
        f"group-told:{member.pk}:{at.isoformat()}",
        to=enrolment.person.email,
        person=enrolment.person,
        about=enrolment.uuid,
        template=f"participation/email/{'your_group' if member.group else 'no_group'}",
        context=context,
    )
