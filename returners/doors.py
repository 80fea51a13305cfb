"""The ways into an application's answers: the same sections, forms and questions behind other pages and gates."""

from dataclasses import dataclass

from django.urls import reverse

from returners import questions
from returners.models import Application
from returners.sections import Section, incomplete, sections_of


@dataclass(frozen=True)
class Door:
    """Who fills an application in: the pages they do it on, by the names of their addresses.

    `roles` begins the names of the pages for roles; `leaves_out` are sections that are filled in elsewhere.
    """

    tasks: str
    section: str
    question: str
    one_break: str
    roles: str
    check: str
    check_title: str
    leaves_out: frozenset[str] = frozenset()

    def sections(self, application: Application) -> list[Section]:
        return [section for section in sections_of(application) if section.slug not in self.leaves_out]

    def tasks_url(self, application: Application) -> str:
        return reverse(f"returners:{self.tasks}", args=[application.uuid])

    def section_url(self, application: Application, slug: str) -> str:
        if slug == "experience":
            return reverse(f"returners:{self.roles}_list", args=[application.uuid])
        if slug != "eligibility":
            return reverse(f"returners:{self.section}", args=[application.uuid, slug])
        left = questions.unanswered(application.answers(), application.cohort.rules.target)
        # With everything answered, begin where the questions begin.
        return self.question_url(application, left[0].slug if left else questions.QUESTIONS[0].slug)

    def question_url(self, application: Application, slug: str) -> str:
        return reverse(f"returners:{self.question}", args=[application.uuid, slug])

    def break_url(self, application: Application, key: str) -> str:
        return reverse(f"returners:{self.one_break}", args=[application.uuid, key])

    def check_url(self, application: Application) -> str:
        return reverse(f"returners:{self.check}", args=[application.uuid])

    def url_after_question(self, application: Application) -> str:
        """The next question that is left; then as after any section."""
        left = questions.unanswered(application.answers(), application.cohort.rules.target)
        return self.question_url(application, left[0].slug) if left else self.url_after(application)

    def url_after(self, application: Application) -> str:
        """Where a finished section leads: straight on to the next that is left, then to the check. No way round."""
        left = self.missing(application)
        return self.section_url(application, left[0].slug) if left else self.check_url(application)

    def missing(self, application: Application) -> list[Section]:
        return incomplete(application, self.sections(application))


OWN = Door(
    tasks="application_tasks",
    section="application_section",
    question="application_question",
    one_break="application_break",
    roles="work_role",
    check="application_check",
    check_title="Check your answers and send your application",
)
# Nobody but the person declares anything: they do, where they confirm what was taken down.
BY_PHONE = Door(
    tasks="phone_tasks",
    section="phone_section",
    question="phone_question",
    one_break="phone_break",
    roles="phone_role",
    check="phone_check",
    check_title="Check the answers and send them to be confirmed",
    leaves_out=frozenset({"declarations"}),
)
