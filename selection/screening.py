"""Free text without what gives its writer away: names, contacts, employers, years.

A reviewer reads what somebody wrote, not who wrote it. So the writer's own name, every address, number and link, the
employers they named, and dates (they tell an age) become marks such as [name]. When in doubt, hide: a word too many
costs the reviewer little.

Method: the text is folded (small letters, no accents, one kind of hyphen, apostrophe and space, nothing invisible) with
the place of every letter kept. Patterns look for the identity and for contacts in the folded text; what they find is
hidden in the text itself. Finds that overlap are hidden together, under the mark that comes first in `KINDS`.

What it cannot do: a nickname nobody told us, a number in words, a school or a child's name. Reviewers can report what
they recognise; the page says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from selection import identities
from selection.folding import Folded, fold
from selection.identities import BEGIN, FINISH

# In order of precedence: an address that holds a name is an address.
KINDS = ("email", "link", "phone", "postcode", "employer", "name", "year", "age")


@dataclass(frozen=True)
class Identity:
    """What is known of the writer: names as they typed them, email addresses, postcodes, employers they worked for."""

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()


class Screened(NamedTuple):
    """The text as a reviewer sees it, and what kinds of things were hidden, in the order of `KINDS`."""

    text: str
    hidden: tuple[str, ...]


class _Find(NamedTuple):
    start: int
    end: int
    kind: str


def screen(text: str, identity: Identity) -> Screened:
    """Hide whatever gives the writer away."""
    folded = fold(text)
    finds = _merged([*_general(folded), *_personal(folded, identity)])
    return Screened(_hidden(text, folded, finds), tuple(kind for kind in KINDS if any(kind == f.kind for f in finds)))


def _hidden(text: str, folded: Folded, finds: list[_Find]) -> str:
    """The text with a mark for each find, and one mark for neighbours of a kind."""
    pieces, at, last = [], 0, ""
    for find in finds:
        start, end = folded.span(find.start, find.end)
        between = text[at:start]
        if last != find.kind or between.strip():
            pieces += [between, f"[{find.kind}]"]
        at, last = end, find.kind
    return "".join([*pieces, text[at:]])


def _merged(finds: list[_Find]) -> list[_Find]:
    """Finds that overlap as one: nothing that any of them holds may be seen."""
    merged: list[_Find] = []
    for find in sorted(finds, key=lambda find: (find.start, -find.end)):
        if merged and find.start < merged[-1].end:
            last = merged[-1]
            kind = min(last.kind, find.kind, key=KINDS.index)
            merged[-1] = _Find(last.start, max(last.end, find.end), kind)
        else:
            merged.append(find)
    return merged


# -- What gives anybody away -----------------------------------------------------------------------------------------

AT = r"(?:\s?@\s?|\s?[(\[{]\s?at\s?[)\]}]\s?)"
DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punkt)\s?[)\]}]\s?|\sdot\s)"
LABEL = r"[\w-]+"
# What may stand before the @. Looked for where a run of these begins and nowhere within: a long one is read once.
LOCAL = r"[\w.+%'-]"
EMAIL = rf"(?<!{LOCAL}){LOCAL}+(?:{AT}{LABEL}(?:{DOT}{LABEL})+|\sat\s{LABEL}(?:\sdot\s{LABEL})+)"

TLD = r"(?:co\.uk|org\.uk|ac\.uk|gov\.uk|com|org|net|uk|eu|io|dev|me|info|co|ai|app|tech|blog|page|site|online|tv|ly)"
# Not addresses but things people work with.
TOOLS = r"(?:(?:asp|ado|vb|ml|microsoft)\.net|socket\.io|draw\.io)"
NETWORKS = (
    "linkedin|github|gitlab|bitbucket|twitter|instagram|insta|facebook|tiktok|youtube|skype|telegram|snapchat|whatsapp"
    "|mastodon|bluesky|behance|orcid|researchgate|stackoverflow|stack overflow"
)
LINK = "|".join(
    [
        r"(?:https?|ftp)\s?:\s?//\s?\S+",
        rf"{BEGIN}www\s?\.\s?\S+",
        rf"(?<![\w.-])(?!{TOOLS}{FINISH})(?:{LABEL}\.)+{TLD}(?![\w-])(?:[:/?#]\S*)?",
        rf"{BEGIN}(?:{NETWORKS})(?:\s(?:user\s?name|name|handle|profile|account|id))?(?:\sis)?\s?[:=/]\s?(?!(?:{NETWORKS}))\S+",
        rf"{BEGIN}(?:(?:user\s?name|handle|screen name)\sis|(?:user\s?name|handle|profile)\s?[:=])\s?\S+",
        r"(?<![\w@])@\s?\w[\w.-]*",
    ]
)

GAP = r"[\s().-]{0,3}"
CALL = (
    r"(?:(?:tel|telephone|phone|mobile|mob|fax|whatsapp)(?:\.?\s(?:no|number|is|on))*"
    r"|(?:call|ring|text|phone)\s(?:me|us)(?:\s(?:on|at))?)"
)
PHONE = "|".join(
    [
        # 0113 496 0000, (0113) 4960000, 07700-900-123, +44 (0) 7700 900123, 0044.7700.900123
        rf"{BEGIN}(?:(?:\+|00)?{GAP}44{GAP}(?:[0o]{GAP})?|(?:\((?=[0o]\d{{2,4}}\)))?[0o])(?:{GAP}\d){{9,10}}(?!\d)",
        # 7700 900123, where the nought is left away
        rf"(?<!\d)7\d{{3}}(?:{GAP}\d){{6}}(?!\d)",
        # Abroad: +353 1 234 5678
        rf"\+\s?\d(?:{GAP}\d){{6,14}}(?!\d)",
        # Without the area, after a word that says what it is
        rf"{BEGIN}{CALL}[\s.:]{{0,3}}\d(?:{GAP}\d){{4,12}}",
    ]
)
POSTCODE = rf"{BEGIN}(?:gir[\s-]*0aa|[a-z]{{1,2}}\d[a-z\d]?[\s.-]*\d[\s.-]?[abd-hjlnp-uw-z]{{2}}){FINISH}"

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
FULL_YEAR = r"(?<!\d)(?<![£$€])(?<!\d[.,])(?:19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = "|".join(
    [
        rf"(?<![\d.]){DAY}\s?[/.-]\s?(?:0?[1-9]|1[0-2])\s?[/.-]\s?(?:\d{{4}}|\d\d)(?![\d.]\d|\d)",
        r"(?<!\d)(?:19|20)\d\d\s?[/.-]\s?\d\d?\s?[/.-]\s?\d\d?(?!\d)",
        rf"(?<!\d){DAY}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?:,?\s'?\d{{2,4}})?{FINISH}",
        rf"{BEGIN}{MONTH}\s{DAY}(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?{FINISH}",
        rf"{BEGIN}{MONTH},?\s?'?\d\d{FINISH}",
        rf"{BEGIN}{MONTH}[\s,/-]*(?:of\s)?(?:19|20)\d\d{FINISH}",
        r"(?<!\d)(?:0?[1-9]|1[0-2])\s?[/-]\s?(?:19|20)\d\d(?!\d)",
        rf"{FULL_YEAR}\s?[/-]\s?\d\d(?!\d)",
        rf"{FULL_YEAR}(?:'?s)?(?!\d)(?![^\W\d_])",
        r"(?<!\w)'\d\d(?:'?s)?(?!\w)",
        r"(?<![\w£$€.,])[4-9]0'?s(?!\w)",
        r"(?<!\w)(?:class|summer|autumn|spring|winter|back in|since) (?:of )?'?\d\d(?!\w)",
    ]
)

TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy)"
NUMBER = rf"(?:\d{{1,2}}|{TENS}(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)"
DECADE = r"(?:[2-7]0'?s|twenties|thirties|forties|fifties|sixties|seventies)"
AGE = "|".join(
    [
        rf"{BEGIN}aged?\s?(?:of|:)?\s?{NUMBER}{FINISH}",
        rf"{BEGIN}{NUMBER}[\s-](?:years?|yrs?)[\s-](?:of age|olds?|young){FINISH}",
        rf"{BEGIN}{NUMBER}\s?(?:yo|y/o){FINISH}",
        rf"{BEGIN}(?:i am|i'm|i was|i turned|i turn|turned|turning|now) {NUMBER}(?=\s?(?:[.,;!?)]|$|and|so|but|now))",
        rf"{BEGIN}(?:my|his|her|their|our)\s(?:early|mid|late)?[\s-]*{DECADE}{FINISH}",
        rf"{BEGIN}{NUMBER}(?:st|nd|rd|th) birthday{FINISH}",
    ]
)
GENERAL = [
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("email", EMAIL),
        ("link", LINK),
        ("phone", PHONE),
        ("postcode", POSTCODE),
        ("year", YEAR),
        ("age", AGE),
    )
]


def _general(folded: Folded) -> Iterator[_Find]:
    for kind, pattern in GENERAL:
        for match in pattern.finditer(folded.text):
            yield _Find(*match.span(), kind)


def _personal(folded: Folded, identity: Identity) -> Iterator[_Find]:
    wanted = [
        *identities.of_emails(identity.emails),
        *identities.of_postcodes(identity.postcodes),
        *identities.of_employers(identity.employers),
        *identities.of_names(identity.names),
    ]
    for kind, pattern, capital in wanted:
        for match in pattern.finditer(folded.text):
            if not capital or folded.is_capital(match.start()):
                yield _Find(*match.span(), kind)
