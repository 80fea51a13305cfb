"""Which programmes look for mentors."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from cohorts.models import Cohort, Programme, Strand
from cohorts.models.programme import ProgrammeQuerySet
from core.calendar import uk_day


def looking_for_mentors(at: dt.datetime) -> ProgrammeQuerySet:
    """Public ones that know their strands, unless all their cohorts are over."""
    cohorts = Cohort.objects.filter(programme=OuterRef("pk"))
    goes_on = Exists(cohorts.filter(ends_on__gte=uk_day(at))) | ~Exists(cohorts)
    strands = Exists(Strand.objects.filter(programme=OuterRef("pk")))
    found: ProgrammeQuerySet = Programme.objects.public().filter(Q(goes_on), Q(strands)).order_by("name")
    return found
