"""Text on a PDF page, in letters that are there: whichever font has a letter draws it, so that no name becomes boxes.

DejaVu (core/fonts) has every Latin letter with its accents, Greek, Cyrillic, Hebrew, Arabic and more, and goes into the
file. Chinese, Japanese and Korean are drawn in fonts that every reader of PDF has or finds: they would weigh 20 MB.
"""

import functools
import unicodedata
from pathlib import Path

import segno
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

REGULAR, BOLD, SERIF = "DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif"
KOREAN, CHINESE_AND_JAPANESE = "HYGothic-Medium", "HeiseiKakuGo-W5"
FOLDER = Path(__file__).parent / "fonts"


@functools.cache
def fonts() -> dict[str, frozenset[int]]:
    """What the fonts of the folder are called, each with the letters it has. Loads them: a tenth of a second, once."""
    for name in (KOREAN, CHINESE_AND_JAPANESE):
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    ours = {name: TTFont(name, FOLDER / f"{name}.ttf") for name in (REGULAR, BOLD, SERIF)}
    for font in ours.values():
        pdfmetrics.registerFont(font)
    return {name: frozenset(font.face.charToGlyph) for name, font in ours.items()}


def unprintable(text: str) -> str:
    """The letters for which we have no font: those of some scripts, and pictures."""
    return "".join(letter for letter in _composed(text) if not _font_for(letter, REGULAR))


def pieces(text: str, font: str) -> list[tuple[str, str]]:
    """The text cut where the font changes: `(font, piece)`. What no font has is left out."""
    cut: list[tuple[str, str]] = []
    for letter in _composed(text):
        has_it = _font_for(letter, font)
        if cut and cut[-1][0] == has_it:
            cut[-1] = (has_it, cut[-1][1] + letter)
        elif has_it:
            cut.append((has_it, letter))
    return cut


def width(text: str, font: str, size: float) -> float:
    """How wide a line is, in points, as is its size."""
    return sum(pdfmetrics.stringWidth(piece, name, size) for name, piece in pieces(text, font))


def fitting(text: str, font: str, size: float, *, within: float, smallest: float = 6) -> tuple[str, float]:
    """The text and the largest size, `size` at most, at which it fits; a text too long at the smallest is cut short."""
    if (wide := width(text, font, size)) > within:
        size = max(smallest, size * within / wide)
    if width(text, font, size) > within:
        while text and width(f"{text}…", font, size) > within:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    return text, size


def draw(
    canvas: Canvas, x: float, y: float, text: str, *, font: str = REGULAR, size: float, centred: bool = False
) -> None:
    """One line of text that begins at x, or has its middle there."""
    line = canvas.beginText(x - width(text, font, size) / 2 if centred else x, y)
    for name, piece in pieces(text, font):
        line.setFont(name, size)
        line.textOut(piece)
    canvas.drawText(line)


def wrapped(text: str, font: str, size: float, *, within: float) -> list[str]:
    """The text in lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, font, size) > within:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def draw_qr(canvas: Canvas, x: float, y: float, text: str, *, side: float) -> None:
    """A QR code in a square whose lower left corner is there. The quiet border of four modules is inside it."""
    code = segno.make_qr(text, error="m")
    rows = list(code.matrix_iter(border=4))
    module = side / len(rows)
    path = canvas.beginPath()
    for down, row in enumerate(rows):
        for right, is_dark in enumerate(row):
            if is_dark:
                path.rect(x + right * module, y + side - (down + 1) * module, module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def _composed(text: str) -> str:
    """An accent is one with its letter where that exists; on one line, without what cannot be seen."""
    visible = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    return "".join(letter for letter in visible if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _font_for(letter: str, wanted: str) -> str:
    for name in (wanted, REGULAR):
        if ord(letter) in fonts()[name]:
            return name
    name = unicodedata.name(letter, "")
    if name.startswith("HANGUL"):
        return KOREAN
    if (
        name.startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "HIRAGANA", "KATAKANA"))
        and ord(letter) < 0x10000
    ):
        return CHINESE_AND_JAPANESE
    return ""
