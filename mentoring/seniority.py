"""How senior somebody is, in words that fit any employer: one scale for mentors and for what returners want."""

from django.db import models


class Seniority(models.IntegerChoices):
    """From 1 to 8, as `mentoring.people` has it."""

    STARTING = 1, "Starts out: a first job, or training"
    HELPED = 2, "Does their part of the work, with some help"
    ALONE = 3, "Works on their own, and helps others now and then"
    SMALL_TEAM = 4, "Leads a small team, or is the one others ask"
    TEAM = 5, "Leads a larger team or a big project"
    TEAMS = 6, "Leads several teams"
    DEPARTMENT = 7, "Leads a department"
    WHOLE = 8, "Leads a company, or a large part of one"
