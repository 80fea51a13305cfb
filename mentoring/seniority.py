"""How senior somebody is, in words that fit any employer: one scale for mentors and for what returners want."""

from django.db import models


class Seniority(models.IntegerChoices):
    """From 1 to 8, as `mentoring.people` has it."""

    STARTING = 1, "Starting out, in a first job or in training"
    HELPED = 2, "Doing part of the work, with some help"
    ALONE = 3, "Working without help, and helping others now and then"
    SMALL_TEAM = 4, "Leading a small team, or being the one others ask"
    TEAM = 5, "Leading a larger team or a big project"
    TEAMS = 6, "Leading several teams"
    DEPARTMENT = 7, "Leading a department"
    WHOLE = 8, "Leading a company, or a large part of one"
