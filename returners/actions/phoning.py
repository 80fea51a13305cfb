"""An application by phone: staff write it down, and its person sends it, by one press behind a link."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from accounts.actions import account_for, forget_unused, verify_address
from accounts.models import User
from cohorts.models import Cohort, ProgrammeText
from core import audit
from core.errors import Refused
from notifications.models import Message
from returners import letters
from returners.actions.applying import move, refuse_unless_open, submit
from returners.actions.steps import hold, note
from returners.doors import BY_PHONE
from returners.models import Application, PhoneDraft, Step

SECOND_PRESS = dt.timedelta(minutes=1)
NEWER_LETTER = "There is a newer letter from us. Please use the link in that one."
RUN_OUT = "This link has run out. Ask us for a new one."
CHANGED = "Your application has changed since you opened this page. Please read it again before you send it."
SENT = "This application has been sent, so its answers can no longer be changed."


@transaction.atomic
def take_by_phone(cohort: Cohort, *, email: str, full_name: str, phone: str, by: User, at: dt.datetime) -> PhoneDraft:
    """Begin to write down what a caller says. Asked again for the same caller, it is the same draft.

    Who has no account gets one; who has begun an application themselves carries on with that one themselves.
    """
    refuse_unless_open(cohort, at)
    person = account_for(email, name=full_name)
    _refuse_person(person, by=by)
    application, is_started = Application.objects.live().get_or_create(
        person=person,
        programme=cohort.programme,
        defaults={"cohort": cohort, "full_name": full_name, "phone": phone, "started_at": at, "changed_at": at},
    )
    if not is_started:
        return _take_up_again(application, cohort, at=at)
    note(application, Step.What.TAKEN, at=at, by=by)
    return PhoneDraft.objects.create(application=application, taken_by=by, taken_at=at)


def _refuse_person(person: User, *, by: User) -> None:
    if person == by:
        raise Refused("This is your own address. To apply yourself, start from the programme's page.")
    if not person.is_active:
        raise Refused("The account with this address is closed. Ask the caller for another address.")


def _take_up_again(application: Application, cohort: Cohort, *, at: dt.datetime) -> PhoneDraft:
    application = hold(application)
    if not application.is_draft:
        raise Refused(f"They have an application already: reference {application.reference}.")
    draft = PhoneDraft.objects.filter(application=application).first()
    if draft is None:
        raise Refused(
            "They have begun an application themselves, and can carry on with it: ask them to sign in. What they have"
            " not sent yet, only they can see."
        )
    if application.cohort_id != cohort.pk:
        move(application, cohort, at=at)
    return draft


@transaction.atomic
def send_to_confirm(draft: PhoneDraft, *, by: User, at: dt.datetime) -> PhoneDraft:
    """Write to the caller: a link to read everything and send it. A link sent before opens nothing any more.

    A second press within a minute sends no second letter.
    """
    draft = _hold(draft)
    application = draft.application
    refuse_unless_open(application.cohort, at)
    if missing := BY_PHONE.missing(application):
        names = ", ".join(section.title.lower() for section in missing)
        raise Refused(f"Some sections are not complete yet: {names}.")
    if draft.sent_at and at - draft.sent_at < SECOND_PRESS and not draft.objection:
        return draft
    draft.link, draft.sent_at, draft.sent_to = uuid.uuid4(), at, application.person.email
    draft.objection, draft.objected_at = "", None
    draft.save(update_fields=["link", "sent_at", "sent_to", "objection", "objected_at"])
    note(application, Step.What.LINK_SENT, at=at, by=by)
    letters.please_confirm(draft)
    return draft


@transaction.atomic
def confirm(draft: PhoneDraft, *, shown: str, at: dt.datetime) -> Application:
    """The press that agrees to the declarations and sends the application. Pressed twice, it was sent once.

    `shown` is what stood on the page (`PhoneDraft.as_shown`): nobody sends what they have not read.
    """
    application = draft.application
    with audit.acting(by=application.person, why="Confirmed by link"):
        try:
            draft = _hold_behind_link(draft, at=at)
        except AlreadySent:
            return hold(application)
        application = draft.application
        declarations = application.programme.text(ProgrammeText.Kind.DECLARATIONS)
        if shown != draft.as_shown(declarations):
            raise Refused(CHANGED)
        application.declarations, application.declared_at = declarations, at
        application.privacy_notice = application.programme.privacy_notice
        application.save(update_fields=["declarations", "declared_at", "privacy_notice"])
        verify_address(application.person, email=draft.sent_to)
        draft.confirmed_at = at
        draft.objection, draft.objected_at = "", None
        draft.save(update_fields=["confirmed_at", "objection", "objected_at"])
        return submit(application, at=at)


@transaction.atomic
def say_not_right(draft: PhoneDraft, *, what: str, at: dt.datetime) -> PhoneDraft:
    """The caller finds something wrong: staff are told what, and it stays a draft."""
    with audit.acting(by=draft.application.person, why="Said by link what is not right"):
        draft = _hold_behind_link(draft, at=at)
        draft.objection, draft.objected_at = what, at
        draft.save(update_fields=["objection", "objected_at"])
        note(draft.application, Step.What.NOT_RIGHT, at=at, by=draft.application.person, why=what)
    return draft


@transaction.atomic
def delete_phone_draft(draft: PhoneDraft, *, by: User | None, at: dt.datetime) -> None:
    """Delete what was written down, with its history and its letters.

    An account that was made for the caller goes, too, if they never used it.
    `by` is None when the person behind the link says that they did not ask for it: whoever took the call is told.
    """
    with audit.acting(by=by, why="Deleted an application taken by phone"):
        draft = _hold(draft) if by else _hold_behind_link(draft, at=at)
        application, person = draft.application, draft.application.person
        if by is None:
            letters.not_asked_for(draft)
        told = (application.breaks, application.work_roles, application.criterion_answers)
        rows: list[Any] = [draft, *(row for kind in told for row in kind.all()), application]
        for row in rows:
            row.events.all().delete()
        # They name the address, which may be a stranger's.
        Message.objects.about(application.uuid).delete()
        application.delete()
        forget_unused(person)


class AlreadySent(Refused):
    """What was a draft has been sent, by this link in another tab or by its person after signing in."""


def _hold(draft: PhoneDraft) -> PhoneDraft:
    """Lock the application and read both anew; refused once it is no draft any more."""
    try:
        application = hold(draft.application)
        draft = PhoneDraft.objects.select_related("taken_by").get(pk=draft.pk)
    except (Application.DoesNotExist, PhoneDraft.DoesNotExist):
        raise Refused("This application has been deleted.") from None
    if not application.is_draft:
        raise AlreadySent(SENT)
    draft.application = application
    return draft


def _hold_behind_link(draft: PhoneDraft, *, at: dt.datetime) -> PhoneDraft:
    held = _hold(draft)
    if held.link != draft.link:
        raise Refused(NEWER_LETTER)
    if held.has_run_out(at):
        raise Refused(RUN_OUT)
    return held
