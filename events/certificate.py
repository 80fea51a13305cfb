"""The certificate on paper: A4 on its side, drawn in the order in which it is read aloud."""

import io

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from core import pdf
from core.uktime import uk_short_date
from events.after_links import check_url
from events.models import Certificate

WIDTH, HEIGHT = landscape(A4)
MIDDLE = WIDTH / 2
INK, TEAL, APRICOT, GREY = (HexColor(value) for value in ("#123c46", "#0b6270", "#f2b78a", "#4a5d61"))
WITHIN = WIDTH - 180


def draw_certificate(certificate: Certificate) -> bytes:
    """With the name they have now. The number and the code lead to the page that says whether it is good."""
    trainee = certificate.trainee
    series = trainee.series
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), lang="en-GB")
    canvas.setTitle(f"Certificate: {series.name}, {trainee.name}")
    canvas.setAuthor(series.programme.name)
    canvas.setSubject(f"Certificate {certificate.number}")
    _frame(canvas)
    text, size = pdf.fitting(series.programme.name, pdf.BOLD, 18, within=WITHIN)
    canvas.setFillColor(white)
    pdf.draw(canvas, 60, HEIGHT - 59, text, font=pdf.BOLD, size=size)
    _line(canvas, 428, "Certificate of completion", font=pdf.SERIF, size=38, colour=INK)
    _line(canvas, 380, "This is to say that", size=13, colour=GREY)
    _name(canvas, trainee.name)
    if trainee.organisation:
        _line(canvas, 284, trainee.organisation.name, size=14, colour=INK)
    _line(canvas, 250, "has completed", size=13, colour=GREY)
    _line(canvas, 216, series.name, font=pdf.BOLD, size=21, colour=INK)
    _modules(canvas, [module.name for module in series.modules.all() if module.pk in trainee.modules])
    _foot(canvas, certificate)
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


def _modules(canvas: Canvas, names: list[str]) -> None:
    """What they came to, in up to three lines."""
    lines = pdf.wrapped(" · ".join(names), pdf.REGULAR, 11, within=WITHIN)[:3]
    for number, text in enumerate(lines):
        _line(canvas, 190 - 16 * number, text, size=11, colour=GREY)


def _foot(canvas: Canvas, certificate: Certificate) -> None:
    canvas.setFillColor(INK)
    pdf.draw(canvas, 60, 92, f"Completed on {uk_short_date(certificate.completed_on)}", font=pdf.BOLD, size=12)
    pdf.draw(canvas, 60, 72, f"Certificate number {certificate.number}", size=11)
    canvas.setFillColor(GREY)
    address = check_url(certificate)
    text, size = pdf.fitting(f"Check that it is real: {address}", pdf.REGULAR, 9, within=WIDTH - 240)
    pdf.draw(canvas, 60, 52, text, size=size)
    canvas.setFillColor(INK)
    pdf.draw_qr(canvas, WIDTH - 60 - 84, 42, address, side=84)
