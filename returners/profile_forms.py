"""The forms of what is told once a place is confirmed. Each gives back what its action takes."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import Q

from cohorts.models import Enrolment
from core import occupations
from core.forms import Checkboxes, LongTextField, MonthField, PortalForm, Radios, choices_of
from core.skills import Skill
from core.slots import Day, Part
from core.uktime import uk_month
from returners.models import Application, KnownSkill, Profile, WorkRole

OTHER, NONE, NOT_SURE = "other", "none", "not sure"
EARLIEST_YEAR = 1950
READ_BY_NOBODY_THERE = (
    "Reviewers do not see this. We ask so that nobody who worked there reads your application. If you worked for"
    " yourself, write “self-employed”."
)


class ProfileForm(PortalForm):
    """One page of the second task list. `answers()` is what its action takes. `today` is a day in the UK."""

    submit_label = "Save and continue"

    def __init__(self, data: Any = None, *, application: Application, today: dt.date):
        self.application, self.today = application, today
        super().__init__(data, initial=self.known())

    def known(self) -> dict[str, Any]:
        return {name: getattr(self.application.profile, name) for name in self.base_fields}

    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def not_both(self, name: str, alone: str, message: str) -> None:
        """An answer that stands alone cannot be ticked together with others."""
        ticked = self.cleaned_data.get(name, [])
        if alone in ticked and len(ticked) > 1:
            self.add_error(name, message)


# -- Experience ------------------------------------------------------------------------------------------------------


def occupation_choices(strand: str) -> list[Any]:
    """Grouped by field, one's own field first, and an answer for whoever finds none."""
    fields = sorted(["technology", "engineering"], key=lambda field: field != strand)
    groups = [
        (field.capitalize(), [(one.code, one.name) for one in occupations.occupations().values() if one.field == field])
        for field in fields
    ]
    return [("", "Choose the closest"), *groups, (OTHER, "Something else")]


class RoleForm(ProfileForm):
    mark_optional = False  # one of the last two has to be answered
    job_title = forms.CharField(
        label="Job title",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": "Enter the job title"},
    )
    employer = forms.CharField(
        label="Employer",
        help_text="We ask so that your mentor does not come from the same place. If you worked for yourself, write"
        " “self-employed”.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Enter the employer"},
    )
    occupation = forms.ChoiceField(
        label="What kind of work was it?",
        help_text="Choose the closest. If nothing fits, choose “Something else”, at the end of the list.",
        error_messages={"required": "Choose what kind of work it was"},
    )
    start = MonthField(
        label="When did you start?",
        help_text="The month and year, for example 9 2012. A guess is fine.",
        subject="The date you started",
        error_messages={"required": "Enter the month and year when you started"},
    )
    end = MonthField(
        label="When did you leave?",
        help_text="Leave this empty if you still work there.",
        subject="The date you left",
        required=False,
    )
    still_there = forms.BooleanField(label="I still work there", required=False)

    def __init__(self, data: Any = None, *, application: Application, today: dt.date, role: WorkRole | None = None):
        self.role = role
        super().__init__(data, application=application, today=today)
        strand = application.strand.slug if application.strand else ""
        choices_of(self, "occupation").choices = occupation_choices(strand)
        if application.is_draft:
            self.fields["job_title"].help_text = "Reviewers read this. Please leave out the name of the employer."
            self.fields["employer"].help_text = READ_BY_NOBODY_THERE

    def known(self) -> dict[str, Any]:
        if self.role is None:
            return {}
        known = {name: getattr(self.role, name) for name in ("job_title", "employer", "start", "end")}
        return known | {"occupation": self.role.occupation or OTHER, "still_there": self.role.end is None}

    def clean_start(self) -> dt.date:
        return self._not_in_future("start", "The date you started")

    def clean_end(self) -> dt.date | None:
        return self._not_in_future("end", "The date you left")

    def _not_in_future(self, name: str, subject: str) -> Any:
        day = self.cleaned_data[name]
        if day and day > self.today:
            raise forms.ValidationError(f"{subject} must be {uk_month(self.today)} or earlier")
        return day

    def clean(self) -> None:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        still_there = self.cleaned_data.get("still_there")
        if end and still_there:
            self.add_error("end", "Enter when you left, or tick that you still work there, but not both")
        elif start and end and end < start:
            self.add_error("end", "The date you left must be after the date you started")
        elif not (end or still_there or "end" in self.errors):
            self.add_error("end", "Enter when you left, or tick that you still work there")

    def answers(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in ("job_title", "employer", "start", "end")}
        code = self.cleaned_data["occupation"]
        if code == OTHER:
            return told | {"occupation": "", "occupation_version": ""}
        return told | {"occupation": code, "occupation_version": occupations.VERSION}


class RolesDoneForm(PortalForm):
    submit_label = "Continue"
    done = forms.TypedChoiceField(
        label="Have you added all the roles you want to tell us about?",
        choices=[("yes", "Yes"), ("no", "No, I would like to add another")],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
        error_messages={"required": "Select yes if you have added all the roles you want to tell us about"},
    )


# -- Skills ----------------------------------------------------------------------------------------------------------


class SkillsForm(ProfileForm):
    """A field for each group of skills, one's own strand first."""

    mark_optional = False
    none = forms.BooleanField(label="I have none of these skills", required=False)

    def __init__(self, data: Any = None, *, application: Application, today: dt.date):
        self.has = [known.skill_id for known in application.known_skills.all()]
        super().__init__(data, application=application, today=today)
        strand = application.strand.slug if application.strand else ""
        # Those out of use are asked of nobody new.
        skills = list(Skill.objects.filter(Q(is_active=True) | Q(pk__in=self.has)).in_order())
        groups = sorted([Skill.Group.TECHNOLOGY, Skill.Group.ENGINEERING], key=lambda group: group != strand)
        for group in groups:
            self.fields[group.value] = forms.TypedMultipleChoiceField(
                label=group.label,
                choices=[(skill.pk, skill.name) for skill in skills if skill.group == group],
                coerce=int,
                required=False,
                widget=Checkboxes(small=True),
                initial=self.has,
            )
        self.groups: list[str] = [group.value for group in groups]
        self.order_fields([*self.groups, "none"])

    def known(self) -> dict[str, Any]:
        return {"none": self.application.profile.has_no_listed_skill}

    def clean(self) -> None:
        ticked, none = self._ticked(), self.cleaned_data.get("none")
        if any(group in self.errors for group in self.groups):
            return
        if ticked and none:
            self.add_error("none", "Tick the skills you have, or that you have none of these, but not both")
        elif not (ticked or none):
            self.add_error(self.groups[0], "Tick the skills you have, or that you have none of these")

    def _ticked(self) -> list[int]:
        return [pk for group in self.groups for pk in self.cleaned_data.get(group, [])]

    def answers(self) -> dict[str, Any]:
        return {"skills": self._ticked()}


class RatingForm(ProfileForm):
    last_used = forms.IntegerField(
        label="When did you last use it?",
        help_text="The year is enough, for example 2019. A guess is fine.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter the year when you last used it",
            "invalid": "The year must be 4 numbers, like 2019",
        },
    )
    confidence = forms.TypedChoiceField(
        label="How confident are you in it now?",
        help_text="It is normal to feel rusty after a break. There is no wrong answer.",
        choices=KnownSkill.Confidence,
        coerce=int,
        widget=Radios,
        error_messages={"required": "Select how confident you are now"},
    )

    def __init__(self, data: Any = None, *, application: Application, today: dt.date, known: KnownSkill):
        self.skill = known
        super().__init__(data, application=application, today=today)

    def known(self) -> dict[str, Any]:
        return {"last_used": self.skill.last_used, "confidence": self.skill.confidence}

    def clean_last_used(self) -> int:
        year: int = self.cleaned_data["last_used"]
        if not EARLIEST_YEAR <= year <= self.today.year:
            raise forms.ValidationError(f"The year must be between {EARLIEST_YEAR} and {self.today.year}")
        return year


# -- Availability ----------------------------------------------------------------------------------------------------


def parts_of(day: Day) -> forms.Field:
    """The parts of one day, side by side."""
    parts = [(part.value, part.short) for part in Part]
    return forms.MultipleChoiceField(label=day.label, choices=parts, required=False, widget=Checkboxes(small=True))


class AvailabilityForm(ProfileForm):
    mark_optional = False
    mon = parts_of(Day.MONDAY)
    tue = parts_of(Day.TUESDAY)
    wed = parts_of(Day.WEDNESDAY)
    thu = parts_of(Day.THURSDAY)
    fri = parts_of(Day.FRIDAY)
    sat = parts_of(Day.SATURDAY)
    sun = parts_of(Day.SUNDAY)
    terms = forms.ChoiceField(
        label="Is this the same in school holidays?",
        choices=[
            (Enrolment.Terms.ALL_YEAR, "Yes, or school holidays make no difference to me"),
            (Enrolment.Terms.TERM_TIME, "No, these times are for term time only"),
        ],
        widget=Radios,
        error_messages={"required": "Select yes if this is the same in school holidays"},
    )
    layout = Layout(Div(*Day.values, css_class="portal-week"), "terms")

    def known(self) -> dict[str, Any]:
        enrolment = self.application.profile.enrolment
        slots = [code.split("-") for code in enrolment.availability]
        days = {day: [part for on, part in slots if on == day] for day in Day.values}
        return {**days, "terms": enrolment.terms}

    def clean(self) -> None:
        if not self._slots() and not set(Day.values) & self.errors.keys():
            self.add_error(Day.MONDAY, "Tick at least one time in the week when you could take part")

    def _slots(self) -> list[str]:
        return [f"{day}-{part}" for day in Day.values for part in self.cleaned_data.get(day, [])]

    def answers(self) -> dict[str, Any]:
        return {"slots": self._slots(), "terms": self.cleaned_data["terms"]}


# -- Wishes ----------------------------------------------------------------------------------------------------------


class WantedWorkForm(ProfileForm):
    hours = forms.ChoiceField(
        label="How many hours would you like to work?",
        choices=Profile.Hours,
        widget=Radios(or_before=NOT_SURE),
        error_messages={"required": "Select how many hours you would like to work"},
    )
    patterns = forms.MultipleChoiceField(
        label="Where would you like to work?",
        help_text="Tick all that would suit you.",
        choices=Profile.Pattern,
        widget=Checkboxes(or_before=NOT_SURE),
        error_messages={"required": "Tick where you would like to work"},
    )
    travel = forms.ChoiceField(
        label="How far could you travel to work?",
        choices=Profile.Travel,
        widget=Radios(or_before=NOT_SURE),
        error_messages={"required": "Select how far you could travel to work"},
    )
    kinds = forms.MultipleChoiceField(
        label="What kinds of work would you like?",
        help_text="Tick all that would suit you.",
        choices=Profile.Kind,
        widget=Checkboxes(
            hints={Profile.Kind.RETURNSHIP: "Paid work for a set time, made for people who come back after a break."},
            or_before=NOT_SURE,
        ),
        error_messages={"required": "Tick the kinds of work you would like"},
    )

    def clean(self) -> None:
        self.not_both("patterns", NOT_SURE, "Tick where you would like to work, or that you are not sure, but not both")
        self.not_both("kinds", NOT_SURE, "Tick the kinds of work, or that you are not sure, but not both")


class WantedHelpForm(ProfileForm):
    topics = forms.MultipleChoiceField(
        label="What would you like help with?",
        help_text="Tick as many as you like. It helps us to find a mentor who knows about them.",
        widget=Checkboxes(or_before=NONE),
        error_messages={"required": "Tick what you would like help with, or “None of these for now”"},
    )
    hopes = LongTextField(
        label="What do you hope to get from the programme?",
        help_text="A sentence or two. Please do not tell us about the person you care for.",
        max_length=500,
        required=False,
        rows=4,
    )

    def __init__(self, data: Any = None, *, application: Application, today: dt.date):
        self.has = [str(topic.skill_id) for topic in application.wanted_topics.all()]
        super().__init__(data, application=application, today=today)
        topics = Skill.objects.topics().filter(Q(is_active=True) | Q(pk__in=self.has)).in_order()
        choices = [*((str(topic.pk), topic.name) for topic in topics), (NONE, "None of these for now")]
        choices_of(self, "topics").choices = choices

    def known(self) -> dict[str, Any]:
        profile = self.application.profile
        return {"topics": self.has or ([NONE] if profile.wants_no_topic else []), "hopes": profile.hopes}

    def clean(self) -> None:
        self.not_both("topics", NONE, "Tick what you would like help with, or “None of these for now”, but not both")

    def answers(self) -> dict[str, Any]:
        topics = [int(topic) for topic in self.cleaned_data["topics"] if topic != NONE]
        return {"topics": topics, "hopes": self.cleaned_data["hopes"]}


PROFILE_FORMS: dict[str, type[ProfileForm]] = {
    "availability": AvailabilityForm,
    "work": WantedWorkForm,
    "help": WantedHelpForm,
}
