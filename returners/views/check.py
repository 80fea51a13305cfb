"""The eligibility check: public, without an account, one question a page. The answers stay in the session."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.gates import public
from cohorts.models import Cohort, Programme
from core.calendar import uk_day
from core.requests import Request
from returners import questions
from returners.eligibility import Answers, Outcome, check
from returners.next_steps import advice
from returners.question_forms import QUESTION_FORMS
from returners.views.breaks import Teller, one_break

SESSION_KEY = "eligibility"


@public
def eligibility_check(request: Request, slug: str) -> HttpResponse:
    programme, cohort = find_programme(request, slug)
    return render(request, "returners/eligibility_check.html", {"programme": programme, "cohort": cohort})


@public
def eligibility_question(request: Request, slug: str, question: str) -> HttpResponse:
    programme, cohort = find_programme(request, slug)
    answers, target = known_answers(request), cohort.rules.target
    here = get_question(question, answers, target)
    if here is None:
        return redirect(next_url(programme, answers, target))
    form = QUESTION_FORMS[here.slug](request.POST or None, answers=answers, today=uk_day(request.arrived_at))
    teller = _teller(request, programme, target) if here.slug == "break" else None
    if form.is_valid():
        answers = form.answered()
        keep_known_answers(request, answers)
        return redirect((teller and teller.after(request, answers)) or next_url(programme, answers, target))
    before = questions.before(here.slug, answers, target)
    if before:
        back_url = reverse("returners:eligibility_question", args=[programme.slug, before.slug])
    else:
        back_url = reverse("returners:eligibility_check", args=[programme.slug])
    context = {
        "programme": programme,
        "form": form,
        "question": here,
        "breaks": teller.listed() if teller and not form.is_bound else None,
        "back_url": back_url,
        "has_begun": answers != Answers(),
    }
    return render(request, "returners/eligibility_question.html", context)


@public
def eligibility_break(request: Request, slug: str, key: str) -> HttpResponse:
    """One of several breaks."""
    programme, cohort = find_programme(request, slug)
    answers, target = known_answers(request), cohort.rules.target
    if get_question("break", answers, target) is None:
        return redirect(next_url(programme, answers, target))
    shown = one_break(request, _teller(request, programme, target), key)
    if isinstance(shown, str):
        return redirect(shown)
    return render(request, "returners/eligibility_break.html", {"programme": programme, **shown})


def _teller(request: Request, programme: Programme, target: frozenset[str]) -> Teller:
    answers = known_answers(request)
    return Teller(
        answers=answers,
        today=uk_day(request.arrived_at),
        list_url=reverse("returners:eligibility_question", args=[programme.slug, "break"]),
        next_url=next_url(programme, answers, target),
        break_url=lambda key: reverse("returners:eligibility_break", args=[programme.slug, key]),
        keep=lambda changed: keep_known_answers(request, changed),
    )


@public
def eligibility_result(request: Request, slug: str) -> HttpResponse:
    programme, cohort = find_programme(request, slug)
    answers, target = known_answers(request), cohort.rules.target
    if questions.unanswered(answers, target):
        return redirect(next_url(programme, answers, target))
    verdict = check(answers, cohort.rules, cohort.reference_date)
    later = programme.cohort_for(verdict.eligible_from, request.arrived_at) if verdict.eligible_from else None
    context = {
        "programme": programme,
        "cohort": cohort,
        "verdict": verdict,
        "eligible": verdict.outcome == Outcome.MET,
        "referred": verdict.outcome == Outcome.REFER,
        "later": later,
        "advice": advice(verdict.results, only_time_missing=verdict.eligible_from is not None),
        "questions": (asked := questions.asked(answers, target)),
        "last_question": asked[-1].slug,
    }
    return render(request, "returners/eligibility_result.html", context)


def known_answers(request: Request) -> Answers:
    """What this browser has answered so far."""
    return Answers.from_session(request.session.get(SESSION_KEY, {}))


def keep_known_answers(request: Request, answers: Answers) -> None:
    request.session[SESSION_KEY] = answers.as_json()


def get_question(slug: str, answers: Answers, target: frozenset[str]) -> questions.Question | None:
    return next((question for question in questions.asked(answers, target) if question.slug == slug), None)


def next_url(programme: Programme, answers: Answers, target: frozenset[str]) -> str:
    left = questions.unanswered(answers, target)
    if left:
        return reverse("returners:eligibility_question", args=[programme.slug, left[0].slug])
    return reverse("returners:eligibility_result", args=[programme.slug])


def find_programme(request: Request, slug: str) -> tuple[Programme, Cohort]:
    """The programme, and the cohort a person would apply to now: breaks are measured to its reference date."""
    programme = get_object_or_404(Programme.objects.public(), slug=slug)
    cohort = programme.cohort_to_apply_to(request.arrived_at)
    if cohort is None:
        raise Http404("This programme has no cohort yet.")
    return programme, cohort
