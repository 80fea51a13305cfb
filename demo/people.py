"""Invented people. Their outcodes exist; they do not. Addresses end in example.org, which nobody can own."""

import random
from dataclasses import dataclass

from core.regions import outcode_of

FIRST = """
Aisha Alice Amina Andrew Anita Anna Beth Bethany Carol Chloe Ciara Daniel Deepa Eleanor Emma Fatima Fiona Gemma Hannah
Helen Ifeoma Imran Isla James Jasmine Joanna Karen Kavita Kirsty Laila Laura Leanne Lucy Maria Mark Mei Naomi Nadia
Natalie Nicola Olu Paula Priya Rachel Rebecca Rosa Ruth Samina Sarah Shabnam Sian Sofia Stephen Sunita Tamara Tom Uzma
Victoria Wendy Yasmin Zainab Zoe
"""

LAST = """
Adeyemi Ahmed Akhtar Armitage Bains Begum Bennett Booth Chowdhury Clarke Cooper Dhillon Eze Fielding Gill Greenwood
Hall Hargreaves Hughes Hussain Iqbal Jackson Kaur Khan Lam Lister Mahmood Malik Mensah Metcalfe Mistry Nowak Okafor
Oldroyd Patel Pickles Rahman Ramsden Robinson Shah Sharma Singh Sutcliffe Taylor Thackray Umeh Walker Wilson Wójcik
Wood Yates
"""

# Inside the five regions of STEM ReCharge, every one.
OUTCODES = """
LS6 LS8 LS17 BD9 HD3 HX1 WF1 YO10 HU5 S7 S11 DN4 M14 M20 M33 OL4 BL1 SK4 WA4 L15 L18 CH43 PR2 BB1 LA1 NE3 NE6 SR4 DH1
TS5 DL3 NG7 NG9 DE22 LE2 LN2 B13 B29 CV6 WV3 DY8 ST4 TF1 WS4
"""
# Outside those regions, and on their border.
FURTHER = "SE15"
BORDER = "SY10"


@dataclass(frozen=True)
class Invented:
    name: str
    postcode: str
    phone: str

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.').replace('ó', 'o')}@example.org"


def invent(count: int, chance: random.Random) -> list[Invented]:
    """So many different people, the same ones for the same seed."""
    names = chance.sample([f"{first} {last}" for first in FIRST.split() for last in LAST.split()], count)
    outcodes = OUTCODES.split()
    return [
        Invented(name, postcode_in(chance.choice(outcodes), chance), phone(number)) for number, name in enumerate(names)
    ]


def postcode_in(outcode: str, chance: random.Random) -> str:
    if outcode_of(outcode) is None:
        raise LookupError(f"There is no outcode {outcode}.")
    return f"{outcode} {chance.randint(1, 9)}{chance.choice('ABDEFGHJLNPQRSTUWXYZ')}{chance.choice('ABDEFGHJLN')}"


def phone(number: int) -> str:
    """From the range that Ofcom keeps for drama: 07700 900000 to 900999."""
    return f"+447700900{number:03}"
