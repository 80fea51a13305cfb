"""What a document is, by what is in it. Its name and what the browser says of it count for nothing.

A document is only ever looked at, never unpacked: what it holds may be a thousand times its size.
"""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from typing import NamedTuple

import puremagic
from django.db import models

from core.errors import Refused


class Kind(models.TextChoices):
    """What we take: the ending of its name, and what people call it."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word document"
    ODT = "odt", "OpenDocument text"

    @property
    def mime_type(self) -> str:
        return MIME_TYPES[self]


MIME_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
}
ENDINGS = ",".join(f".{kind}" for kind in Kind)


class Document(NamedTuple):
    """One that was looked at: `name` is as its person called it, cleaned, and ends as what it is."""

    kind: Kind
    name: str
    content: bytes


AGAIN = "Save it as PDF and choose it again."
EMPTY = "This file is empty. Choose it again, or choose another one."
OTHER = (
    "This file is not a PDF, a Word document (.docx) or an OpenDocument text (.odt). Open it, save it as PDF and choose"
    " that."
)
PICTURE = "This file is a picture. Put it into a document, save that as PDF and choose it."
OLD_WORD = f"This is an older Word document, or one with a password. {AGAIN}"
LOCKED = "This file has a password. Save it without one and choose it again."
MACROS = f"This file has macros in it: small programs, which we cannot take. {AGAIN}"
NESTED = f"This file has other files inside it, which we cannot take. {AGAIN}"
ACTIVE = "This PDF has programs or other files inside it, which we cannot take. Save it as a plain PDF and choose that."
DAMAGED = f"We cannot read this file. It may be damaged. {AGAIN}"

MOST_MEMBERS = 1_000
MOST_DIRECTORY = 256 * 1024  # bytes of the list of members: read whole
MOST_UNPACKED = 100 * 1024 * 1024
MOST_SQUEEZED = 200  # times smaller than it is: text is squeezed 20 times, a bomb a thousand
MOST_READ = 256 * 1024  # of the few members that are read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_HEADER = re.compile(rb"\s*%PDF-[12]\.\d")
# What makes a PDF do something. Where it is hidden in a squeezed part it is not seen: whoever opens one needs a reader
# that asks first, as all do now.
PDF_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
ZIP_END, ZIP_END_SIZE, ZIP64 = b"PK\x05\x06", 22, b"PK\x06\x07"
STORED_OR_DEFLATED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
PROGRAMS = re.compile(r"vbaproject|vbadata|activex|(^|/)(basic|scripts)/", re.IGNORECASE)
FILES = re.compile(
    r"(^|/)embeddings/|\.(zip|rar|7z|jar|exe|dll|msi|bat|cmd|scr|ps1|vbs|js|lnk|html?|pdf|docx?|docm|xlsx?|xlsm|odt)$",
    re.IGNORECASE,
)
WORD_MAIN = Kind.DOCX.mime_type.encode() + b".main+xml"


def recognise(content: bytes) -> Kind:
    """What this document is, if it is one that we take. Refused otherwise, in words that say what to do."""
    if not content:
        raise Refused(EMPTY)
    if PDF_HEADER.match(content):
        _check_pdf(content)
        return Kind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _recognise_zip(content)
    raise Refused(_why_not(content))


def _why_not(content: bytes) -> str:
    if content.startswith(OLE):
        return OLD_WORD
    try:
        looks_like = puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError):
        return OTHER
    return PICTURE if looks_like.startswith("image/") else OTHER


# -- PDF -----------------------------------------------------------------------------------------------------------


def _check_pdf(content: bytes) -> None:
    """A head, a tail, nothing that acts, and nothing that is something else as well."""
    tail = content[-1024:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise Refused(DAMAGED)
    # A ZIP is read from its end, so that a file can be both.
    if ZIP_END in tail or zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(NESTED)
    if PDF_ACTIVE.search(content):
        raise Refused(ACTIVE)


# -- DOCX and ODT: a ZIP -------------------------------------------------------------------------------------------


def _recognise_zip(content: bytes) -> Kind:
    _check_end(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members)
            return _kind_of(archive, {member.filename for member in members})
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, zlib.error, OSError):
        raise Refused(DAMAGED) from None


def _check_end(content: bytes) -> None:
    """The list of members ends the file, is short, and is where it says: nothing comes before, between or after."""
    at = len(content) - ZIP_END_SIZE
    if at < 0 or content[at : at + 4] != ZIP_END or ZIP64 in content[at - 20 : at]:
        raise Refused(DAMAGED)
    disk, first_disk, here, members, size, start, comment = struct.unpack("<HHHHIIH", content[at + 4 :])
    if disk or first_disk or comment or here != members or start + size != at:
        raise Refused(DAMAGED)
    if members > MOST_MEMBERS or size > MOST_DIRECTORY:
        raise Refused(DAMAGED)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if any(member.flag_bits & 0x41 for member in members):
        raise Refused(LOCKED)
    if any(PROGRAMS.search(name) for name in names):
        raise Refused(MACROS)
    if any(FILES.search(name) for name in names):
        raise Refused(NESTED)
    if len(set(names)) != len(names) or any(_leads_away(name) for name in names):
        raise Refused(DAMAGED)
    if any(member.compress_type not in STORED_OR_DEFLATED for member in members) or _overlap(members):
        raise Refused(DAMAGED)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MOST_UNPACKED or unpacked > MOST_SQUEEZED * max(packed, 1024):
        raise Refused(DAMAGED)


def _leads_away(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Members that share their bytes: how a small file unpacks to any size."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            return True
        end = member.header_offset + 30 + len(member.filename.encode()) + member.compress_size
    return False


def _kind_of(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        types = _read(archive, "[Content_Types].xml")
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise Refused(MACROS)
        if WORD_MAIN in types:
            return Kind.DOCX
    if {"mimetype", "content.xml"} <= names and _read(archive, "mimetype").strip() == Kind.ODT.mime_type.encode():
        if "META-INF/manifest.xml" in names and b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
            raise Refused(LOCKED)
        return Kind.ODT
    raise Refused(LOCKED if "encrypted-package" in names else OTHER)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a small member, however long it says it is."""
    with archive.open(name) as member:
        return member.read(MOST_READ)


# -- Names ---------------------------------------------------------------------------------------------------------

LONGEST_STEM = 80
# What no file system takes, and what would end the quotes of a header.
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*;%\x00-\x1f]')


def clean_name(name: str, kind: Kind, *, otherwise: str) -> str:
    """The name to give a document back under: as its person called it, and ending as what it is."""
    plain = "".join(c for c in unicodedata.normalize("NFC", name) if c.isprintable())
    plain = " ".join(NOT_IN_NAMES.sub(" ", plain.replace("\\", "/").rpartition("/")[2]).split())
    stem = re.sub(rf"\.{kind}$", "", plain, flags=re.IGNORECASE)[:LONGEST_STEM].strip(" .")
    return f"{stem or otherwise}.{kind}"
