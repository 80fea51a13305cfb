"""Programmes, their strands, rules and texts, and who holds a role in one."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from core import audit
from core.calendar import uk_day
from core.privacy import Basis
from core.querysets import QuerySet
from core.regions import Region
from core.words import either, paragraphs

if TYPE_CHECKING:
    from cohorts.models.cohort import Cohort


class ProgrammeQuerySet(QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def with_managers(self):
        managers = ProgrammeRole.objects.managers().select_related("person")
        return self.prefetch_related(Prefetch("roles", managers.order_by("pk"), to_attr="managers"))

    def managed_by(self, user):
        """The programmes whose rows this member of staff may work with."""
        return self.filter(roles__person=user, roles__role=ProgrammeRole.Role.MANAGER)

    def kept_by(self, user):
        """The programmes whose settings this member of staff may change."""
        return self.all() if user.is_administrator else self.managed_by(user)


# A programme of a department is a public task; one that an employer or a charity pays for may not be.
BASES = {"public task": Basis.PUBLIC_TASK, "contract": Basis.CONTRACT, "legitimate interests": Basis.LEGITIMATE}


class Programme(models.Model):
    """A funded returner programme. What its funder has not settled is a setting here, never code."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(unique=True)
    summary = models.CharField(max_length=300, help_text="One or two sentences for the home page.")
    about = models.TextField(blank=True, help_text="What people get. Leave an empty line between paragraphs.")
    funder = models.CharField(max_length=200, blank=True)
    delivery_partners = models.CharField(max_length=300, blank=True)
    contact_email = models.EmailField()
    ask_days = models.PositiveSmallIntegerField(
        "days to ask for a person to look at a no",
        default=28,
        db_default=28,
        help_text="After a decision that no person made. The law gives people this right.",
    )
    other_help = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text="For people we cannot offer a place. One a line: what it is called, then its address (https://…).",
    )
    controller = models.CharField(max_length=200, blank=True, default="", db_default="")
    processor = models.CharField(max_length=200, blank=True, default="", db_default="")
    privacy_email = models.EmailField(blank=True, default="", db_default="")
    # Why the law lets it use what people tell, where they have not agreed and no law asks for it.
    basis = models.CharField(
        max_length=20,
        choices=[(name, name.capitalize()) for name in BASES],
        default="public task",
        db_default="public task",
    )
    target_returners = models.PositiveIntegerField(null=True, blank=True)
    target_employers = models.PositiveIntegerField(null=True, blank=True)
    # The last day on which employers may ask for support. None: not settled yet, so they may.
    support_until = models.DateField(null=True, blank=True)
    is_public = models.BooleanField(default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def about_paragraphs(self) -> list[str]:
        return paragraphs(self.about)

    @property
    def address_is_fixed(self) -> bool:
        """Whether people may have the address of its page: it is public, or has taken people in."""
        return self.is_public or self.cohorts.exists()

    def missing_for_a_cohort(self, *, is_ranked: bool = False) -> list[str]:
        """What has to be there before people can apply, in words."""
        kinds = set(self.texts.values_list("kind", flat=True))
        needed = {
            "a strand": self.strands.exists(),
            "eligibility rules": self.rules.exists(),
            "declarations": ProgrammeText.Kind.DECLARATIONS in kinds,
            "a participation agreement": ProgrammeText.Kind.AGREEMENT in kinds,
            "a rubric": not is_ranked or self.rubrics.exists(),
        }
        return [words for words, is_there in needed.items() if not is_there]

    @property
    def other_help_links(self) -> list[dict[str, str]]:
        """Each with its name and its address. A line that has no address is left out."""
        parts = [line.strip().rpartition(" ") for line in self.other_help.splitlines()]
        return [{"name": name.strip(), "url": url} for name, _, url in parts if name and url.startswith("https://")]

    def text(self, kind: "ProgrammeText.Kind") -> "ProgrammeText":
        """The version in force: the newest."""
        return self.texts.filter(kind=kind).latest("version")

    @property
    def privacy_notice(self) -> "ProgrammeText | None":
        """In force now. A programme without one goes by the general privacy page."""
        return self.texts.filter(kind=ProgrammeText.Kind.PRIVACY).order_by("-version").first()

    def supports_employers_at(self, at: dt.datetime) -> bool:
        return self.support_until is None or uk_day(at) <= self.support_until

    @property
    def lawful_basis(self) -> Basis:
        return BASES[self.basis]

    def cohort_to_apply_to(self, at: dt.datetime) -> "Cohort | None":
        """The cohort that is open and takes people, else the next to open, else the last one there was."""
        coming = self.cohorts.select_related("rules").not_yet_closed(at).order_by("opens_at", "pk")
        last = self.cohorts.select_related("rules").with_state(at).order_by("-closes_at")
        return coming.with_room(at).first() or coming.with_state(at).first() or last.first()

    def cohort_for(self, eligible_from: dt.date, at: dt.datetime) -> "Cohort | None":
        """The first cohort that can still be applied to and whose reference date is late enough."""
        late_enough = self.cohorts.not_yet_closed(at).filter(reference_date__gte=eligible_from)
        return late_enough.with_room(at).order_by("reference_date").first()

    def cohort_instead_of(self, cohort: "Cohort", at: dt.datetime) -> "Cohort | None":
        """Another one to try: open and taking people, or the next to open."""
        others = self.cohorts.not_yet_closed(at).exclude(pk=cohort.pk)
        return others.with_room(at).order_by("opens_at", "pk").first()


class Field(models.TextChoices):
    """The field a person worked in before the break."""

    TECHNOLOGY = "technology", "Technology"
    ENGINEERING = "engineering", "Engineering"
    OTHER = "other", "Another field"


class Strand(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="strands")
    name = models.CharField(max_length=60)
    slug = models.SlugField()
    about = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["programme", "name"]
        constraints = [models.UniqueConstraint(fields=["programme", "slug"], name="strand_slug_in_programme")]

    def __str__(self) -> str:
        return self.name


class EligibilityRules(models.Model):
    """One version of who may join a programme. Frozen as soon as a cohort that uses it has opened.

    Source of the defaults: the published rules of STEM ReCharge, October 2023.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rules")
    version = models.PositiveSmallIntegerField()
    regions = ArrayField(models.CharField(max_length=40, choices=Region), help_text="Where a person must live.")
    min_break_months = models.PositiveSmallIntegerField(
        default=12, help_text="Whole months that caring breaks must span, up to the reference date."
    )
    fields = ArrayField(models.CharField(max_length=20, choices=Field), help_text="Experience that counts.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        ordering = ["programme", "-version"]
        verbose_name_plural = "eligibility rules"
        constraints = [
            models.UniqueConstraint(fields=["programme", "version"], name="rules_version_in_programme"),
            models.CheckConstraint(
                condition=Q(regions__len__gte=1, fields__len__gte=1), name="rules_name_regions_and_fields"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_at_opening",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (SELECT FROM cohorts_cohort WHERE rules_id = OLD.id AND opens_at <= now()) THEN
                        RAISE EXCEPTION 'Eligibility rules are frozen once applications have opened.';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} rules, version {self.version}"

    @property
    def target(self) -> frozenset[str]:
        """The regions, for asking whether a home lies in them."""
        return frozenset(self.regions)

    @property
    def region_names(self) -> str:
        """North East, North West or East Midlands: in the order of the list of regions."""
        return either(region for region in Region.values if region in self.regions)

    @property
    def field_names(self) -> str:
        return either(Field(field).label.lower() for field in self.fields)

    def is_frozen(self, at: dt.datetime) -> bool:
        return self.cohorts.filter(opens_at__lte=at).exists()


class ProgrammeText(models.Model):
    """A text people agree to, or the privacy notice, by version. A version is never edited: a change is a new one."""

    class Kind(models.TextChoices):
        DECLARATIONS = "declarations", "Declarations"
        AGREEMENT = "agreement", "Participation agreement"
        PRIVACY = "privacy", "Privacy notice"

        @property
        def is_agreed_to(self) -> bool:
            """A privacy notice tells; nobody is asked to agree to it."""
            return self != self.PRIVACY

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="texts")
    kind = models.CharField(max_length=12, choices=Kind)
    version = models.PositiveSmallIntegerField()
    body = models.TextField(help_text="One point a line.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["programme", "kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["programme", "kind", "version"], name="text_version")]
        triggers = [pgtrigger.Protect(name="never_edited", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.version}"

    @property
    def points(self) -> list[str]:
        return [line.strip() for line in self.body.splitlines() if line.strip()]


class ProgrammeRoleQuerySet(QuerySet):
    def managers(self):
        return self.filter(role=ProgrammeRole.Role.MANAGER)

    def reviewers(self):
        return self.filter(role=ProgrammeRole.Role.REVIEWER)

    def leaders(self):
        return self.filter(role=ProgrammeRole.Role.SESSION_LEADER)

    def that_lead(self):
        """Those by which somebody can lead a session: its leaders were asked to, and managers may."""
        return self.filter(role__in=[ProgrammeRole.Role.SESSION_LEADER, ProgrammeRole.Role.MANAGER])


class ProgrammeRole(models.Model):
    """A role in one programme."""

    class Role(models.TextChoices):
        MANAGER = "programme_manager", "Programme manager"
        REVIEWER = "reviewer", "Reviewer"
        SESSION_LEADER = "session_leader", "Session leader"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="programme_roles")
    role = models.CharField(max_length=20, choices=Role)
    granted_at = models.DateTimeField(default=timezone.now)

    objects = ProgrammeRoleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "person", "role"], name="programme_role_once")]
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} of {self.programme}"
