"""A CV as somebody might send it: one page of PDF, written by hand."""

from core.documents import Document, recognise

LINES = [
    "Leila Haddad",
    "Software engineer, back from a career break",
    "",
    "Ellers Engineering: developer, then lead of a team of four",
    "Foss Systems: graduate developer",
    "",
    "Python, SQL, planning, teaching beginners",
    "BSc Computer Science, first class",
]


def cv(lines: list[str]) -> Document:
    """A document with these lines, one below the other, as the portal would recognise it."""
    text = b"BT /F1 14 Tf 60 780 Td 22 TL " + b" ".join(b"(%b) '" % line.encode("ascii") for line in lines) + b" ET"
    content = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    return Document(recognise(content), f"CV {lines[0]}.pdf", content)


def _pdf(*objects: bytes) -> bytes:
    """The objects, numbered from 1, and the table that says where each begins."""
    body, places = b"%PDF-1.7\n", []
    for number, found in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, found)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, rows)
    return body + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
