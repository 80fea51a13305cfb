"""What mentors tell, one short page after the other: the same pages to register, and to change something later."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms

from cohorts.models import Programme
from core import occupations
from core.forms import Checkboxes, LongTextField, PortalForm, Radios, choices_of
from core.regions import Region
from core.skills import Skill
from core.slots import Day, Part
from mentoring.models import Mentor
from mentoring.people import Mode
from mentoring.seniority import Seniority
from returners.profile_forms import OTHER, occupation_choices, parts_of

Answers = dict[str, Any]


class OfferForm(PortalForm):
    """One page. `offer` is what is told so far, by the names of `Mentor`, and `answers()` what this page adds to it."""

    title = ""
    lead = ""
    points: tuple[str, ...] = ()
    submit_label = "Continue"

    def __init__(self, data: Any = None, *, programme: Programme, offer: Answers):
        self.programme = programme
        super().__init__(data, initial={name: offer[name] for name in self.base_fields if name in offer})
        self.prepare(offer)

    def prepare(self, offer: Answers) -> None:
        """What depends on the programme, and on what was told on other pages."""

    def answers(self) -> Answers:
        return dict(self.cleaned_data)


class WorkForm(OfferForm):
    title = "Your work"
    strand = forms.ChoiceField(
        label="In which strand would you like to mentor?",
        help_text="You mentor somebody who comes back to this kind of work.",
        widget=Radios,
        error_messages={"required": "Select the strand in which you would like to mentor"},
    )
    occupation = forms.ChoiceField(
        label="What kind of work do you do?",
        help_text="Choose the closest. If nothing fits, choose “Something else”, at the end of the list.",
        error_messages={"required": "Choose what kind of work you do"},
    )
    job_title = forms.CharField(
        label="Job title",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": "Enter your job title"},
    )
    employer = forms.CharField(
        label="Employer",
        help_text="Nobody you mentor comes from there. If you work for yourself, or not at the moment, leave it empty.",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    seniority = forms.TypedChoiceField(
        label="Which comes closest to your work?",
        help_text="We look for somebody who is a step or two before you.",
        choices=Seniority,
        coerce=int,
        widget=Radios,
        error_messages={"required": "Select what comes closest to your work"},
    )

    def prepare(self, offer: Answers) -> None:
        strands = list(self.programme.strands.all())
        field = choices_of(self, "strand")
        field.choices = [(strand.slug, strand.name) for strand in strands]
        field.widget.hints = {strand.slug: strand.about for strand in strands}
        self.by_slug = {strand.slug: strand for strand in strands}
        first = offer["strand"].slug if "strand" in offer else ""
        choices_of(self, "occupation").choices = occupation_choices(first)
        if "occupation" in offer:
            self.initial.update(strand=first, occupation=offer["occupation"] or OTHER)

    def answers(self) -> Answers:
        code = self.cleaned_data["occupation"]
        kept = "" if code == OTHER else code
        return self.cleaned_data | {
            "strand": self.by_slug[self.cleaned_data["strand"]],
            "occupation": kept,
            "occupation_version": occupations.VERSION if kept else "",
        }


class HelpForm(OfferForm):
    title = "What you can help with"
    lead = "Tick what you know well enough to talk about. You do not need to be an expert."
    mark_optional = False
    topics = forms.TypedMultipleChoiceField(
        label="What would you be glad to talk about?", coerce=int, required=False, widget=Checkboxes(small=True)
    )
    skills = forms.TypedMultipleChoiceField(
        label="Which of these do you know?", coerce=int, required=False, widget=Checkboxes(small=True)
    )
    about = LongTextField(
        label="A few words about you (optional)",
        help_text="The people you mentor read this, and our team. For example what you do, your own way into it, or"
        " what you are glad to be asked.",
        max_length=1_000,
        required=False,
    )

    def prepare(self, offer: Answers) -> None:
        chosen = set(offer.get("skills", ()))
        strand = offer["strand"].slug if "strand" in offer else ""
        known = list(Skill.objects.in_order())
        asked = [skill for skill in known if skill.is_active or skill.pk in chosen]
        groups = {strand} & set(Skill.Group.values) or {Skill.Group.TECHNOLOGY, Skill.Group.ENGINEERING}
        self.of_group = {
            "topics": [skill for skill in asked if skill.group == Skill.Group.TOPIC],
            "skills": [skill for skill in asked if skill.group in groups or skill.pk in chosen],
        }
        self.of_group["skills"] = [skill for skill in self.of_group["skills"] if skill.group != Skill.Group.TOPIC]
        for name, skills in self.of_group.items():
            choices_of(self, name).choices = [(skill.pk, skill.name) for skill in skills]
            self.initial[name] = [skill.pk for skill in skills if skill.pk in chosen]

    def clean(self) -> None:
        ticked = [name for name in self.of_group if self.cleaned_data.get(name)]
        if not ticked and not self.of_group.keys() & self.errors.keys():
            self.add_error("topics", "Tick at least one topic or skill that you would be glad to talk about")

    def answers(self) -> Answers:
        skills = [*self.cleaned_data["topics"], *self.cleaned_data["skills"]]
        return {"skills": skills, "about": self.cleaned_data["about"]}


class MeetingForm(OfferForm):
    title = "How you could meet"
    mode = forms.ChoiceField(
        label="How would you like to meet?",
        choices=Mode,
        widget=Radios,
        error_messages={"required": "Select how you would like to meet"},
    )
    region = forms.ChoiceField(
        label="Where do you live?",
        help_text="We ask so that people who would like to meet in person are near each other.",
        choices=[("", "Choose the region or country"), *((region, region) for region in Region)],
        error_messages={"required": "Choose the region or country where you live"},
    )
    capacity = forms.TypedChoiceField(
        label="How many people could you mentor at once?",
        help_text="Each takes about an hour a month. One is plenty to begin with.",
        choices=[(1, "1"), (2, "2"), (3, "3")],
        coerce=int,
        widget=Radios(inline=True),
        error_messages={"required": "Select how many people you could mentor at once"},
    )


class TimesForm(OfferForm):
    title = "When you could meet"
    lead = (
        "Tick all the times in a usual week that could work for an hour a month. The more you tick, the easier it is to"
        " find somebody who suits you."
    )
    points = tuple(part.label for part in Part)
    mark_optional = False
    mon = parts_of(Day.MONDAY)
    tue = parts_of(Day.TUESDAY)
    wed = parts_of(Day.WEDNESDAY)
    thu = parts_of(Day.THURSDAY)
    fri = parts_of(Day.FRIDAY)
    sat = parts_of(Day.SATURDAY)
    sun = parts_of(Day.SUNDAY)
    layout = Layout(Div(*Day.values, css_class="portal-week"))

    def prepare(self, offer: Answers) -> None:
        slots = [code.split("-") for code in offer.get("availability", ())]
        self.initial.update({day: [part for on, part in slots if on == day] for day in Day.values})

    def clean(self) -> None:
        if not self._slots() and not set(Day.values) & self.errors.keys():
            self.add_error(Day.MONDAY, "Tick at least one time in the week when you could meet")

    def _slots(self) -> list[str]:
        return [f"{day}-{part}" for day in Day.values for part in self.cleaned_data.get(day, [])]

    def answers(self) -> Answers:
        return {"availability": self._slots()}


class LimitsForm(OfferForm):
    title = "Anybody you would rather not meet"
    lead = "Only our team reads this. Most people leave it empty."
    mark_optional = False
    not_with = LongTextField(
        label="Is there anybody you should not be matched with?",
        help_text="For example a former colleague or somebody you know in private. A name is enough: you do not need to"
        " say why.",
        max_length=500,
        required=False,
        rows=3,
    )


SECTIONS: dict[str, type[OfferForm]] = {
    "work": WorkForm,
    "help": HelpForm,
    "meeting": MeetingForm,
    "times": TimesForm,
    "limits": LimitsForm,
}


def offer_of(mentor: Mentor) -> Answers:
    """What a mentor has told, as the forms take it."""
    names = "strand occupation occupation_version job_title employer seniority about mode region capacity availability"
    told = {name: getattr(mentor, name) for name in [*names.split(), "not_with"]}
    return told | {"skills": ids(mentor.skills.all())}


def ids(skills: Iterable[Skill]) -> list[int]:
    return [skill.pk for skill in skills]
