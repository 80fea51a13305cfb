"""Badges to print: eight on a sheet of A4, as label sheets of 99.1 by 67.7 mm have them, each with its code."""

import io
from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core import pdf
from events.codes import arrive_url
from events.models import Attendee, Event

ACROSS, DOWN = 2, 4
WIDE, HIGH = 99.1 * mm, 67.7 * mm
BESIDE, ABOVE = (A4[0] - ACROSS * WIDE) / 2, (A4[1] - DOWN * HIGH) / 2
EDGE = 6 * mm
CODE = 24 * mm
NAME_SIZE, ORGANISATION_SIZE, TITLE_SIZE = 26, 14, 9


def sheets(event: Event, attendees: Iterable[Attendee]) -> bytes:
    """A PDF. Whoever is to be named gets a line to write on."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setTitle(f"Badges: {event.title}")
    number = -1
    for number, attendee in enumerate(attendees):
        place = number % (ACROSS * DOWN)
        if number and not place:
            canvas.showPage()
        row, column = divmod(place, ACROSS)
        _badge(canvas, BESIDE + column * WIDE, A4[1] - ABOVE - (row + 1) * HIGH, event, attendee)
    if number < 0:
        pdf.draw(canvas, A4[0] / 2, A4[1] / 2, "Nobody is booked yet.", size=ORGANISATION_SIZE, centred=True)
    canvas.save()
    return file.getvalue()


def _badge(canvas: Canvas, left: float, bottom: float, event: Event, attendee: Attendee) -> None:
    """The title above, the name large in the middle, the organisation below it, and the code in a corner."""
    middle, within = left + WIDE / 2, WIDE - 2 * EDGE
    title, size = pdf.fitting(event.title, pdf.REGULAR, TITLE_SIZE, within=within)
    pdf.draw(canvas, middle, bottom + HIGH - EDGE - TITLE_SIZE, title, size=size, centred=True)
    _name(canvas, middle, bottom + HIGH - 27 * mm, attendee.name, within)
    beside_code = within - CODE - 2 * mm
    lines = pdf.wrapped(attendee.organisation, pdf.REGULAR, ORGANISATION_SIZE, within=beside_code)[:3]
    for n, line in enumerate(lines):
        text, size = pdf.fitting(line, pdf.REGULAR, ORGANISATION_SIZE, within=beside_code)
        pdf.draw(canvas, left + EDGE, bottom + EDGE + (len(lines) - 1 - n) * 18, text, size=size)
    pdf.draw_qr(canvas, left + WIDE - EDGE - CODE + 2 * mm, bottom + EDGE - 2 * mm, arrive_url(attendee), side=CODE)


def _name(canvas: Canvas, middle: float, line: float, name: str, within: float) -> None:
    if not name:
        canvas.line(middle - within / 2, line, middle + within / 2, line)
        return
    # A long name is broken before it is made so small that nobody can read it across a table.
    lines = pdf.wrapped(name, pdf.BOLD, NAME_SIZE, within=within)
    size = NAME_SIZE if len(lines) < 3 else NAME_SIZE * 2 / 3
    lines = pdf.wrapped(name, pdf.BOLD, size, within=within)[:3]
    for n, whole in enumerate(lines):
        text, smaller = pdf.fitting(whole, pdf.BOLD, size, within=within)
        height = line + (len(lines) / 2 - n - 0.5) * size * 1.15
        pdf.draw(canvas, middle, height, text, font=pdf.BOLD, size=smaller, centred=True)


def unprintable(attendees: Iterable[Attendee]) -> list[Attendee]:
    """Those in whose names is a letter that we have no font for: their badges are written by hand."""
    return [attendee for attendee in attendees if pdf.unprintable(attendee.name)]
