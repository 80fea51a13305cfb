"""The equality questions, version by version, as data: what is asked, in which words, and how it is counted.

A version is frozen once somebody has been asked it (a test holds it to that): another wording is another version.
Answers keep the version they were given to, and are never read as answers to another. Why these questions and no
others: docs/decisions/equality_answers_stand_apart.md.
"""

from dataclasses import dataclass

PREFER_NOT_TO_SAY = "prefer-not-to-say"
NOT_ANSWERED = "Not answered"

Answered = dict[str, str]


@dataclass(frozen=True)
class Option:
    """`counted_as` is its row in the results; without one, that of the answer it refines, or its own label.

    `of` is the answer to the first step that it refines; `word` is that answer in the wording of the second step.
    """

    value: str
    label: str
    counted_as: str = ""
    of: str = ""
    word: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Question:
    """One page. With `refines`, a second step: asked of those whose answer to that question it has options for.

    `short` names it to the person who answers, `table` to whoever reads the results.
    """

    slug: str
    text: str
    short: str
    options: tuple[Option, ...]
    refines: str = ""
    table: str = ""

    def offered(self, answers: Answered) -> list[Option]:
        """What may be chosen, given the answers so far."""
        options = [option for option in self.options if option.of == answers.get(self.refines, "")]
        return [*options, Option(PREFER_NOT_TO_SAY, "Prefer not to say")] if options else []

    def chosen(self, answers: Answered) -> Option | None:
        return next((o for o in self.offered(answers) if o.value == answers.get(self.slug)), None)


@dataclass(frozen=True)
class QuestionSet:
    version: int
    questions: tuple[Question, ...]

    def asked(self, answers: Answered) -> list[Question]:
        """The questions somebody with these answers is asked."""
        return [question for question in self.questions if question.offered(answers)]

    def text(self, question: Question, answers: Answered) -> str:
        """The question in full. A second step speaks of the answer to the first."""
        return question.text.format(word=self._refined(question, answers).word)

    def tidied(self, answers: Answered) -> Answered:
        """Without what no longer fits: another first step has another second one."""
        return {q.slug: answers[q.slug] for q in self.questions if q.chosen(answers)}

    def rows(self, question: Question) -> list[str]:
        """The rows of the table that a first step is counted in, those that are missed least at the end."""
        options = [o for q in self.questions if question.slug in (q.slug, q.refines) for o in q.options]
        named = dict.fromkeys(o.counted_as or o.label for o in options if o.counted_as or not o.of)
        return [*named, "Preferred not to say", NOT_ANSWERED]

    def row(self, question: Question, answers: Answered) -> str:
        """The one row of that table in which a person is counted."""
        first = question.chosen(answers)
        if first is None:
            return NOT_ANSWERED
        if first.value == PREFER_NOT_TO_SAY:
            return "Preferred not to say"
        second = next((q.chosen(answers) for q in self.questions if q.refines == question.slug), None)
        return (second and second.counted_as) or first.counted_as or first.label

    def counted(self) -> list[Question]:
        """One table for each first step. Never one for a second: beside the first it would give small numbers away."""
        return [question for question in self.questions if not question.refines]

    def _refined(self, question: Question, answers: Answered) -> Option:
        before = next((q for q in self.questions if q.slug == question.refines), None)
        return (before and before.chosen(answers)) or Option("", "")


def _of(parent: str, *labels: str) -> tuple[Option, ...]:
    return tuple(Option(f"{parent}-{number}", label, of=parent) for number, label in enumerate(labels, 1))


AGE = Question(
    "age",
    "Which age group are you in?",
    "Age group",
    (
        Option("16-24", "16 to 24"),
        Option("25-34", "25 to 34"),
        Option("35-44", "35 to 44"),
        Option("45-54", "45 to 54"),
        Option("55-64", "55 to 64"),
        Option("65-over", "65 or over"),
    ),
)
SEX = Question("sex", "What is your sex?", "Sex", (Option("female", "Female"), Option("male", "Male")))
GENDER = Question(
    "gender",
    "Is the gender you identify with the same as your sex registered at birth?",
    "Gender the same as sex registered at birth",
    (Option("same", "Yes"), Option("different", "No")),
)
ETHNIC_GROUP = Question(
    "ethnic-group",
    "What is your ethnic group?",
    "Ethnic group",
    (
        Option("white", "White", word="White background"),
        Option("mixed", "Mixed or multiple ethnic groups", word="Mixed or multiple ethnic groups background"),
        Option("asian", "Asian or Asian British", word="Asian or Asian British background"),
        Option(
            "black",
            "Black, African, Caribbean or Black British",
            word="Black, African, Caribbean or Black British background",
        ),
        Option("other", "Other ethnic group", word="background"),
    ),
)
ETHNIC_BACKGROUND = Question(
    "ethnic-background",
    "Which of these best describes your {word}?",
    "Ethnic background",
    (
        *_of(
            "white",
            "English, Welsh, Scottish, Northern Irish or British",
            "Irish",
            "Gypsy or Irish Traveller",
            "Any other White background",
        ),
        *_of(
            "mixed",
            "White and Black Caribbean",
            "White and Black African",
            "White and Asian",
            "Any other Mixed or multiple ethnic background",
        ),
        *_of("asian", "Indian", "Pakistani", "Bangladeshi", "Chinese", "Any other Asian background"),
        *_of("black", "African", "Caribbean", "Any other Black, African or Caribbean background"),
        *_of("other", "Arab", "Any other ethnic group"),
    ),
    refines="ethnic-group",
)
CONDITION = Question(
    "condition",
    "Do you have any physical or mental health conditions or illness lasting or expected to last 12 months or more?",
    "Long-term condition or illness",
    (
        Option("yes", "Yes", counted_as="Long-term condition, effect not known"),
        Option("no", "No", counted_as="Not disabled"),
    ),
    table="Disability",
)
CONDITION_EFFECT = Question(
    "condition-effect",
    "Do any of your conditions or illnesses reduce your ability to carry out day-to-day activities?",
    "Effect on day-to-day activities",
    (
        Option("a-lot", "Yes, a lot", counted_as="Disabled", of="yes"),
        Option("a-little", "Yes, a little", counted_as="Disabled", of="yes"),
        Option("not-at-all", "Not at all", counted_as="Not disabled", of="yes"),
    ),
    refines="condition",
)
PROFESSIONAL, INTERMEDIATE, LOWER, ELSE = (
    "Professional background",
    "Intermediate background",
    "Lower socio-economic background",
    "Another answer",
)
EARNER = Question(
    "earner",
    "What was the occupation of your main household earner when you were about 14?",
    "Main earner when about 14",
    (
        Option(
            "modern-professional",
            "Modern professional and traditional professional",
            PROFESSIONAL,
            hint="For example teacher, nurse, social worker, software designer, accountant, solicitor, scientist,"
            " engineer.",
        ),
        Option(
            "manager",
            "Senior, middle or junior manager or administrator",
            PROFESSIONAL,
            hint="For example finance manager, chief executive, office manager, bank manager, restaurant manager.",
        ),
        Option(
            "clerical",
            "Clerical and intermediate",
            INTERMEDIATE,
            hint="For example secretary, call centre agent, clerical worker, nursery nurse.",
        ),
        Option(
            "small-business",
            "Small business owner with fewer than 25 employees",
            INTERMEDIATE,
            hint="For example corner shop owner, small plumbing company, single restaurant or cafe owner, taxi owner.",
        ),
        Option(
            "technical",
            "Technical and craft",
            LOWER,
            hint="For example motor mechanic, plumber, printer, electrician, gardener, train driver.",
        ),
        Option(
            "routine",
            "Routine, semi-routine manual and service",
            LOWER,
            hint="For example postal worker, security guard, farm worker, catering assistant, cleaner, driver, bar"
            " staff.",
        ),
        Option("long-unemployed", "Long-term unemployed, for more than a year", LOWER),
        Option("short-unemployed", "Short-term unemployed, for a year or less", ELSE),
        Option("retired", "Retired", ELSE),
        Option("not-applicable", "This does not apply to me", ELSE),
        Option("do-not-know", "I do not know", ELSE),
    ),
)

VERSIONS = {
    1: QuestionSet(1, (AGE, SEX, GENDER, ETHNIC_GROUP, ETHNIC_BACKGROUND, CONDITION, CONDITION_EFFECT, EARNER)),
}
NEWEST = VERSIONS[max(VERSIONS)]
