"""People whose every secret can be told from anything else, and how to look for them in an answer."""

import html
import io
import re
import zipfile
from typing import Any
from urllib.parse import unquote

from django.http import HttpResponse
from django.utils import timezone

from cohorts.models import Criterion
from core.documents import Kind
from notifications.models import Message
from returners.models import CV, Application, CriterionAnswer, EqualityAnswers
from tests.factories.profiles import WorkRoleFactory
from tests.factories.returners import ApplicationFactory

NAMES = [
    ("Zephyrine", "Quillfeather"),
    ("Thessaly", "Brambleby"),
    ("Ottoline", "Wraxworthy"),
    ("Peregrina", "Snodgrassby"),
    ("Euphemia", "Marchbankly"),
    ("Drusilla", "Thistlewood"),
    ("Clementa", "Harkaway"),
    ("Ysmayne", "Penhallurick"),
    ("Rosamunde", "Fetherstone"),
    ("Winifreda", "Ackroydson"),
]
# An answer that no page says by itself.
BACKGROUND = "Gypsy or Irish Traveller"
NOT_IN_NUMBERS = re.compile(r"[\s().+-]+")


def secrets(number: int) -> dict[str, str]:
    first, last = NAMES[number]
    return {
        "first": first,
        "last": last,
        "email": f"{last.lower()}.{number}@wibble.example",
        "other email": f"{first.lower()}{number}@elsewhere.example",
        "phone": f"0770090012{number}",
        "postcode": f"LS{number + 2} 7XQ",
        "employer": f"{last}works",
        "council": f"Upper {last}ville",
        "support": f"Xylograph{number} reader",
    }


def applicant(number: int, **answers: Any) -> Application:
    """Somebody who has told everything, and says all of it again wherever there is room for words."""
    mine = secrets(number)
    application = ApplicationFactory(
        full_name=f"{mine['first']} {mine['last']}",
        person__name=f"{mine['first']} {mine['last']}",
        person__email=mine["email"],
        phone=f"+44{mine['phone'][1:]}",
        postcode=mine["postcode"],
        council=mine["council"],
        needs_support="yes",
        support_needs=mine["support"],
        **answers,
    )
    application.person.emailaddress_set.create(email=mine["other email"], verified=True)
    WorkRoleFactory(
        application=application, employer=f"{mine['employer']} Ltd", job_title=f"Lead at {mine['employer']}"
    )
    CV.objects.create(
        application=application,
        file=f"cv/{number}",
        name=f"{mine['last']}.pdf",
        kind=Kind.PDF,
        size=10,
        uploaded_at=timezone.now(),
    )
    EqualityAnswers.new(application, {"ethnic-group": "white", "ethnic-background": "white-3"}).save()
    _tell_all(application, mine)
    return application


def _tell_all(application: Application, mine: dict[str, str]) -> None:
    hidden = {**mine, "reference": application.reference}
    del hidden["support"], hidden["council"]
    text = "I have led teams. " + " ".join(f"See {word}." for word in hidden.values())
    for criterion in Criterion.objects.filter(rubric__cohorts=application.cohort).exclude(question=""):
        CriterionAnswer.objects.create(application=application, criterion=criterion, text=text)


def needles() -> set[str]:
    """What must be found nowhere, as it looks once an answer has been flattened."""
    known = {word for number in range(len(NAMES)) for word in secrets(number).values()}
    return {flat(word) for word in {*known, *Application.objects.values_list("reference", flat=True), BACKGROUND}}


def flat(text: str) -> str:
    """Without what somebody may put between the parts of a number, and in small letters."""
    return NOT_IN_NUMBERS.sub("", html.unescape(unquote(text))).casefold()


def found(response: HttpResponse, wanted: set[str], *, to: str, since: int) -> set[str]:
    """What of it stands in the answer: on the page, in a file or its name, in a header, in the address it leads to.

    And in the letters written to somebody since: whoever presses may have them sent to themselves.
    """
    body = response.getvalue()
    parts = [*_files(body), *(f"{name}: {value}" for name, value in response.headers.items())]
    letters = Message.objects.filter(pk__gt=since, to=to).values_list("subject", "text")
    text = flat(" ".join([*parts, *(part for letter in letters for part in letter)]))
    # 07700 900123 is +44 7700 900123 to somebody abroad.
    return {word for word in wanted if word in text or (word.startswith("0770") and word[1:] in text)}


def _files(body: bytes) -> list[str]:
    """The text of an answer; of an archive, each file's name and content."""
    if not body.startswith(b"PK"):
        return [body.decode(errors="replace")]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [part for name in archive.namelist() for part in (name, archive.read(name).decode(errors="replace"))]
