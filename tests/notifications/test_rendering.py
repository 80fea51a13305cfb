import pytest
from django.template import TemplateDoesNotExist

from notifications.rendering import LetterIncomplete, engine, linked, render_letter, to_html

HERE = "http://localhost:8000"


def test_render_letter_greets_by_name_and_says_who_writes(settings):
    settings.SUPPORT_EMAIL = "help@portal.example"

    letter = render_letter("letters/plain", {"name": "Zoë", "what": "a place", "link": f"{HERE}/a/"})

    assert letter["text"].startswith("Hello Zoë,\n\nThis letter is about a place.\n")
    assert letter["text"].endswith("Questions? Write to help@portal.example.\n")
    assert "Returner Portal" in letter["text"]


def test_render_letter_without_a_name_greets_all_the_same():
    letter = render_letter("letters/plain", {"what": "a place", "link": f"{HERE}/a/"})

    assert letter["text"].startswith("Hello,\n\n")


def test_render_letter_escapes_nothing_in_text_and_everything_in_html():
    letter = render_letter("letters/plain", {"what": "<b>O'Neil & Co</b>", "link": f"{HERE}/a/?b=1&c=2"})

    assert "about <b>O'Neil & Co</b>." in letter["text"]
    assert "<b>" not in letter["html"]
    assert "&lt;b&gt;O'Neil &amp; Co&lt;/b&gt;" in letter["html"].replace("&#x27;", "'")
    assert f'href="{HERE}/a/?b=1&amp;c=2"' in letter["html"]


@pytest.mark.parametrize(
    "hole", ["{{ gap }}", "{% if gap %}x{% endif %}", "{{ what.size }}", "{% for x in gap %}{% endfor %}"]
)
def test_render_letter_raises_for_anything_not_given(tmp_path, settings, hole):
    (tmp_path / "gap.txt").write_text(
        '{% extends "email/base.txt" %}{% block subject %}S{% endblock %}{% block body %}' + hole + "{% endblock %}"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    engine.cache_clear()

    with pytest.raises(LetterIncomplete):
        render_letter("gap", {"what": "a place"})


def test_render_letter_raises_without_a_subject(tmp_path, settings):
    (tmp_path / "bare.txt").write_text('{% extends "email/base.txt" %}')
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    engine.cache_clear()

    with pytest.raises(LetterIncomplete, match="no subject"):
        render_letter("bare", {})


def test_render_letter_of_no_template_raises():
    with pytest.raises(TemplateDoesNotExist):
        render_letter("letters/none", {})


def test_html_inlines_its_styles():
    page = to_html("Subject", "Hello")

    assert "<style" not in page
    assert '<p style="' in page


def test_html_makes_a_button_of_our_link_alone_on_its_line_named_by_the_line_before():
    html = to_html("Subject", f"You have a place.\n\nAccept it by Monday:\n{HERE}/place/")

    assert f'<a class="button" href="{HERE}/place/"' in html
    assert ">Accept it by Monday</a>" in html
    assert "Accept it by Monday:" not in html


def test_html_makes_no_button_of_a_strangers_link():
    html = to_html("Subject", "Win a prize:\nhttps://elsewhere.example/")

    assert 'class="button"' not in html
    assert '<a href="https://elsewhere.example/"' in html


def test_html_makes_a_list_of_lines_with_dashes():
    assert "<li>one</li><li>two</li>" in to_html("Subject", "You need:\n\n- one\n- two")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("see https://a.example/b.", 'see <a href="https://a.example/b">https://a.example/b</a>.'),
        ("(http://a.example)", '(<a href="http://a.example">http://a.example</a>)'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ('https://a.example/"onclick=x', '<a href="https://a.example/">https://a.example/</a>&quot;onclick=x'),
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_linked_makes_web_addresses_clickable_and_escapes_the_rest(text, html):
    assert linked(text) == html
