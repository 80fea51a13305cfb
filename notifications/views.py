"""The local inbox: where mail goes while developing and demonstrating. It does not exist on a real service."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from notifications import maildir
from notifications.rendering import linked

# The letter's own HTML, as a mail program shows it: its inlined styles and nothing else, not even an origin.
HTML_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'none'"
)


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    to = request.GET.get("to", "").strip()
    return render(request, "notifications/inbox.html", {"letters": maildir.letters(to), "to": to})


@require_safe
def inbox_message(request: HttpRequest, name: str) -> HttpResponse:
    letter = maildir.letter(name)
    return render(request, "notifications/inbox_message.html", {"letter": letter, "text": linked(letter.text)})


@require_safe
def inbox_html(request: HttpRequest, name: str) -> HttpResponse:
    response = HttpResponse(maildir.letter(name).html)
    response.headers["Content-Security-Policy"] = HTML_POLICY
    return response


@require_safe
def inbox_calendar(request: HttpRequest, name: str) -> HttpResponse:
    """The file that came with the letter, as a mail program hands it to the calendar."""
    calendar = maildir.letter(name).calendar
    if not calendar:
        raise Http404
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="invite.ics"'
    return response


for view in (inbox, inbox_message, inbox_html, inbox_calendar):
    # What `public` of the gates does, which live on a higher floor.
    setattr(view, "gate", "public")  # noqa: B010 a function declares no such attribute
