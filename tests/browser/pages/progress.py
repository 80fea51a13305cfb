"""How somebody who takes part gets on."""

from django.urls import reverse

from participation.models import Session
from tests.browser.pages.page import NotPages, Page, Path, programme
from tests.browser.visitor import Visitor
from tests.browser.world import World


def own(name: str, state: str = "getting on", *more: str) -> Path:
    def path(world: World) -> str:
        cohort = world.enrolments[state].cohort
        return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug, *more])

    return path


def of_step(name: str) -> Path:
    return lambda world: own(name, "getting on", world.enrolments["getting on"].next_steps.first().uuid)(world)


def nothing_to_do(visitor: Visitor, world: World) -> None:
    visitor.open(own("next_step_add")(world))
    visitor.page.get_by_role("button", name="Add it").click()


def nothing_answered(visitor: Visitor, world: World) -> None:
    visitor.open(own("survey_give", "starting", "start")(world))
    visitor.page.get_by_role("button", name="Send my answers").click()


def of_cohort(name: str, slug: str) -> Path:
    """For its managers."""
    return lambda world: reverse(f"participation:{name}", args=[world.programme.slug, slug])


def of_session(name: str, title: str) -> Path:
    def path(world: World) -> str:
        return own(name, "getting on", Session.objects.get(cohort__slug="running", title=title).uuid)(world)

    return path


def nothing_told(visitor: Visitor, world: World) -> None:
    visitor.open(of_session("session_feedback", "Your story")(world))
    visitor.page.get_by_role("button", name="Send").click()


def number(world: World) -> str:
    certificate = world.enrolments["completed"].certificate
    return reverse("participation:certificate_check", args=[certificate.number])


PAGES: list[Page] = [
    Page("participation:roadmap_detail", "getting on", own("roadmap_detail")),
    Page("participation:roadmap_detail", "new", own("roadmap_detail", "new"), state="empty"),
    Page("participation:roadmap_change", "getting on", own("roadmap_change", "getting on", "goals")),
    Page("participation:next_step_add", "getting on", own("next_step_add")),
    Page("participation:next_step_add", "getting on", way=nothing_to_do, state="wrong"),
    Page("participation:next_step_change", "getting on", of_step("next_step_change")),
    Page("participation:next_step_remove", "getting on", of_step("next_step_remove")),
    Page("participation:survey_results", "getting on", own("survey_results")),
    Page("participation:survey_results", "starting", own("survey_results", "starting"), state="to answer"),
    Page("participation:survey_results", "new", own("survey_results", "new"), state="nothing yet"),
    Page("participation:survey_give", "starting", own("survey_give", "starting", "start")),
    Page("participation:survey_give", "starting", way=nothing_answered, state="wrong"),
    Page("participation:survey_give", "new", own("survey_give", "new", "start"), state="over"),
    Page("participation:cohort_surveys", "manager", of_cohort("cohort_surveys", "last")),
    Page("participation:cohort_surveys", "manager", of_cohort("cohort_surveys", "running"), state="not yet"),
    Page("participation:my_progress", "getting on", own("my_progress")),
    Page("participation:my_progress", "starting", own("my_progress", "starting"), state="new"),
    Page("participation:my_progress", "completed", own("my_progress", "completed"), state="completed"),
    Page("participation:session_feedback", "getting on", of_session("session_feedback", "Your story")),
    Page("participation:session_feedback", "getting on", way=nothing_told, state="wrong"),
    Page("participation:session_feedback", "getting on", of_session("session_feedback", "Meet employers"), state="not"),
    Page("participation:feedback_list", "manager", of_cohort("feedback_list", "running")),
    Page("participation:feedback_list", "manager", of_cohort("feedback_list", "new"), state="empty"),
    Page("participation:feedback_detail", "manager", of_session("feedback_detail", "Values at work")),
    Page("participation:feedback_detail", "manager", of_session("feedback_detail", "Your story"), state="nothing"),
    Page("participation:cohort_completion", "manager", of_cohort("cohort_completion", "last")),
    Page("participation:cohort_completion", "manager", of_cohort("cohort_completion", "running"), state="not yet"),
    Page("participation:completion_rule", "manager", programme("participation:completion_rule")),
    Page("participation:certificate_detail", "completed", own("certificate_detail", "completed")),
    Page("participation:certificate_check", path=number),
    Page(
        "participation:certificate_check",
        path=lambda world: reverse("participation:certificate_check", args=["nothing"]),
        state="unknown",
        status=404,
    ),
]
NOT_PAGES: NotPages = {
    "participation:next_step_mark": "a press",
    "participation:certificate_pdf": "a file",
}
