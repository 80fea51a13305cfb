"""What a document is, told by its bytes."""

import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.documents import Document, Kind, clean_name, recognise
from core.errors import Refused
from core.forms import DocumentField
from tests import documents


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (documents.pdf(), Kind.PDF),
        (b"\r\n" + documents.pdf(), Kind.PDF),
        (documents.docx(), Kind.DOCX),
        (documents.docx(document2__xml="<more/>", media_image1__svg="<svg/>"), Kind.DOCX),
        (documents.odt(), Kind.ODT),
    ],
)
def test_document_is_recognised(content, kind):
    assert recognise(content) == kind


ARCHIVE = documents.zipped({"notes.txt": "Nothing"})
MACRO_TYPES = documents.CONTENT_TYPES.replace("document.main", "document.macroEnabled.main")
REFUSED = {
    "nothing": (b"", "is empty"),
    "words": (b"I have worked for ten years as an engineer.", "is not a PDF"),
    "a page of the web": (b"<!DOCTYPE html><script>alert(1)</script>", "is not a PDF"),
    "a program": (documents.EXE, "is not a PDF"),
    "a picture": (documents.PNG, "is a picture"),
    "an old Word document": (documents.OLD_WORD, "older Word document"),
    "any ZIP": (ARCHIVE, "is not a PDF"),
    "a spreadsheet": (documents.docx(documents.CONTENT_TYPES.replace("wordprocessing", "spreadsheet")), "is not a PDF"),
    "an ODS": (documents.odt("application/vnd.oasis.opendocument.spreadsheet"), "is not a PDF"),
    "half a PDF": (documents.pdf()[:-40], "cannot read"),
    "the head of a PDF": (b"%PDF-1.7\n", "cannot read"),
    "half a DOCX": (documents.docx()[:-30], "cannot read"),
    "the head of a ZIP": (b"PK\x03\x04", "cannot read"),
    "a program in a PDF's clothes": (b"MZ" + documents.pdf(), "is not a PDF"),
    "a PDF that runs": (documents.pdf(b"/OpenAction<</S/JavaScript/JS(app.alert)>>"), "programs or other files"),
    "a PDF that starts another": (documents.pdf(b"/OpenAction<</S/Launch>>"), "programs or other files"),
    "a PDF with a file in it": (documents.pdf(b"/Names<</EmbeddedFiles 9 0 R>>"), "programs or other files"),
    "a PDF that is a ZIP as well": (documents.pdf() + ARCHIVE + b"\nstartxref\n0\n%%EOF\n", "other files inside"),
    "a DOCX with something before it": (b"PK\x03\x04" + documents.docx(), "cannot read"),
    "a DOCX with something behind it": (documents.docx() + documents.EXE, "cannot read"),
    "a bomb": (documents.zip_bomb(), "cannot read"),
    "members that overlap": (documents.overlapping(), "cannot read"),
    "a password": (documents.encrypted(), "has a password"),
    "an ODT with a password": (documents.odt(manifest="<manifest:encryption-data/>"), "has a password"),
    "macros": (documents.docx(vbaProject__bin=documents.OLD_WORD), "macros"),
    "macros by type": (documents.docx(MACRO_TYPES), "macros"),
    "a ZIP inside": (documents.docx(media__zip=ARCHIVE), "other files inside"),
    "a spreadsheet inside": (documents.docx(**{"embeddings/Sheet1__xlsx": "PK"}), "other files inside"),
    "a way out": (documents.docx(**{"../../etc/cron": "x"}), "cannot read"),
    "a crowd": (documents.docx(**{f"part{n}__xml": "" for n in range(1_200)}), "cannot read"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_anything_else_is_refused_in_words_that_say_what_to_do(content, words):
    with pytest.raises(Refused, match=words) as refusal:
        recognise(content)

    assert "hoose" in str(refusal.value)


def test_member_that_unpacks_to_more_than_it_says_is_not_unpacked():
    """The list may lie: what is read of a member ends where we stop reading."""
    bomb = bytearray(documents.zip_bomb())
    entry = bomb.rindex(b"PK\x01\x02")
    struct.pack_into("<I", bomb, entry + 24, 2_000)

    assert recognise(bytes(bomb)) == Kind.DOCX


def recognised(content):
    """What it is taken for; nothing where it is refused."""
    try:
        return recognise(content)
    except Refused:
        return None


@pytest.mark.parametrize("whole", [documents.docx(), documents.odt(), documents.pdf()], ids=["docx", "odt", "pdf"])
def test_no_damage_is_a_fault_of_ours_or_makes_it_another_kind(whole):
    kind = recognise(whole)

    for cut in range(0, 700, 7):
        damaged = bytearray(whole)
        damaged[cut % len(whole)] ^= 0xFF
        assert recognised(bytes(damaged)) in (kind, None), cut
        assert recognised(whole[: cut % len(whole)]) in (kind, None), cut
    assert recognised(whole[:4]) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Amina Hussain CV.pdf", "Amina Hussain CV.pdf"),
        ("CV.PDF", "CV.pdf"),
        ("cv.exe", "cv.exe.pdf"),
        ("cv.pdf.exe", "cv.pdf.exe.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Amina\\cv.pdf", "cv.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("سيرة ذاتية.pdf", "سيرة ذاتية.pdf"),
        ("👩‍💻 cv.pdf", "👩💻 cv.pdf"),
        ('a"; filename="b.exe', "a filename= b.exe.pdf"),
        ("line\r\nSet-Cookie: a=b.pdf", "lineSet-Cookie a=b.pdf"),
        ("\x00", "CV.pdf"),
        ("...", "CV.pdf"),
        ("", "CV.pdf"),
        ("x" * 10_000, "x" * 80 + ".pdf"),
    ],
)
def test_name_is_kept_as_far_as_it_is_harmless(given, kept):
    assert clean_name(given, Kind.PDF, otherwise="CV") == kept


def test_field_answers_with_a_document_whatever_the_browser_says():
    field = DocumentField(most=10_000, otherwise="CV")

    answer = field.clean(SimpleUploadedFile("cv.txt", documents.odt(), content_type="image/png"))

    assert answer == Document(Kind.ODT, "cv.txt.odt", documents.odt())
