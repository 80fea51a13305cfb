"""What a returner would like of a mentor."""

from typing import Any

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms

from cohorts.models import Enrolment
from core import occupations
from core.forms import Checkboxes, LongTextField, PortalForm, Radios, choices_of
from core.words import listed
from mentoring.models import Wants
from mentoring.own_wants import Told, skills_to_ask
from mentoring.people import LEAST_SENIORITY, Mode
from mentoring.seniority import Seniority
from returners.profile_forms import OTHER, occupation_choices

WISHES = ["first_wish", "second_wish", "third_wish"]
FOLDED = ["occupation", "skills", "seniority", "employers", "not_with"]
SUMMARY = (
    '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">'
    "What your mentor should know, and who it should not be</span></summary>"
)
LONGEST_NAME = 200


def wish(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False)


class WantsForm(PortalForm):
    submit_label = "Save"
    mark_optional = False
    wants_mentor = forms.TypedChoiceField(
        label="Would you like a mentor?",
        choices=[("yes", "Yes"), ("no", "No, I do not want a mentor")],
        coerce=lambda answer: answer == "yes",
        widget=Radios(hints={"no": "That is fine. You can change your mind until mentors are found for your cohort."}),
        error_messages={"required": "Select yes if you would like a mentor"},
    )
    topics = forms.TypedMultipleChoiceField(
        label="What would you like to talk about?", coerce=int, required=False, widget=Checkboxes(small=True)
    )
    first_wish = wish("What matters most")
    second_wish = wish("What comes next")
    third_wish = wish("And then")
    occupation = forms.ChoiceField(label="What kind of work should your mentor know?", required=False)
    skills = forms.TypedMultipleChoiceField(
        label="What should your mentor be good at?", coerce=int, required=False, widget=Checkboxes(small=True)
    )
    seniority = forms.TypedChoiceField(
        label="What came closest to your own work?",
        help_text="Before your break, or now. Your mentor is at least as far.",
        choices=[(LEAST_SENIORITY, "I would rather not say"), *Seniority.choices],
        coerce=int,
        required=False,
        empty_value=LEAST_SENIORITY,  # type: ignore[arg-type]
    )
    mode = forms.ChoiceField(label="How would you like to meet?", choices=Mode, required=False, widget=Radios)
    employers = LongTextField(
        label="Is there another employer your mentor should not come from?",
        max_length=1_000,
        required=False,
        rows=2,
    )
    not_with = LongTextField(
        label="Is there anybody you should not be matched with?",
        help_text="Only our team reads this. A name is enough: you do not need to say why.",
        max_length=500,
        required=False,
        rows=2,
    )

    def __init__(self, data: Any = None, *, enrolment: Enrolment, told: Told, employers: list[str]):
        topics, skills = skills_to_ask(enrolment, told["skills"])
        known = {name: told[name] for name in ("mode", "seniority", "not_with")}
        known |= {name: told.get(f"{name}_id") for name in WISHES}
        known |= {
            "wants_mentor": "yes" if told["wants_mentor"] else "no",
            "occupation": told["occupation"] or OTHER,
            "topics": [topic.pk for topic in topics if topic.pk in told["skills"]],
            "skills": [skill.pk for skill in skills if skill.pk in told["skills"]],
            "employers": "\n".join(told["employers"]),
        }
        super().__init__(data, initial=known)
        choices_of(self, "topics").choices = [(topic.pk, topic.name) for topic in topics]
        choices_of(self, "skills").choices = [(skill.pk, skill.name) for skill in skills]
        choices_of(self, "occupation").choices = occupation_choices(enrolment.strand.slug)[1:]
        for name in WISHES:
            choices_of(self, name).choices = [("", "No wish"), *((topic.pk, topic.name) for topic in topics)]
        self.fields["employers"].help_text = "One a line, up to five." + (
            f" Nobody comes from where you have told us you worked: {listed(employers)}." if employers else ""
        )

    @property
    def layout(self) -> Layout:  # type: ignore[override]
        """What most people leave as it is is folded away, until something in it has to be mended."""
        is_open = " open" if self.errors.keys() & set(FOLDED) else ""
        return Layout(
            "wants_mentor",
            "topics",
            Fieldset("Up to three of these that matter most", *WISHES),
            "mode",
            HTML(f'<details class="govuk-details"{is_open}>{SUMMARY}<div class="govuk-details__text">'),
            *FOLDED,
            HTML("</div></details>"),
        )

    def clean_employers(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["employers"].splitlines()]
        names = list(dict.fromkeys(filter(None, names)))
        if len(names) > Wants.MOST_EMPLOYERS:
            raise forms.ValidationError(f"Enter up to {Wants.MOST_EMPLOYERS} employers, one a line")
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(f"Each employer must be {LONGEST_NAME} characters or fewer")
        return names

    def clean(self) -> None:
        wished = [self.cleaned_data[name] for name in WISHES if self.cleaned_data.get(name)]
        if len(set(wished)) < len(wished):
            self.add_error(WISHES[len(wished) - 1], "Choose each topic once")

    def told(self) -> Told:
        """As `Wants` has it. What matters most is talked about, ticked or not; the first that is chosen comes first."""
        cleaned = self.cleaned_data
        code = "" if cleaned["occupation"] == OTHER else cleaned["occupation"]
        wished = [cleaned[name] for name in WISHES if cleaned[name]]
        kept = dict(zip((f"{name}_id" for name in WISHES), [*wished, None, None, None], strict=False))
        return kept | {
            "wants_mentor": cleaned["wants_mentor"],
            "occupation": code,
            "occupation_version": occupations.VERSION if code else "",
            "skills": {*cleaned["topics"], *cleaned["skills"], *wished},
            "mode": cleaned["mode"] or Mode.EITHER,
            "seniority": cleaned["seniority"],
            "employers": cleaned["employers"],
            "not_with": cleaned["not_with"],
        }
