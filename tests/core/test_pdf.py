"""Names on paper: no letter of theirs becomes a box."""

import io

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from core import pdf


def on_paper(text: str) -> PdfReader:
    file = io.BytesIO()
    canvas = Canvas(file)
    pdf.draw(canvas, 50, 700, text, font=pdf.BOLD, size=20)
    canvas.save()
    return PdfReader(file)


@pytest.mark.parametrize(
    "name", ["Zoë Łukasiewicz-Øster", "Nguyễn Thị Ánh", "Ελένη Παπαδοπούλου", "Оксана Шевченко", "Þórdís Ægisdóttir"]
)
def test_a_name_is_read_back_as_it_was_written(name):
    page = on_paper(name).pages[0]

    text = page.extract_text().strip()

    assert text == name
    assert pdf.unprintable(name) == ""


def test_an_accent_typed_apart_is_one_with_its_letter():
    page = on_paper("Zoe\u0308").pages[0]

    assert page.extract_text().strip() == "Zoë"


def test_each_letter_is_drawn_in_a_font_that_has_it():
    cut = pdf.pieces("李 Ada 김 あ", pdf.SERIF)

    assert [font for font, _ in cut if font != pdf.SERIF] == [
        pdf.CHINESE_AND_JAPANESE,
        pdf.KOREAN,
        pdf.CHINESE_AND_JAPANESE,
    ]
    assert "".join(piece for _, piece in cut) == "李 Ada 김 あ"


def test_what_no_font_has_is_named_and_left_out():
    assert pdf.unprintable("Ada 🎉 आदा\x00") == "🎉आदा"
    assert on_paper("Ada\n🎉").pages[0].extract_text().strip() == "Ada"


def test_a_long_line_is_made_smaller_and_then_cut():
    short, long = "Ada", "Wilhelmina " * 30

    assert pdf.fitting(short, pdf.BOLD, 20, within=200) == (short, 20)
    text, size = pdf.fitting(long, pdf.BOLD, 20, within=200)
    assert size == 6
    assert text.endswith("…")
    assert pdf.width(text, pdf.BOLD, size) <= 200


def test_a_long_text_is_broken_into_lines_that_fit():
    lines = pdf.wrapped("How to find, recruit and keep people who come back after a break", pdf.REGULAR, 12, within=150)

    assert len(lines) > 2
    assert all(pdf.width(line, pdf.REGULAR, 12) <= 150 for line in lines)
