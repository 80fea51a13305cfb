"""The equality questions, as the person who answers them sees them. Nobody else sees a page of these."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.gates import returner
from accounts.requests import SignedInRequest
from core.discreet import discreet
from core.errors import Refused
from returners import actions
from returners.equality import NEWEST, NOT_ANSWERED, Answered, Question, QuestionSet
from returners.equality_forms import EqualityForm, EqualityStartForm
from returners.models import Application, EqualityAnswers
from returners.views.applying import own_application

# Set in the address when an answer is changed from the list of answers, where the person then comes back to.
CHANGING = "change"


def on_sent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The questions follow once the application is sent, and stay open after it is over."""

    @discreet
    @wraps(view)
    def wrapped(request: SignedInRequest, uuid: str, **kwargs: str) -> HttpResponse:
        application = own_application(request, uuid)
        if not application.submitted_at:
            return redirect("returners:application_detail", uuid)
        try:
            return view(request, application, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("returners:application_detail", uuid)

    return wrapped


@returner
@on_sent
def equality_start(request: SignedInRequest, application: Application) -> HttpResponse:
    """Why we ask and who sees it, before anything is asked. Whoever has answered comes to their answers."""
    if EqualityAnswers.objects.of(application).exists():
        return redirect("returners:equality_answers", application.uuid)
    form = EqualityStartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data["wanted"]:
            return redirect("returners:equality_question", application.uuid, NEWEST.questions[0].slug)
        return redirect("returners:application_detail", application.uuid)
    return render(request, "returners/equality_start.html", {"application": application, "form": form})


@returner
@on_sent
def equality_question(request: SignedInRequest, application: Application, question: str) -> HttpResponse:
    questions, answers = told(application)
    if question not in {known.slug for known in questions.questions}:
        raise Http404
    here = next((asked for asked in questions.asked(answers) if asked.slug == question), None)
    if here is None:
        # A second step without its first: an old link, or the answer was changed in another tab.
        return redirect("returners:equality_answers", application.uuid)
    # Nothing chosen is nothing sent: whether it was sent is for the method to say.
    sent = request.POST if request.method == "POST" else None
    form = EqualityForm(sent, questions=questions, question=here, answers=answers)
    changing = CHANGING in request.GET
    if form.is_valid():
        if answer := form.cleaned_data["answer"]:
            actions.answer_equality(application, question=here.slug, answer=answer)
        return redirect(_after(application, here, changing=changing))
    context = {
        "application": application,
        "form": form,
        "question": here,
        "number": questions.counted().index(_first_step(questions, here)) + 1,
        "of": len(questions.counted()),
        "back_url": _back(application, questions, here, answers, changing=changing),
    }
    return render(request, "returners/equality_question.html", context)


@returner
@on_sent
def equality_answers(request: SignedInRequest, application: Application) -> HttpResponse:
    questions, answers = told(application)
    rows = [
        {
            "key": question.short,
            "value": chosen.label if (chosen := question.chosen(answers)) else NOT_ANSWERED,
            "url": f"{_url(application, question)}?{CHANGING}=1",
            "change": question.short.lower(),
        }
        for question in questions.asked(answers)
    ]
    context = {"application": application, "rows": rows, "has_answers": bool(answers)}
    return render(request, "returners/equality_answers.html", context)


@returner
@on_sent
def equality_delete(request: SignedInRequest, application: Application) -> HttpResponse:
    if request.method == "POST":
        actions.forget_equality_answers(application)
        messages.success(request, "Your equality answers are deleted.")
        return redirect("returners:application_detail", application.uuid)
    return render(request, "returners/equality_delete.html", {"application": application})


def told(application: Application) -> tuple[QuestionSet, Answered]:
    """The answers so far, with the questions as they were then."""
    found = EqualityAnswers.objects.of(application).first()
    return (found.questions, found.answers) if found else (NEWEST, {})


def _first_step(questions: QuestionSet, question: Question) -> Question:
    return next(q for q in questions.counted() if q.slug in (question.slug, question.refines))


def _url(application: Application, question: Question) -> str:
    return reverse("returners:equality_question", args=[application.uuid, question.slug])


def _after(application: Application, here: Question, *, changing: bool) -> str:
    """The next question; at the end, and after a change without a second step to it, the list of answers."""
    questions, answers = told(application)
    asked = questions.asked(answers)
    following = asked[asked.index(here) + 1 :][:1]
    if following and not changing:
        return _url(application, following[0])
    if following and following[0].refines == here.slug and following[0].slug not in answers:
        return f"{_url(application, following[0])}?{CHANGING}=1"
    return reverse("returners:equality_answers", args=[application.uuid])


def _back(
    application: Application, questions: QuestionSet, here: Question, answers: Answered, *, changing: bool
) -> str:
    if changing:
        return reverse("returners:equality_answers", args=[application.uuid])
    asked = questions.asked(answers)
    before = asked[: asked.index(here)]
    return _url(application, before[-1]) if before else reverse("returners:equality_start", args=[application.uuid])
