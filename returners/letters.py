"""The letters of an application, one at each step, and the timed one. Every context is plain strings."""

import datetime as dt
from typing import Any

from django.urls import reverse

from cohorts.models import Cohort, Enrolment
from core.calendar import end_of_uk_day
from core.places import Status
from core.uktime import uk_date, uk_deadline, uk_end
from core.words import lower_first
from notifications.outbox import Lane, letter_url, post
from notifications.timed import Rule
from returners.models import (
    Application,
    Assessment,
    CalendarChange,
    Decision,
    PhoneDraft,
    Place,
    Profile,
    Reopening,
    ReviewRequest,
    with_profile,
)
from returners.profile_sections import missing


def please_confirm(draft: PhoneDraft) -> None:
    """Whoever has the link reads all answers: on no page of letters, and wiped once it has gone."""
    application = draft.application
    post(
        f"application-please-confirm:{draft.link}",
        to=draft.sent_to,
        person=application.person,
        about=application.uuid,
        template="returners/email/please_confirm",
        context=context(application)
        | {
            "confirm_url": letter_url(reverse("returners:phone_confirm", args=[draft.token])),
            "send_by": uk_deadline(min(draft.ends_at, application.cohort.closes_at)),
            "ranked": ranked_by(application),
        },
        lane=Lane.NOW,
        secret=True,
    )


def not_asked_for(draft: PhoneDraft) -> None:
    """To whoever took the call: the reference alone, for the rest is deleted."""
    application = draft.application
    post(
        f"application-not-asked-for:{application.uuid}",
        to=draft.taken_by.email,
        person=draft.taken_by,
        template="returners/email/not_asked_for",
        context={
            "reference": application.reference,
            "programme": application.programme.name,
            "phone_url": letter_url(reverse("returners:phone_list")),
        },
    )


def section_reopened(reopening: Reopening) -> None:
    application = reopening.application
    change_url = letter_url(reverse("returners:reopened_section", args=[application.uuid]))
    section = lower_first(reopening.get_section_display())
    _send("section_reopened", application, about=reopening, note=reopening.note, section=section, change_url=change_url)


def received(application: Application) -> None:
    _send("received", application)


def offered(place: Place) -> None:
    """A place at once."""
    _send("offered", place.application, place=place)


def promoted(place: Place) -> None:
    """A place after waiting."""
    _send("promoted", place.application, place=place)


def waiting(place: Place) -> None:
    _send("waiting", place.application, place=place, turn=str(place.turn))


def referred(application: Application, place: Place | None = None) -> None:
    """A person decides; until then the place is kept, or the turn counts. In a ranked cohort there is neither yet."""
    turn = str(place.turn) if place and place.status == Status.WAITING else ""
    decide_by, ranked = uk_deadline(application.decide_by), ranked_by(application)
    _send("referred", application, decide_by=decide_by, turn=turn, decisions_by=ranked)


def ranked_by(application: Application) -> str:
    """By which day a ranked cohort is decided; nothing for any other."""
    cohort = application.cohort
    return uk_date(cohort.decisions_by) if cohort.is_ranked else ""


def assessment_received(application: Application) -> None:
    """Sent to a ranked cohort, and eligible."""
    closes, who_reads = uk_deadline(application.cohort.closes_at), _who_reads(application)
    decisions_by = ranked_by(application)
    _send("assessment_received", application, closes=closes, who_reads=who_reads, decisions_by=decisions_by)


def put_forward(application: Application) -> None:
    """A person has found it eligible, and it is assessed with the others."""
    _send("put_forward", application, who_reads=_who_reads(application), decisions_by=ranked_by(application))


def _who_reads(application: Application) -> str:
    rubric = application.cohort.rubric
    return rubric.who_reads if rubric else ""


def stays(application: Application, assessment: Assessment) -> None:
    """A person has looked at what a release decided, and it stays so."""
    _send("stays", application, about=assessment, reasons=assessment.why)


def held(place: Place) -> None:
    """Its turn has come while a person still decides."""
    _send("held", place.application, place=place, kept_until=uk_deadline(place.pending_until))  # type: ignore[arg-type]


def released(place: Place) -> None:
    """The person was late: the place has gone on, the application has not."""
    _send("released", place.application, place=place, kept_until=uk_deadline(place.pending_until))  # type: ignore[arg-type]


def undecided(application: Application) -> None:
    """The cohort began before anybody had decided."""
    _send("undecided", application)


def not_eligible(application: Application, decision: Decision) -> None:
    """With the reason of each rule that is not met; where only time is missing, from when it would be."""
    reasons = "\n\n".join(result.reason for result in decision.results if result.outcome == "not met")
    _send(
        "not_eligible",
        application,
        about=decision,
        reasons=decision.why or reasons,
        eligible_from=uk_date(decision.eligible_from) if decision.eligible_from else "",
        decided_by_person="yes" if decision.decided_by_id else "",
        ask_until=uk_deadline(application.ask_until(decision)),
        other_help=application.cohort.programme.other_help,
    )


def review_asked(request: ReviewRequest) -> None:
    answer_by, ranked = uk_deadline(request.answer_by), "yes" if request.assessment_id else ""
    _send("review_asked", request.application, about=request, answer_by=answer_by, ranked=ranked)


def upheld(application: Application, decision: Decision) -> None:
    """A person has looked at what the rules turned down, and it stays so."""
    _send("upheld", application, about=decision, reasons=decision.why)


def confirmed(place: Place) -> None:
    application = place.application
    starts, tasks_url = uk_date(application.cohort.starts_on), _tasks_url(application)
    _send("confirmed", application, place=place, starts=starts, tasks_url=tasks_url)


def declined(place: Place) -> None:
    _send("declined", place.application, place=place)


def expired(place: Place) -> None:
    _send("expired", place.application, place=place)


def withdrawn(application: Application) -> None:
    place = application.place
    _send("withdrawn", application, cohort=place.pool.cohort.name if place else application.cohort.name)


def queue_closed(place: Place) -> None:
    _send("queue_closed", place.application, place=place)


def link(application: Application, *, at: dt.datetime) -> None:
    """The way back to a draft: one letter an hour, however often it is asked for."""
    tasks_url = letter_url(reverse("returners:application_tasks", args=[application.uuid]))
    _send("link", application, key=f"{application.pk}:{at:%Y-%m-%dT%H}", tasks_url=tasks_url)


def dates_changed(application: Application, change: CalendarChange) -> None:
    """What a change of the calendar means for one person, in one letter."""
    place = application.place
    said = news(application, place if place and place.is_live else None, change)
    if any(said.values()):
        # Moved once more by the same change, it is news once more.
        until = f"{place.offer_expires_at:%Y%m%dT%H%M}" if place and said["deadline"] else ""
        said["cohort"] = change.cohort.name
        _send("dates_changed", application, key=f"{change.pk}:{application.pk}:{until}", **said)  # type: ignore[arg-type]


def news(application: Application, place: Place | None, change: CalendarChange) -> dict[str, str]:
    """Only what concerns this person, each empty where it does not."""
    cohort, moved = change.cohort, change.dates
    days = {"starts": "starts_on", "mentoring": "mentoring_starts_on", "ends": "ends_on"}
    assessed = application.status == Application.Status.ASSESSMENT
    hopes = place or assessed
    said = {key: uk_date(getattr(cohort, name)) if hopes and name in moved else "" for key, name in days.items()}
    in_review = application.status == Application.Status.IN_REVIEW
    waits = place is not None and place.status == Status.WAITING
    offered = place is not None and place.status == Status.OFFERED and place.pk in change.offers
    return said | {
        "deadline": uk_deadline(place.offer_expires_at) if offered else "",  # type: ignore[union-attr, arg-type]
        "list_closes": uk_end(cohort.last_joining_at) if waits and "last_joining_at" in moved else "",
        "decide_by": uk_deadline(application.decide_by) if in_review and "review_days" in moved else "",
        "decisions_by": uk_date(cohort.decisions_by) if assessed and "decisions_by" in moved else "",
    }


def kept(application: Application, cohort: Cohort) -> None:
    """Another cohort has opened, and the answers of a draft that missed its own can go there. Once for each cohort."""
    start_url = letter_url(reverse("returners:application_start", args=[cohort.programme.slug, cohort.slug]))
    _send(
        "kept",
        application,
        key=f"{application.pk}:{cohort.pk}",
        lane=Lane.BULK,
        next_cohort=cohort.name,
        deadline=uk_deadline(cohort.closes_at),
        start_url=start_url,
    )


def context(application: Application) -> dict[str, str]:
    """What every letter about an application says."""
    cohort = application.cohort
    return {
        "name": application.full_name,
        "programme": cohort.programme.name,
        "cohort": cohort.name,
        "reference": application.reference,
        "contact_email": cohort.programme.contact_email,
        "application_url": letter_url(reverse("returners:application_detail", args=[application.uuid])),
        "programme_url": letter_url(reverse("cohorts:programme_detail", args=[cohort.programme.slug])),
    }


def _tasks_url(application: Application) -> str:
    return letter_url(reverse("returners:profile_tasks", args=[application.uuid]))


def _send(
    letter: str,
    application: Application,
    *,
    place: Place | None = None,
    about: Any = None,
    key: str = "",
    lane: Lane = Lane.NORMAL,
    **more: str,
) -> None:
    subject = place or about or application
    if place and place.offer_expires_at:
        more["deadline"] = uk_deadline(place.offer_expires_at)
    post(
        f"application-{letter}:{key or f'{subject._meta.model_name}:{subject.pk}'}",
        to=application.person.email,
        person=application.person,
        about=application.uuid,
        lane=lane,
        template=f"returners/email/{letter}",
        context=context(application) | more,
    )


# -- Timed ---------------------------------------------------------------------------------------------------------


def _deadline(place: Place) -> dt.datetime | None:
    """The last moment of the offer: one that ends at midnight is about the day before."""
    return place.offer_expires_at and place.offer_expires_at - dt.timedelta(microseconds=1)


def _still_offered(place: Place) -> bool:
    """An offer of a day or less needs no reminder: it would arrive together with the offer itself."""
    if place.status != Status.OFFERED:
        return False
    return place.offer_expires_at - place.offered_at > dt.timedelta(days=1)  # type: ignore[operator]


def _reminder(place: Place) -> dict[str, Any]:
    return {
        "to": place.application.person.email,
        "person": place.application.person,
        "about": place.application.uuid,
        "template": "returners/email/offer_reminder",
        "context": context(place.application) | {"deadline": uk_deadline(place.offer_expires_at)},  # type: ignore[arg-type]
    }


def _whole(profile: Profile) -> Application:
    """Its application with everything that was told until now."""
    rows = Application.objects.select_related("person", "cohort__programme")
    return with_profile(rows).get(pk=profile.application_id)


def _still_missing(profile: Profile) -> bool:
    return profile.enrolment.status == Enrolment.Status.ACTIVE and bool(missing(_whole(profile)))


def _two_weeks_in(profile: Profile) -> dt.datetime:
    """The end of the day two weeks after the start, or of the last day: then everybody has been prepared for."""
    cohort = profile.enrolment.cohort
    return end_of_uk_day(min(cohort.starts_on + dt.timedelta(days=14), cohort.ends_on))


def _profile_reminder(profile: Profile) -> dict[str, Any]:
    application = _whole(profile)
    sections = "\n".join(f"- {section.title}" for section in missing(application))
    return {
        "to": application.person.email,
        "person": application.person,
        "about": application.uuid,
        "template": "returners/email/profile_reminder",
        "context": context(application)
        | {"cohort": profile.enrolment.cohort.name, "sections": sections, "tasks_url": _tasks_url(application)},
    }


RULES = [
    Rule(
        key="offer-reminder",
        name="An offer runs out tomorrow",
        model=Place,
        anchor=_deadline,
        wanted=_still_offered,
        letter=_reminder,
        rows=lambda: Place.objects.select_related("application__person", "application__cohort__programme"),
        # Worth reading up to an hour before the offer runs out.
        latest=lambda place: place.offer_expires_at - dt.timedelta(hours=1),
        offset_days=-1,
        uk_hour=9,
    ),
    Rule(
        key="profile-reminder",
        name="Something is missing that helps to prepare for a person",
        model=Profile,
        anchor=lambda profile: profile.enrolment.signed_at,
        wanted=_still_missing,
        letter=_profile_reminder,
        latest=_two_weeks_in,
        offset_days=5,
        uk_hour=10,
    ),
]
