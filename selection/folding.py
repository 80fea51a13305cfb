"""A text in small plain letters that still knows where each of them stood, so that what is found can be hidden."""

import unicodedata
from typing import NamedTuple

# Letters that no decomposition makes plain.
PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
APOSTROPHES = dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07", "'")
# Invisible or a mark on the letter before: not read, so not looked at.
DROPPED = {"Mn", "Me", "Cf", "Cc"}


class Folded(NamedTuple):
    """`text` is the original in small letters; `places` says for each of them where it stood in the original."""

    text: str
    places: tuple[int, ...]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the folded text stood, with every accent and invisible letter that belongs to it."""
        after = self.places[end] if end < len(self.places) else len(self.original)
        return self.places[start], max(after, self.places[end - 1] + 1)

    def is_capital(self, at: int) -> bool:
        return self.original[self.places[at]].isupper()


def fold(text: str) -> Folded:
    """Small letters without accents, one space for any run of white space, one kind of hyphen and apostrophe."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in _plain(letter):
            if plain == " " and letters and letters[-1] == " ":
                continue
            letters.append(plain)
            places.append(place)
    return Folded("".join(letters), tuple(places), text)


def _plain(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter.isascii() and letter.isprintable() and letter != "`":
        return letter.lower()
    if letter in APOSTROPHES:
        return APOSTROPHES[letter]
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if unicodedata.category(letter) == "Pd" or letter == "\u2212":
        return "-"
    whole = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(PLAIN.get(part, part) for part in whole if unicodedata.category(part) not in DROPPED)
