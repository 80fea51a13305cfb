"""Patterns for one person: their names, addresses and employers, in any writing that is still recognisably theirs.

For folded text (`selection.folding`). A word that is also an everyday word (Will, May, Mark; Next, Boots) counts where
it begins with a capital, as names do; beside another word of the same name it counts in any case.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from selection.folding import fold

# Before and after a word: no letter and no digit. An underscore parts words, as in jane_smith.
BEGIN, FINISH = r"(?<![^\W_])", r"(?![^\W_])"
POSSESSIVE = r"(?:'s|')?"
# Between words of one name: signs or none, and perhaps a middle initial.
BESIDE = r"[\s,.'_-]{0,3}(?:[a-z]\.?\s)?"
TITLES = frozenset(
    {
        "mr",
        "mrs",
        "miss",
        "ms",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lady",
        "lord",
        "rev",
        "reverend",
        "revd",
        "hon",
    }
)
PARTICLES = frozenset(
    {
        "al",
        "ap",
        "ab",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "del",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "las",
        "le",
        "les",
        "ter",
        "van",
        "von",
        "y",
    }
)
LEGAL_FORMS = frozenset(
    {
        "ltd",
        "limited",
        "plc",
        "llp",
        "llc",
        "lp",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "gmbh",
        "ag",
        "sa",
        "bv",
        "cic",
        "cio",
        "co",
        "company",
        "uk",
        "gb",
        "group",
        "holdings",
        "holding",
        "international",
    }
)
NO_EMPLOYER = frozenset(
    {"none", "n a", "na", "self employed", "selfemployed", "freelance", "myself", "various", "unemployed"}
)
# Names of people and firms, and beginnings of addresses, that people write as words too.
EVERYDAY = frozenset((Path(__file__).parent / "data" / "everyday_words.txt").read_text().split())


class Wanted(NamedTuple):
    """Something to look for. `capital` says that it counts only where it begins with a capital letter."""

    kind: str
    pattern: re.Pattern[str]
    capital: bool = False


def _wanted(kind: str, pattern: str, *, capital: bool = False) -> Wanted:
    return Wanted(kind, re.compile(BEGIN + pattern + FINISH), capital)


def words_of(text: str) -> list[str]:
    """The words of a name, folded: hyphens and apostrophes stay inside them."""
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*", fold(text).text)


# -- Names -----------------------------------------------------------------------------------------------------------


def of_names(names: Iterable[str]) -> Iterator[Wanted]:
    """Each word of a name, the whole of it, and several words beside each other."""
    split = [[word for word in words_of(name) if word not in TITLES] for name in names]
    words = list(dict.fromkeys(word for name in split for word in name))
    parts = list(dict.fromkeys(part for word in words for part in [word, *re.split("['-]", word)]))
    parts = sorted((part for part in parts if not _is_initial(part)), key=len, reverse=True)
    for part in parts:
        if part not in PARTICLES:
            yield from _of_word(part, {word[0] for word in words})
    for name in split:
        if len(name) > 1 and EVERYDAY.issuperset(name):
            yield _wanted("name", r"[\s.'_-]{0,3}".join(name) + POSSESSIVE)
    if plain := [_loosely(part) for part in parts if part not in EVERYDAY | PARTICLES]:
        one = f"(?:{'|'.join(map(_loosely, parts))})"
        yield _wanted("name", rf"(?:{one}{BESIDE}){{0,4}}(?:{'|'.join(plain)})(?:{BESIDE}{one}){{0,4}}\d*{POSSESSIVE}")


def _of_word(word: str, initials: set[str]) -> Iterator[Wanted]:
    initial = f"[{re.escape(''.join(sorted(initials)))}]"
    if word in EVERYDAY:
        yield _wanted("name", rf"(?:{initial}\.\s?|{initial})?{_loosely(word)}{POSSESSIVE}", capital=True)
        return
    before = rf"(?:{initial}\.?[\s-]?){{0,3}}" if len(word) > 2 else ""
    plural = r"(?:'?s|')?" if len(word) > 2 else POSSESSIVE
    yield _wanted("name", rf"{before}{_loosely(word)}\d*{plural}")


def _is_initial(part: str) -> bool:
    """One letter tells nothing; one Chinese character is a name."""
    return len(part) < 2 and part.isascii()


def _loosely(word: str) -> str:
    """Smith-Jones, Smith Jones, SmithJones; O'Brien, O Brien, OBrien."""
    return r"[\s'_.-]{0,3}".join(re.escape(part) for part in re.split("['-]", word) if part)


# -- Addresses -------------------------------------------------------------------------------------------------------


def of_emails(emails: Iterable[str]) -> Iterator[Wanted]:
    """The address, and what stands before its @ by itself, where that is no everyday word."""
    for email in emails:
        local, _, domain = fold(email).text.strip().partition("@")
        if domain:
            yield _wanted("email", rf"{re.escape(local)}\s?@\s?{re.escape(domain)}")
        for name in dict.fromkeys([local, local.partition("+")[0]]):
            tokens = re.findall(r"[^\W_]+", name)
            tells = len(name) > 3 or any(letter.isdigit() for letter in name)
            if tokens and tells and name not in EVERYDAY:
                yield _wanted("email", r"[\s._+-]{0,2}".join(map(re.escape, tokens)) + POSSESSIVE)


def of_postcodes(postcodes: Iterable[str]) -> Iterator[Wanted]:
    """The first half by itself, which names a part of a town. Whole postcodes are hidden whoever they belong to."""
    for postcode in postcodes:
        letters = re.sub(r"\W", "", fold(postcode).text)
        outcode = letters[:-3] if re.fullmatch(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}", letters) else letters
        if re.fullmatch(r"[a-z]{1,2}\d[a-z\d]?", outcode):
            yield _wanted("postcode", outcode)


# -- Employers -------------------------------------------------------------------------------------------------------


def of_employers(employers: Iterable[str]) -> Iterator[Wanted]:
    """The name with and without Ltd and the like, with any spaces and signs between its words, & or and; M&S, BBC."""
    for employer in employers:
        if not (core := employer_words(employer)):
            continue
        plain = _loose_words(core)
        forms = rf"(?:[\W_]{{1,3}}(?:{'|'.join(sorted(LEGAL_FORMS))}){FINISH})"
        capital = len(core) == 1 and (core[0] in EVERYDAY or len(core[0]) == 1)
        yield _wanted("employer", f"(?:the )?{plain}{forms}{{1,3}}{POSSESSIVE}")
        yield _wanted("employer", plain + POSSESSIVE, capital=capital)
        if len(core) > 2:
            short = _loose_words([word if word == "and" else word[0] for word in core])
            yield _wanted("employer", short, capital="and" not in core)


def employer_words(employer: str) -> list[str]:
    """The words of the name by which people know an employer, without Ltd and the like; none where it is nobody."""
    core = _without_forms(re.findall(r"[^\W_]+", re.sub(r"[&+]", " and ", re.sub("['.]", "", fold(employer).text))))
    return [] if " ".join(core) in NO_EMPLOYER else core


def _without_forms(tokens: list[str]) -> list[str]:
    core = tokens[1:] if tokens[:1] == ["the"] and len(tokens) > 1 else tokens
    while len(core) > 1 and core[-1] in LEGAL_FORMS:
        core = core[:-1]
    return core


def _loose_words(tokens: list[str]) -> str:
    """Between the words any signs or none; inside them apostrophes and full stops: J.P. Morgan's, JPMorgan."""
    ands = {"and": r"(?:and|[&+]|n)"}
    return r"[\W_]{0,3}".join(ands.get(token) or "['.]?".join(map(re.escape, token)) for token in tokens)
