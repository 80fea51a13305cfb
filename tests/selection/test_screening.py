"""What gives a writer away is hidden, in whatever way they write it; what does not is left."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.folding import fold
from selection.screening import Identity, Screened, screen

ZOE = Identity(
    names=("Dr Zoë Adebayo-Kowalski", "Zoe"),
    emails=("zoe.ak84@example.org",),
    postcodes=("LS6 3BN",),
    employers=("Amey Consulting Ltd", "Marks & Spencer plc", "Next plc"),
)
NAMES = ["Zoë", "Adebayo-Kowalski", "Adebayo", "Kowalski", "Zoë Adebayo-Kowalski", "Kowalski, Zoë", "Z. Kowalski"]
EMPLOYERS = ["Amey Consulting Ltd", "Amey Consulting", "Marks & Spencer plc", "Marks and Spencer", "M&S", "Next plc"]
PHONES = ["0113 496 0000", "07700 900123", "+44 7700 900123", "+44 (0) 113 496 0000", "0044 7700 900123"]
POSTCODES = ["LS6 3BN", "M1 1AE", "SW1A 1AA", "B33 8TH", "CR2 6XH", "DN55 1PT", "LS6"]
EMAILS = ["zoe.ak84@example.org", "someone_else+jobs@mail.example.co.uk", "zoe.ak84"]
AROUND = st.sampled_from(
    [("", ""), ("I am ", ", hello"), ("(", ")"), ("“", "”"), ("x\n", "\ny"), ("my_", "_cv"), ("/", ".")]
)


def hidden(text, identity=ZOE):
    return screen(text, identity).text


def without_accents(text):
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


CASES = st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase])
SPACES = st.sampled_from([" ", "  ", "\u00a0", "\n", "\t", " \r\n "])
WRITINGS = st.sampled_from(
    [
        str,
        without_accents,
        lambda text: unicodedata.normalize("NFD", text),
        "\u200b".join,
        lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace("-", "\u2013"),
        lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    ]
)


@st.composite
def written(draw, things):
    """Something in any case, with any spaces, and with letters that only look the same."""
    text = draw(CASES)(draw(st.sampled_from(things)))
    return draw(WRITINGS)(text).replace(" ", draw(SPACES))


@given(written(NAMES), AROUND, st.sampled_from(["", "'s", "’s", "'"]))
def test_no_writing_of_the_name_survives(name, around, possessive):
    before, after = around

    assert hidden(before + name + possessive + after) == f"{before}[name]{after}"


@given(
    written(["Zoë", "Adebayo", "Kowalski"]), st.sampled_from([" ", "-", "", "  ", "."]), written(["Kowalski", "Zoë"])
)
def test_words_of_a_name_side_by_side_are_one_mark(first, between, second):
    found = hidden(f"by {first}{between}{second} herself")

    assert found.replace("[name].[name]", "[name]") == "by [name] herself"


@given(written(EMPLOYERS), AROUND)
def test_no_writing_of_an_employer_survives(employer, around):
    before, after = around

    assert hidden(before + employer + after) == f"{before}[employer]{after}"


@given(written(EMAILS), AROUND)
def test_no_writing_of_an_email_address_survives(email, around):
    before, after = around
    found = hidden(before + email + after)

    assert "[email]" in found
    assert not {"ak84", "example", "else", "jobs"} & set(fold(found).text.replace(".", " ").split())


@given(written(POSTCODES), AROUND)
def test_no_writing_of_a_postcode_survives(postcode, around):
    before, after = around

    assert hidden(before + postcode + after) == f"{before}[postcode]{after}"


@given(written(PHONES), st.sampled_from([" ", "", "-", ".", "  "]), AROUND)
def test_no_writing_of_a_phone_number_survives(phone, between, around):
    before, after = around

    assert hidden(before + between.join(phone.split()) + after) == f"{before}[phone]{after}"


@given(st.text(max_size=300), written(["Adebayo-Kowalski", "0113 496 0000", "zoe.ak84@example.org", "LS6 3BN"]))
def test_nothing_given_survives_in_any_text(text, secret):
    found = fold(hidden(f"{text} {secret} {text}")).text.replace(" ", "")

    for told in ("adebayo", "kowalski", "1134960000", "ak84", "63bn"):
        assert told not in found.replace("-", "")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_comes_through(text):
    found = screen(
        text, Identity(names=(text[:40],), emails=(text[:20],), employers=(text[5:30],), postcodes=(text[:9],))
    )

    assert isinstance(found, Screened)


@pytest.mark.parametrize(
    "text",
    [
        "I led a team of 12 for 5 years and 3 months, 250 people in 4 countries, with a budget of £1,200,000.",
        "Python 3.11, ASP.NET, Node.js, C++, SQL, ISO 9001 and 100% test coverage; 10,000 rows in 0.5 seconds.",
        "I may go back to work next month. I will mark exams, in good faith, for pupils in Year 10.",
        "We used the boots of the next person. And so on, e.g. at home/at work.",
        "My profile is strong: GitHub/GitLab, text mining of 250000 rows; none was self-employed.",
        "",
    ],
)
def test_what_tells_nothing_is_left_as_it_is(text):
    identity = Identity(
        names=("May Will", "Mark Faith"),
        employers=("Next plc", "Boots", "None", "Self-employed"),
        emails=("hello@example.org",),
    )

    assert screen(text, identity) == (text, ())


@pytest.mark.parametrize(
    ("names", "text", "seen"),
    [
        ("Will May", "Will May says: I will, I may. will may", "[name] says: I will, I may. [name]"),
        ("Will May", "Will's idea, W. May, WMay and WILL", "[name] idea, [name], [name] and [name]"),
        ("Mark O'Brien", "OBrien; O’Brien and O Brien; mark my words", "[name]; [name] and [name]; mark my words"),
        ("Ana de la Cruz", "Ana de la Cruz; Cruz; café de nuit", "[name]; [name]; café de nuit"),
        ("Søren Łukasz Þor", "Soren; LUKASZ; thor, Soren", "[name]; [name]; [name]"),
        ("Jo Ng", "Jo; jo NG and Jon", "[name]; [name] and Jon"),
        (
            "Grace Kowalski",
            "grace kowalski; kowalski, grace; by the grace of God",
            "[name]; [name]; by the grace of God",
        ),
        ("李娜", "我 李娜 hello", "我 [name] hello"),
        (
            "Mrs A. Bhatt",
            "Mrs Bhatt has a plan, A. Bhatt, ABhatt, the Bhatts",
            "Mrs [name] has a plan, [name], [name], the [name]",
        ),
        ("Kowalski", "JaneKowalski84 kowalski_j Kowalskiego", "JaneKowalski84 [name]_j Kowalskiego"),
    ],
)
def test_names(names, text, seen):
    assert hidden(text, Identity(names=(names,))) == seen


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/me?x=1#top",
        "HTTP://EXAMPLE.ORG",
        "www.example.org",
        "example.co.uk/about",
        "someone.github.io",
        "linkedin.com/in/someone-12",
        "LinkedIn: someone",
        "github/someone",
        "username: someone",
        "@someone_84",
        "@ someone",
    ],
)
def test_links_and_handles(link):
    assert screen(f"See {link} for more", ZOE) == ("See [link] for more", ("link",))


@pytest.mark.parametrize(
    "date",
    [
        "1998",
        "the 1990s".removeprefix("the "),
        "2010-2015",
        "2010/11",
        "24 April 1998",
        "24th of April",
        "April 24th, 1998",
        "April 1998",
        "Sept 98",
        "Apr '98",
        "04/2019",
        "24/04/1998",
        "24.4.98",
        "1998-04-24",
        "'98",
        "class of 98",
        "80s",
    ],
)
def test_dates_and_years(date):
    found = screen(f"It was {date}, so far", ZOE)

    assert not any(letter.isdigit() for letter in found.text)
    assert found.text.startswith("It was [year]")
    assert found.hidden == ("year",)


@pytest.mark.parametrize(
    "age",
    [
        "I am 45",
        "aged 45",
        "45 years old",
        "a 45-year-old",
        "turned fifty-two",
        "my 40s",
        "in my early forties",
        "my 50th birthday",
    ],
)
def test_ages(age):
    found = hidden(f"So {age}.")

    assert not any(told in found for told in ("4", "5", "fift", "fort"))


@pytest.mark.parametrize(
    ("email", "text", "seen"),
    [
        ("zoe.ak84@example.org", "zoe.ak84 (at) example (dot) org", "[email]"),
        ("zoe.ak84@example.org", "jane at mail dot com", "[email]"),
        ("zoe.ak84+jobs@example.org", "I am Zoe-AK84 there", "I am [email] there"),
        ("will@example.org", "I will write", "I will write"),
        ("j1@example.org", "j1 there", "[email] there"),
    ],
)
def test_email_addresses(email, text, seen):
    assert hidden(text, Identity(emails=(email,))) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("call me on 496 0000", "[phone]"),
        ("Tel: 4960000 x", "[phone] x"),
        ("+353 1 234 5678", "[phone]"),
        ("7700 900 123", "[phone]"),
        ("(0113)4960000", "[phone]"),
        ("01204 12345 in 2019", "[phone] in [year]"),
        ("in 2019 0113 496 0000", "in [year] [phone]"),
    ],
)
def test_phone_numbers(text, seen):
    found = hidden(text)

    assert found in (seen, f"call me on {seen}", f"Tel: {seen}")


def test_an_everyday_word_is_an_employer_where_it_has_a_capital():
    assert (
        hidden("At Next I was next in line. NEXT plc, next ltd")
        == "At [employer] I was next in line. [employer], [employer]"
    )


def test_what_overlaps_is_hidden_together_under_the_surer_mark():
    found = screen("Write to zoe@kowalski.example.org, at Kowalski’s or in LS6 3BN since 2019", ZOE)

    assert found == ("Write to [email], at [name] or in [postcode] since [year]", ("email", "postcode", "name", "year"))


def test_neighbours_of_a_kind_are_one_mark():
    assert hidden("2019 2020, 2021 ls6 LS6") == "[year], [year] [postcode]"


def test_the_places_of_letters_are_kept():
    folded = fold("É\u0301a\u200b ß — x")

    assert folded.text == "ea ss - x"
    assert folded.span(0, 1) == (0, 2)
    assert folded.span(1, 2) == (2, 4)
    assert folded.span(3, 4) == (5, 6)


@pytest.mark.parametrize("again", ["'", "a'", "a.", "%", "+ ", "at "])
def test_what_is_typed_without_end_and_says_nothing_stays(again):
    """However long it is. How long that takes, `make bench` measures."""
    text = (again * 10_000)[:10_000]

    assert screen(text, ZOE) == (text, ())
