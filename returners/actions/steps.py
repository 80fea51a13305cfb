"""What several actions share: holding an application, closing it, and writing down what happened to it."""

import datetime as dt

from cohorts.models import Pool
from core.errors import Refused
from returners.models import Application, Step


def hold(application: Application) -> Application:
    """Lock an application and read it anew. Where its pool is locked too, that comes first."""
    return (
        Application.objects.lock()
        .select_related("cohort__rules", "cohort__programme", "strand", "person")
        .get(pk=application.pk)
    )


def hold_draft(application: Application) -> Application:
    """Lock a draft; refused once it has been sent."""
    application = hold(application)
    if not application.is_draft:
        raise Refused("This application has been sent, so its answers can no longer be changed.")
    return application


def pool_of(application: Application) -> Pool:
    try:
        return Pool.objects.for_application(application.cohort, application.strand)
    except Pool.DoesNotExist:
        where, strand = application.cohort.name, application.strand
        raise Refused(f"The {where} has no places for {strand}. Choose another strand.") from None


def close(application: Application, *, at: dt.datetime) -> None:
    """The application stands no longer: its person may apply again."""
    Application.objects.filter(pk=application.pk).update(closed_at=at)


def note(application: Application, what: Step.What, *, at: dt.datetime, by=None, why: str = "") -> Step:
    """Write down a step on the application's way."""
    return Step.objects.create(application=application, what=what, at=at, by=by, why=why)
