"""How somebody feels about going back to work: their answers, and what has changed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import programme_manager, returner
from accounts.requests import SignedInRequest
from core.errors import Refused
from participation import change
from participation.actions import surveys as actions
from participation.models import Moment
from participation.models.survey import can_answer, days, is_asked, open_surveys
from participation.own import own_enrolment
from participation.survey_forms import SurveyForm
from participation.views.managed import managed_cohort

BETWEEN = {Moment.END: "From the start to the end", Moment.LATER: "From the start to six months later"}


@returner
def survey_give(request: SignedInRequest, programme_slug: str, slug: str, moment: str) -> HttpResponse:
    """One page, three minutes. Answers can be changed as long as they can be given."""
    enrolment = own_enrolment(request, programme_slug, slug)
    if moment not in Moment:
        raise Http404
    asked, at = Moment(moment), request.arrived_at
    context = {"enrolment": enrolment, "moment": asked, "last_day": days(enrolment, asked)[1]}
    given = change.own_answers(enrolment).get(asked)
    if not can_answer(enrolment, asked, at):
        context["refusal"] = actions.why_not(enrolment, asked, at)
        return render(request, "participation/survey_give.html", context)
    form = SurveyForm(request.POST or None, initial=given)
    if form.is_valid():
        try:
            actions.answer_survey(enrolment, asked, answers=form.cleaned_data, by=request.user, at=at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Thank you. Your answers are saved.")
        return redirect("participation:survey_results", programme_slug, slug)
    return render(request, "participation/survey_give.html", {**context, "form": form, "given": given})


@returner
def survey_results(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    answers = change.own_answers(enrolment)
    to_answer = open_surveys(enrolment, request.arrived_at)
    context = {
        "enrolment": enrolment,
        "answers": answers,
        "chart": change.chart(answers, title="How you feel about going back to work") if answers else None,
        "table": change.table(answers),
        "to_answer": [moment for moment in to_answer if moment not in answers],
        "to_change": [moment for moment in to_answer if moment in answers],
        "next": next((m for m in Moment if m not in answers and m not in to_answer and is_asked(enrolment, m)), None),
    }
    return render(request, "participation/survey_results.html", context)


@programme_manager
def cohort_surveys(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    """What has changed for a cohort: averages of those who answered twice, without names."""
    cohort = managed_cohort(request, programme_slug, slug)
    shown = change.pairs(cohort, at=request.arrived_at)
    answered = change.answered(cohort)
    context = {
        "cohort": cohort,
        "people": cohort.enrolments.count(),
        "answered": [(moment, number) for moment, number in answered.items()],
        "pairs": [
            {
                "pair": pair,
                "title": BETWEEN[pair.moment],
                "chart": change.chart(pair.values, title=BETWEEN[pair.moment], name=pair.moment),
                "table": change.table(pair.values),
            }
            for pair in shown
        ],
        "shown_from": [(moment, change.shown_from(cohort, moment)) for moment in (Moment.END, Moment.LATER)],
        "smallest": change.SMALLEST,
    }
    return render(request, "participation/cohort_surveys.html", context)
