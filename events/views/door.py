"""The door of an event on its day: for staff, and for helpers with a day link. One page, one address to press at."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.gates import View, has_role, public
from accounts.models import User
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.links import LinkOver
from core.requests import Request
from events import at_the_door, codes
from events.actions import arriving, helping
from events.actions.arriving import NoSeat
from events.door_forms import PressForm, WalkInForm
from events.gates import TEAM, events_team, run_event
from events.models import Attendee, DayLink, Event, Press
from events.models.door import door_opens_at, has_closed, helpers_leave_at

# In the session of a helper's phone: the link it was opened with.
OPENED = "door"
LONGEST_QUERY = 200
CAMERA = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


@dataclass(frozen=True)
class Door:
    """Who stands at which event's door, and the addresses of its page there."""

    event: Event
    by: User | DayLink
    page: str
    press: str
    people: str


def with_camera(view: View) -> View:
    """Goes under the gate: the page may use the camera, and no cache keeps its names."""

    @wraps(view)
    def allowed(*args: object, **kwargs: object) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers["Permissions-Policy"] = CAMERA
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return allowed


# -- For staff -----------------------------------------------------------------------------------------------------


@events_team
@with_camera
def door(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    at = _staff_door(request, uuid)
    # One line about the event: a line for every name at every look would bury the trail.
    audit.looked(request.user, at.event, why="Door list")
    return _page(request, at)


@events_team
@require_POST
@with_camera
def door_press(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    return _press(request, _staff_door(request, uuid))


@events_team
def door_people(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    return _people(request, _staff_door(request, uuid))


def _staff_door(request: SignedInRequest, key: UUID) -> Door:
    return _door(run_event(request, str(key)), request.user, "events:door", key)


def _door(event: Event, by: User | DayLink, page: str, key: object) -> Door:
    page_url, press, people = (reverse(f"{page}{part}", args=[key]) for part in ("", "_press", "_people"))
    return Door(event, by, page_url, press, people)


# -- For helpers ---------------------------------------------------------------------------------------------------


@public
@with_camera
def helper_door(request: Request, token: str) -> HttpResponse:
    """First a press, then the names: whatever only looks at links, as messengers do, sees no list."""
    try:
        link = DayLink.behind(token)
    except LinkOver:
        return _shut(request)
    if not link.is_open(request.arrived_at):
        return _not_now(request, link)
    if request.session.get(OPENED) == str(link.uuid):
        return _page(request, _helpers_door(link, token))
    if request.method == "POST":
        helping.note_opened(link)
        request.session[OPENED] = str(link.uuid)
        return redirect(request.path)
    return render(request, "events/helper_door.html", {"event": link.event})


@public
@require_POST
@with_camera
def helper_door_press(request: Request, token: str) -> HttpResponse:
    return _behind_link(request, token, _press)


@public
def helper_door_people(request: Request, token: str) -> HttpResponse:
    return _behind_link(request, token, _people)


def _behind_link(request: Request, token: str, answer: Callable[[Request, Door], HttpResponse]) -> HttpResponse:
    """At the door that this phone has opened and that is still open.

    410 once it opens for no link any more: the phone can send nothing, and forgets what it has kept. A link that was
    taken back may be followed by another one, so there the phone keeps it.
    """
    try:
        link = DayLink.behind(token)
    except LinkOver:
        raise Http404 from None
    if has_closed(link.event, request.arrived_at):
        return HttpResponse(status=HTTPStatus.GONE)
    if request.session.get(OPENED) != str(link.uuid) or not link.is_open(request.arrived_at):
        raise Http404
    return answer(request, _helpers_door(link, token))


def _helpers_door(link: DayLink, token: str) -> Door:
    return _door(link.event, link, "events:helper_door", token)


def _not_now(request: Request, link: DayLink) -> HttpResponse:
    opens_at = door_opens_at(link.event)
    if has_closed(link.event, request.arrived_at):
        return _shut(request, closed=link.event)
    if link.taken_back_at is None and request.arrived_at < opens_at:
        return render(request, "events/helper_door.html", {"event": link.event, "opens_at": opens_at})
    return _shut(request)


def _shut(request: Request, *, closed: Event | None = None) -> HttpResponse:
    """`closed`: for good, so that nothing the phone has kept can be sent any more."""
    return render(request, "events/helper_door.html", {"is_shut": True, "closed": closed}, status=404)


# -- Behind a code -------------------------------------------------------------------------------------------------


@public
@with_camera
def arrive(request: Request, uuid: UUID) -> HttpResponse:
    """What the code of an attendee leads to: at the door one press; for anybody else the code itself, and no name."""
    attendee = get_object_or_404(at_the_door.everybody(), uuid=uuid)
    at = _door_of_browser(request, attendee.event)
    if at is None:
        code = codes.picture(codes.arrive_url(attendee))
        return render(request, "events/arrive.html", {"event": attendee.event, "code": code})
    if request.method == "POST":
        return _press(request, at, back=request.path)
    audit.looked(at.by if isinstance(at.by, User) else None, attendee, why="Scanned at the door")
    return _page(request, at, person=attendee)


def _door_of_browser(request: Request, event: Event) -> Door | None:
    """The door of this event, where this browser may open it."""
    if request.user.is_authenticated and _runs(cast(SignedInRequest, request), event):
        return _door(event, request.user, "events:door", event.uuid)
    opened = request.session.get(OPENED)
    link = DayLink.objects.select_related("event__venue").filter(event=event, uuid=opened).first() if opened else None
    return _helpers_door(link, link.token) if link and link.is_open(request.arrived_at) else None


def _runs(request: SignedInRequest, event: Event) -> bool:
    return has_role(*TEAM)(request) and Event.objects.run_by(request.user).filter(pk=event.pk).exists()


# -- The page, the names and the press -----------------------------------------------------------------------------


def _page(request: HttpRequest, at: Door, *, person: Attendee | None = None, **context: Any) -> HttpResponse:
    # Sent, not in the address: it is somebody's name.
    query = request.POST.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    rows = at_the_door.found(at.event, query) if query else at_the_door.attendees(at.event)
    people = list(rows[: at_the_door.MOST_SHOWN + 1])
    form = context.pop("form", None) or WalkInForm(initial={"key": uuid4()})
    form.action = at.press
    whole = {
        "door": at,
        "event": at.event,
        "is_staff": isinstance(at.by, User),
        "ends_at": helpers_leave_at(at.event),
        "counts": at_the_door.head_count(at.event),
        "query": query,
        "people": at_the_door.shown(people[: at_the_door.MOST_SHOWN]),
        "has_more": len(people) > at_the_door.MOST_SHOWN,
        "person": at_the_door.shown([person])[0] if person else None,
        # For the script to fill in.
        "blank": {"id": "", "name": "", "about": "", "why": "", "since": "", "presses": []},
        "form": form,
        **context,
    }
    return render(request, "events/door.html", whole)


def _people(request: HttpRequest, at: Door) -> HttpResponse:
    response = JsonResponse(at_the_door.in_memory(at.event, cast(Request, request).arrived_at))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _press(request: Request, at: Door, *, back: str = "") -> HttpResponse:
    """One press, as a form of the page sends it or its script. What cannot be is said, never an error."""
    by_script = request.headers.get("Accept") == "application/json"
    form: BaseForm = (WalkInForm if request.POST.get("what") == Press.What.WALK_IN else PressForm)(request.POST)
    if not form.is_valid():
        return _misread(request, at, form, by_script=by_script)
    try:
        press = _done(at, form.cleaned_data, request)
    except Refused as refusal:
        return _refused(request, at, form, refusal, by_script=by_script)
    # Whoever walked in and was undone is on the list no more.
    person = press.attendee if press.attendee and press.attendee.pk else None
    if by_script:
        return _answer(at, _state(press), _words(press), person)
    messages.success(request, _words(press))
    return redirect(back if back and person else at.page)


def _done(at: Door, given: dict[str, Any], request: Request) -> Press:
    given, what = dict(given), given["what"]
    pressed_at = request.arrived_at - given.pop("waited")
    who = {"by": at.by, "at": pressed_at, "key": given["key"]}
    # An answer that got lost on its way is given again, whatever has happened since.
    if before := arriving.answered(at.event, given["key"]):
        return before
    if what == Press.What.WALK_IN:
        names = {name: given[name] for name in ("name", "email", "organisation_name")}
        return arriving.walk_in(at.event, **names, **who)
    attendee = Attendee.objects.filter(event=at.event, uuid=given["attendee"]).first()
    if attendee is None:
        raise Refused("This code is not for this event, or the person is not on the list any more.")
    if what == Press.What.UNDO:
        return arriving.undo(attendee, **who)
    if what == Press.What.JOINED:
        return arriving.note_joined(attendee, **who)
    act = arriving.let_in if what == Press.What.LET_IN else arriving.check_in
    return act(attendee, name=given["name"], **who)


def _misread(request: HttpRequest, at: Door, form: BaseForm, *, by_script: bool) -> HttpResponse:
    if by_script:
        return _answer(at, "refused", str(next(iter(form.errors.values()))[0]))
    if isinstance(form, WalkInForm):
        return _page(request, at, form=form)
    messages.error(request, "That press could not be read. Try again.")
    return redirect(at.page)


def _refused(request: HttpRequest, at: Door, form: BaseForm, refusal: Refused, *, by_script: bool) -> HttpResponse:
    state = "no seat" if isinstance(refusal, NoSeat) else "refused"
    key = form.cleaned_data.get("attendee")
    person = at_the_door.attendees(at.event).filter(uuid=key).first() if key else None
    if by_script:
        return _answer(at, state, str(refusal), person)
    if isinstance(form, WalkInForm):
        form.add_error(None, str(refusal))
        return _page(request, at, form=form)
    messages.error(request, str(refusal))
    return _page(request, at, person=person if state == "no seat" else None)


def _answer(at: Door, state: str, words: str, attendee: Attendee | None = None) -> JsonResponse:
    return JsonResponse(
        {
            "state": state,
            "words": words,
            "person": at_the_door.entry(attendee) if attendee else None,
            "counts": at_the_door.counts(at.event),
        }
    )


def _state(press: Press) -> str:
    if press.what == Press.What.UNDO:
        return "undone"
    return "here" if press.changed else "already"


def _words(press: Press) -> str:
    name = arriving.called(press.attendee) if press.attendee else "This person"
    if press.what == Press.What.UNDO:
        return f"{name} is not checked in any more." if press.changed else f"{name} was not checked in."
    if press.attendee is None or press.attendee.arrived_at is None:
        return f"{name} was checked in, and that was undone."
    if not press.changed:
        return f"{name} is here already, {arriving.since(press.attendee)}."
    return f"{name} is checked in."
