"""Certificates: their numbers, and the page on paper: A4 on its side, drawn in the order in which it is read aloud."""

import datetime as dt
import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from core import pdf
from core.uktime import uk_short_date

# No letter or digit that looks like another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

WIDTH, HEIGHT = landscape(A4)
MIDDLE = WIDTH / 2
INK, TEAL, APRICOT, GREY = (HexColor(value) for value in ("#123c46", "#0b6270", "#f2b78a", "#4a5d61"))
WITHIN = WIDTH - 180


def new_number() -> str:
    """“7K3M-9QXD-2FHT”: of 787,662,783,788,549,761 one."""
    letters_and_digits = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join(letters_and_digits[start : start + 4] for start in (0, 4, 8))


def as_number(typed: str) -> str:
    """A number as somebody copied it from paper: small letters, spaces and missing hyphens do not matter."""
    kept = "".join(letter for letter in typed.upper() if letter in ALPHABET)[:12]
    return "-".join(kept[start : start + 4] for start in (0, 4, 8))


def initials(name: str) -> str:
    """“A. L.”: enough for whoever has the name on paper, and no use to anybody else."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


@dataclass(frozen=True)
class Paper:
    """What stands on a certificate. `check_url` leads to the page that says whether it is good."""

    programme: str
    name: str
    completed: str
    parts: Sequence[str]
    number: str
    completed_on: dt.date
    check_url: str
    organisation: str = ""

    def draw(self) -> bytes:
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), lang="en-GB")
        canvas.setTitle(f"Certificate: {self.completed}, {self.name}")
        canvas.setAuthor(self.programme)
        canvas.setSubject(f"Certificate {self.number}")
        _frame(canvas)
        text, size = pdf.fitting(self.programme, pdf.BOLD, 18, within=WITHIN)
        canvas.setFillColor(white)
        pdf.draw(canvas, 60, HEIGHT - 59, text, font=pdf.BOLD, size=size)
        _line(canvas, 428, "Certificate of completion", font=pdf.SERIF, size=38, colour=INK)
        _line(canvas, 380, "This is to say that", size=13, colour=GREY)
        _name(canvas, self.name)
        if self.organisation:
            _line(canvas, 284, self.organisation, size=14, colour=INK)
        _line(canvas, 250, "has completed", size=13, colour=GREY)
        _line(canvas, 216, self.completed, font=pdf.BOLD, size=21, colour=INK)
        _parts(canvas, self.parts)
        _foot(canvas, self)
        canvas.save()
        return file.getvalue()


def _name(canvas: Canvas, name: str) -> None:
    """As large as it fits on one line; a very long one stands on two."""
    if pdf.width(name, pdf.SERIF, 22) <= WITHIN:
        _line(canvas, 320, name, font=pdf.SERIF, size=36, colour=INK)
        return
    first, *rest = pdf.wrapped(name, pdf.SERIF, 20, within=WITHIN)
    _line(canvas, 338, first, font=pdf.SERIF, size=20, colour=INK)
    _line(canvas, 312, " ".join(rest), font=pdf.SERIF, size=20, colour=INK)


def _frame(canvas: Canvas) -> None:
    canvas.setStrokeColor(TEAL)
    canvas.setLineWidth(1.2)
    canvas.rect(28, 28, WIDTH - 56, HEIGHT - 56)
    canvas.setFillColor(INK)
    canvas.rect(28, HEIGHT - 78, WIDTH - 56, 50, stroke=0, fill=1)
    canvas.setFillColor(APRICOT)
    canvas.rect(28, HEIGHT - 83, WIDTH - 56, 5, stroke=0, fill=1)


def _line(canvas: Canvas, y: float, text: str, *, font: str = pdf.REGULAR, size: float, colour: Color) -> None:
    text, size = pdf.fitting(text, font, size, within=WITHIN, smallest=9)
    canvas.setFillColor(colour)
    pdf.draw(canvas, MIDDLE, y, text, font=font, size=size, centred=True)


def _parts(canvas: Canvas, parts: Sequence[str]) -> None:
    """What they came to, in up to three lines."""
    lines = pdf.wrapped(" · ".join(parts), pdf.REGULAR, 11, within=WITHIN)[:3]
    for number, text in enumerate(lines):
        _line(canvas, 190 - 16 * number, text, size=11, colour=GREY)


def _foot(canvas: Canvas, paper: Paper) -> None:
    canvas.setFillColor(INK)
    pdf.draw(canvas, 60, 92, f"Completed on {uk_short_date(paper.completed_on)}", font=pdf.BOLD, size=12)
    pdf.draw(canvas, 60, 72, f"Certificate number {paper.number}", size=11)
    canvas.setFillColor(GREY)
    text, size = pdf.fitting(f"Check that it is real: {paper.check_url}", pdf.REGULAR, 9, within=WIDTH - 240)
    pdf.draw(canvas, 60, 52, text, size=size)
    canvas.setFillColor(INK)
    pdf.draw_qr(canvas, WIDTH - 60 - 84, 42, paper.check_url, side=84)
