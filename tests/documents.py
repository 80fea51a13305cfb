"""Documents as people send them, byte by byte, and such as nobody should."""

import io
import struct
import zipfile
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types'
    ' xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"'
    f' ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    "</Types>"
)
ODT = "application/vnd.oasis.opendocument.text"
BODY = "<w:document><w:body><w:p><w:r><w:t>Amina Hussain, engineer</w:t></w:r></w:p></w:body></w:document>"


def pdf(inside: bytes = b"", size: int = 0) -> bytes:
    """A page of A4 with nothing on it; `size`: as long as that."""
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + inside + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ]
    body, places = head, []
    for number, found in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, found)
    if size:
        body += b"%" + b"x" * (size - len(body) - 200) + b"\n"
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    whole = body + table + tail
    return whole.replace(b"%x", b"%" + b"x" * (size - len(whole) + 1), 1) if size else whole


def zipped(members: dict[str, str | bytes], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """The same bytes at any time: each member is of 1 January 1980, not of now."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=how)
    return made.getvalue()


def docx(types: str = CONTENT_TYPES, **more: str | bytes) -> bytes:
    """`more`: members of this name under word/, with a dot for each "__"."""
    members = {"[Content_Types].xml": types, "_rels/.rels": "<Relationships/>", "word/document.xml": BODY}
    return zipped({**members, **{f"word/{name.replace('__', '.')}": content for name, content in more.items()}})


def odt(mimetype: str = ODT, manifest: str = "<manifest/>") -> bytes:
    return zipped({"mimetype": mimetype, "content.xml": "<office/>", "META-INF/manifest.xml": manifest})


@cache
def zip_bomb() -> bytes:
    """Half a megabyte that would be 128."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        with archive.open("word/document.xml", "w") as member:
            for _ in range(128):
                member.write(b"\0" * 2**20)
    return made.getvalue()


def overlapping() -> bytes:
    """Many members that are all the same bytes."""
    made = bytearray(docx())
    end = made.rindex(b"PK\x05\x06")
    members, size, start = struct.unpack("<HII", made[end + 10 : end + 20])
    entry = bytes(made[start:end]).split(b"PK\x01\x02")[3]
    # The last member once more, under another name of the same length.
    again = b"PK\x01\x02" + entry.replace(b"document.xml", b"dokument.xml")
    made[end:end] = again
    end += len(again)
    struct.pack_into("<HHII", made, end + 8, members + 1, members + 1, size + len(again), start)
    return bytes(made)


def encrypted() -> bytes:
    """A DOCX whose members say that they are."""
    made = bytearray(docx())
    for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = made.find(signature)
        while at >= 0:
            made[at + flags] |= 1
            at = made.find(signature, at + 1)
    return bytes(made)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 200
EXE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" + b"\0" * 500 + b"This program cannot be run in DOS mode."
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000


class Paper(SimpleUploadedFile):
    """A file for a form that is sent more than once: it is read from its beginning each time."""

    def __init__(self, content: bytes | None = None, name: str = "cv.pdf"):
        super().__init__(name, pdf() if content is None else content)

    def read(self, *args: int) -> bytes:
        self.file.seek(0)
        return self.file.read(*args)
