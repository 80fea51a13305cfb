"""Organisations: employers, councils and industry bodies, found again by name and by the domain of their mail."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower, Reverse

from accounts.models import Role
from core import audit
from core.querysets import QuerySet
from core.search import has_words, words_index
from employers.domains import wider
from employers.likeness import HostName, Joined, PlainName

# The first of the milestones: our doing, not theirs.
INVITED = 10

# Organisations belong to no programme: whoever works with employers sees them all.
TEAM = (Role.EVENTS_OFFICER, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


def is_team(person) -> bool:
    """Staff who work with employers."""
    return not set(TEAM).isdisjoint(person.roles)


class OrganisationQuerySet(QuerySet):
    def matching(self, text: str):
        """Those in whose name, or what they were called before, every word of the text begins a word."""
        return self.filter(has_words(text, "name", Joined("other_names")))

    def prospects(self):
        """Those that have not come to us: nobody there has an account, and nothing is known but an invitation."""
        return self.exclude(milestones__step__gt=INVITED).exclude(contacts__status="member")

    def newest_first(self):
        return self.order_by("-added_at", "-pk")

    def owning(self, domain: str):
        """The one that this mail domain belongs to, or the narrowest of those it lies in."""
        return (
            self.filter(domains__name__in=list(wider(domain)))
            .annotate(owned=F("domains__name"))
            .order_by(Length("owned").desc())
        )

    def with_member(self, user):
        """The organisations that this person belongs to."""
        return self.filter(contacts__person=user, contacts__status="member")

    def kept_by(self, user):
        """Those whose people this person looks after: staff all of them, contacts what they manage."""
        if is_team(user):
            return self.all()
        return self.filter(contacts__person=user, contacts__manages=True)


@pghistory.track(fields=["name", "website"], model_name="OrganisationEvent")
class Organisation(models.Model):
    """Whoever may send people to events and take returners on. Its stage is read off its milestones, never typed."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", "Employer"
        COUNCIL = "council", "Council"
        BODY = "industry body", "Industry body"

    class Sector(models.TextChoices):
        TECHNOLOGY = "technology", "Technology and software"
        ENGINEERING = "engineering", "Engineering and construction"
        MANUFACTURING = "manufacturing", "Manufacturing"
        ENERGY = "energy", "Energy, water and environment"
        TRANSPORT = "transport", "Transport and logistics"
        HEALTH = "health", "Health and life sciences"
        FINANCE = "finance", "Finance and insurance"
        PROFESSIONAL = "professional", "Consulting and professional services"
        PUBLIC = "public", "Public sector"
        EDUCATION = "education", "Education and research"
        OTHER = "other", "Something else"

    class Size(models.TextChoices):
        """Number of people who work there: the bands of the Office for National Statistics."""

        MICRO = "micro", "1 to 9 people"
        SMALL = "small", "10 to 49 people"
        MEDIUM = "medium", "50 to 249 people"
        LARGE = "large", "250 people or more"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    # What it was called in rows that were merged into this one: it is found by these, too.
    other_names = ArrayField(models.CharField(max_length=200), blank=True, default=list)
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.EMPLOYER)
    sector = models.CharField(max_length=13, choices=Sector, blank=True)
    size = models.CharField(max_length=6, choices=Size, blank=True)
    website = models.URLField(blank=True)
    # Where a prospect was found, and when: the law asks for it where somebody did not tell us themselves.
    source = models.CharField("where we found it", max_length=200, blank=True)
    found_on = models.DateField("when we found it", null=True, blank=True)
    added_at = models.DateTimeField()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source="") | Q(found_on__isnull=False), name="organisation_source_has_its_date"
            ),
        ]
        indexes = [
            words_index("name", Joined("other_names"), name="organisations_by_words"),
            GinIndex(OpClass(PlainName("name"), "gin_trgm_ops"), name="organisations_by_plain_name"),
            models.Index(HostName("website"), name="organisations_by_host"),
            models.Index(Lower("name"), F("id"), name="organisations_by_name"),
            models.Index(fields=["-added_at", "-id"], name="organisations_newest"),
        ]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.name

    @property
    def stage(self) -> str:
        """How far it has come, whatever it has skipped. Read off its milestones, which lists load along."""
        furthest = max(self.milestones.all(), key=lambda milestone: milestone.step, default=None)
        return furthest.get_step_display() if furthest else ""


class Domain(models.Model):
    """A mail domain that belongs to one organisation: whoever has a confirmed address there works there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(max_length=253, unique=True)

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(name=Lower(F("name"))), name="domain_is_lower_case")]
        # Those that lie in a domain end like it.
        indexes = [models.Index(OpClass(Reverse("name"), "text_pattern_ops"), name="domains_from_the_end")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.name
