"""The letters of taking part. Every context is plain strings."""

import datetime as dt

from django.urls import reverse

from cohorts.models import Enrolment
from core.uktime import uk_date
from notifications.outbox import letter_url, post
from returners.models import Application


def paused(enrolment: Enrolment) -> None:
    back = uk_date(enrolment.back_on) if enrolment.back_on else ""
    _send("paused", enrolment, key=f"{enrolment.pk}:{enrolment.paused_at:%Y%m%dT%H%M%S%f}", back=back)


def came_back(enrolment: Enrolment, *, at: dt.datetime) -> None:
    _send("came_back", enrolment, key=f"{enrolment.pk}:{at:%Y%m%dT%H%M%S%f}")


def stopped(enrolment: Enrolment, application: Application) -> None:
    programme_url = letter_url(reverse("cohorts:programme_detail", args=[enrolment.cohort.programme.slug]))
    _send("stopped", enrolment, of=application, programme_url=programme_url)


def moved(joined: Enrolment, left: Enrolment) -> None:
    """To another cohort, put off or not: what the new days are."""
    cohort = joined.cohort
    days = {"starts": cohort.starts_on, "mentoring": cohort.mentoring_starts_on, "ends": cohort.ends_on}
    said = {name: uk_date(day) for name, day in days.items()} | {"before": left.cohort.name}
    _send("moved", joined, of=None, key="", **said)


def _send(letter: str, enrolment: Enrolment, *, of: Application | None = None, key: str = "", **more: str) -> None:
    application = of or Application.objects.get(profile__enrolment=enrolment)
    cohort = enrolment.cohort
    post(
        f"enrolment-{letter}:{key or enrolment.pk}",
        to=enrolment.person.email,
        person=enrolment.person,
        about=application.uuid,
        template=f"participation/email/{letter}",
        context={
            "name": application.full_name,
            "programme": cohort.programme.name,
            "cohort": cohort.name,
            "contact_email": cohort.programme.contact_email,
            "part_url": letter_url(
                reverse("participation:enrolment_detail", args=[cohort.programme.slug, cohort.slug])
            ),
            **more,
        },
    )
