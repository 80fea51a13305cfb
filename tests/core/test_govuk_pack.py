"""How forms look and what they say: the crispy pack and the fields of our own."""

import datetime as dt
import re

import pytest
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.template import engines
from django.utils.datastructures import MultiValueDict

from core.forms import (
    Checkboxes,
    LongTextField,
    MonthField,
    NameField,
    PhoneField,
    PortalForm,
    PostcodeField,
    Radios,
    UKDateField,
)


def draw(form, source="{% crispy form %}"):
    html = engines["django"].from_string("{% load crispy_forms_tags %}" + source).render({"form": form})
    return " ".join(html.split())


def summary(form):
    html = (
        engines["django"]
        .from_string('{% include "components/error_summary.html" with form=form only %}')
        .render({"form": form})
    )
    return re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html)


class PersonForm(PortalForm):
    name = NameField(label="Full name", help_text="As on your CV", error_messages={"required": "Enter your full name"})
    email = forms.EmailField(label="Email address", required=False)
    strand = forms.ChoiceField(
        choices=[("t", "Technology"), ("e", "Engineering"), ("?", "Not sure")],
        widget=Radios(hints={"t": "Software and data"}, or_before="?"),
    )


class DatesForm(PortalForm):
    stopped = UKDateField(label="When did you stop work?", subject="The day you stopped", required=False)
    began = MonthField(label="When did your break start?", required=False)


# -- What the browser gets -----------------------------------------------------------------------------------------


def test_a_form_brings_its_tag_its_button_and_no_browser_validation():
    html = draw(PersonForm())

    assert re.search(r'<form method="post"\s+novalidate>', html)
    assert re.search(r'<button type="submit"[^>]*data-prevent-double-click="true">Continue</button>', html)
    assert " required" not in html


def test_a_form_can_offer_to_save_for_later_and_to_cancel():
    form = PersonForm()
    form.submit_label, form.later_label, form.cancel_url = "Save and continue", "Save and come back later", "/home/"

    html = draw(form)

    assert "Save and continue" in html
    assert re.search(r'name="later"\s+value="1"', html)
    assert '<a class="govuk-link" href="/home/">Cancel</a>' in html


def test_optional_answers_are_marked_and_required_ones_are_not():
    html = draw(PersonForm())

    assert "Email address (optional)</label>" in html
    assert "Full name</label>" in html
    assert "*" not in html


def test_a_search_form_marks_nothing():
    form = PersonForm()
    form.mark_optional = False

    assert "(optional)" not in draw(form)


def test_hint_and_error_have_the_ids_that_the_input_points_to():
    html = draw(PersonForm({"name": ""}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert re.search(r'<input[^>]*name="name"[^>]*class="govuk-input govuk-input--error"', html)


def test_the_summary_says_the_same_words_and_leads_to_the_first_radio():
    form = PersonForm({"email": "nobody"})

    assert summary(form) == [
        ("id_name", "Enter your full name"),
        ("id_email", "Enter an email address in the correct format, like name@example.com"),
        ("id_strand_0", "Select the strand"),
    ]
    assert '<span class="govuk-visually-hidden">Error:</span> Enter your full name' in draw(form)


def test_the_summary_sends_what_is_wrong_with_the_whole_form_to_its_first_field():
    form = PersonForm({"name": "A", "strand": "t"})
    form.add_error(None, "These do not fit together")

    assert summary(form) == [("id_name", "These do not fit together")]


def test_the_summary_lists_a_hidden_field_without_a_link():
    class HiddenForm(PortalForm):
        key = forms.UUIDField(widget=forms.HiddenInput)

    form = HiddenForm({"key": "x"})

    html = engines["django"].from_string('{% include "components/error_summary.html" %}').render({"form": form})
    assert "Key is not in a format we can read" in html
    assert "href" not in html


def test_radios_carry_hints_and_the_word_or():
    html = draw(PersonForm({"strand": "e"}))

    assert re.search(r'id="id_strand_0"[^>]*value="t"\s+aria-describedby="id_strand_0_hint"', html)
    assert "Software and data" in html
    assert '<div class="govuk-radios__divider">or</div>' in html
    assert re.search(r'value="e"[^>]*checked', html)


def test_checkboxes_can_be_small_and_radios_in_a_line():
    class ChoicesForm(PortalForm):
        days = forms.MultipleChoiceField(choices=[("m", "Monday")], widget=Checkboxes(small=True), required=False)
        yes = forms.ChoiceField(choices=[("y", "Yes")], widget=Radios(inline=True))

    html = draw(ChoicesForm({"days": ["m"]}))

    assert "govuk-checkboxes govuk-checkboxes--small" in html
    assert re.search(r'type="checkbox"\s+value="m"\s+checked', html)
    assert "govuk-radios govuk-radios--inline" in html


def test_the_heading_of_a_question_page_is_its_label_or_legend():
    form = PersonForm()
    form.heading_field = "name"
    assert '<h1 class="govuk-label-wrapper"> <label class="govuk-label govuk-label--l"' in draw(form)
    assert form.heading == "Full name"

    form = PersonForm()
    form.heading_field = "strand"
    assert '<h1 class="govuk-fieldset__heading">Strand</h1>' in draw(form)


def test_a_layout_groups_fields_under_a_legend():
    class GroupedForm(PersonForm):
        layout = Layout(Fieldset("About you", "name", "email"), "strand")

    html = draw(GroupedForm())

    assert '<h2 class="govuk-fieldset__heading">About you</h2>' in html
    assert html.count('name="name"') == 1


def test_a_long_text_counts_down_and_is_never_cut_by_the_browser():
    class TextForm(PortalForm):
        notes = LongTextField(max_length=200, rows=3, help_text="Anything")

    html = draw(TextForm())

    assert 'data-module="govuk-character-count" data-maxlength="200"' in html
    assert 'aria-describedby="id_notes-info id_notes_helptext"' in html
    assert ' maxlength="' not in html
    assert "You can enter up to 200 characters" in html


def test_every_other_control_has_its_class():
    class MixedForm(PortalForm):
        council = forms.ChoiceField(choices=[("l", "Leeds")])
        secret = forms.CharField(widget=forms.PasswordInput(attrs={"placeholder": "Secret"}))
        agree = forms.BooleanField(label="I agree", help_text="All of it")
        cv = forms.FileField(required=False)
        where = forms.CharField(widget=forms.HiddenInput, required=False)

    html = draw(MixedForm({"secret": ""}))

    assert 'class="govuk-select govuk-select--error"' in html
    assert "govuk-js-password-input-input" in html
    assert "placeholder" not in html
    assert 'class="govuk-checkboxes__input' in html
    assert "Tick the box to go on: I agree" in html
    assert 'class="govuk-file-upload"' in html
    assert 'enctype="multipart/form-data"' in html
    assert '<input type="hidden" name="where"' in html


def test_a_form_from_elsewhere_is_drawn_the_same_way():
    class ForeignForm(forms.Form):
        code = forms.CharField(max_length=6)

    html = draw(ForeignForm(), "{{ form|crispy }}")

    assert '<input type="text" name="code" class="govuk-input" id="id_code">' in html
    assert "<form" not in html


def test_a_form_that_fetches_sends_no_token():
    form = PersonForm()
    form.method, form.action = "get", "/search/"

    html = draw(form)

    assert re.search(r'<form method="get"\s+action="/search/"', html)
    assert "csrf" not in html


# -- What is said when it does not fit -----------------------------------------------------------------------------


def test_too_long_an_answer_is_told_the_limit():
    form = PersonForm({"name": "a" * 201, "strand": "t"})

    assert form.errors["name"] == ["Full name must be 200 characters or fewer. You have used 201"]


def test_a_hidden_character_is_told_as_such():
    form = PersonForm({"name": "A\x00B", "strand": "t"})

    assert form.errors["name"] == ["Full name has a hidden character in it that we cannot save. Type it again"]


@pytest.mark.parametrize(
    "name", ["Ó Súilleabháin", "Nguyễn Thị", "李小龍", "X", "de la Cruz-O’Neil 3rd", "🙂 Ali", "علي"]
)
def test_a_name_may_be_anything(name):
    assert PersonForm({"name": name, "strand": "t"}).is_valid()


def test_a_choice_that_is_not_there_is_refused_in_plain_words():
    assert PersonForm({"name": "A", "strand": "zz"}).errors["strand"] == ["Choose one of the options listed"]


def test_a_question_left_out_is_named_in_the_message():
    class QuestionForm(PortalForm):
        why = forms.CharField(label="Why 100% now?")

    assert QuestionForm({}).errors["why"] == ["Answer “Why 100% now?”"]


def test_messages_that_a_field_brings_are_kept():
    class NumberForm(PortalForm):
        seats = forms.IntegerField(min_value=1, max_value=5, error_messages={"min_value": "Book at least one seat"})

    assert NumberForm({"seats": "0"}).errors["seats"] == ["Book at least one seat"]
    assert NumberForm({"seats": "9"}).errors["seats"] == ["Seats must be 5 or less"]
    assert NumberForm({"seats": "x"}).errors["seats"] == ["Seats must be a number, like 12"]


def test_line_breaks_are_counted_once():
    field = LongTextField(max_length=3)

    assert field.clean("a\r\nb") == "a\nb"


# -- Postcodes and phones ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["LS1 4AP", "ls14ap", " Ls 1 4 a p ", "LS1-4AP", "(ls1) 4ap."])
def test_a_postcode_is_taken_in_any_spacing_and_case(typed):
    assert PostcodeField().clean(typed) == "LS1 4AP"


@pytest.mark.parametrize("typed", ["LS1", "nonsense", "LS1 4AP LS1 4AP", "١٢٣", "x" * 10_000])
def test_what_is_no_postcode_is_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError, match="Enter a full UK postcode, like LS1 4AP"):
        PostcodeField().clean(typed)


def test_a_phone_number_is_kept_in_its_international_form():
    assert PhoneField().clean("07700 900982").as_e164 == "+447700900982"
    with pytest.raises(forms.ValidationError, match="Enter a phone number, like"):
        PhoneField().clean("12")


# -- Dates ---------------------------------------------------------------------------------------------------------


def dates(**boxes):
    return DatesForm(MultiValueDict({name: [value] for name, value in boxes.items()}))


def test_a_date_is_read_from_three_boxes():
    form = dates(stopped_day=" 1", stopped_month="3", stopped_year="2019", began_month="sept", began_year="2020")

    assert form.is_valid()
    assert form.cleaned_data == {"stopped": dt.date(2019, 3, 1), "began": dt.date(2020, 9, 1)}


def test_a_date_left_out_is_none_when_it_may_be():
    form = dates()

    assert form.is_valid()
    assert form.cleaned_data == {"stopped": None, "began": None}


@pytest.mark.parametrize(
    ("day", "month", "year", "message", "target"),
    [
        ("", "3", "2019", "The day you stopped must include a day", "id_stopped_0"),
        ("1", "", "", "The day you stopped must include a month and year", "id_stopped_1"),
        ("1", "13", "2019", "The day you stopped must be a real date", "id_stopped_1"),
        ("31", "2", "2019", "The day you stopped must be a real date", "id_stopped_0"),
        ("1", "2", "19", "The day you stopped must have a year of 4 numbers, like 2019", "id_stopped_2"),
        ("1", "2", "0019", "The day you stopped must have a year between 1900 and 2100", "id_stopped_2"),
        ("one", "2", "2019", "The day you stopped must be a real date", "id_stopped_0"),
        ("1", "m", "2019", "The day you stopped must be a real date", "id_stopped_1"),
        ("²", "2", "2019", "The day you stopped must be a real date", "id_stopped_0"),
        ("1\x00", "2", "2019", "The day you stopped must be a real date", "id_stopped_0"),
        ("9" * 5000, "2", "2019", "The day you stopped must be a real date", "id_stopped_0"),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_leads_to_that_box(day, month, year, message, target):
    form = dates(stopped_day=day, stopped_month=month, stopped_year=year)

    assert form.errors["stopped"] == [message]
    assert summary(form) == [(target, message)]
    assert re.search(rf'class="[^"]*govuk-input--error"\s+id="{target}"', draw(form))


def test_the_boxes_of_a_date_keep_what_was_typed():
    html = draw(dates(stopped_day="31", stopped_month="feb", stopped_year="2019"))

    assert 'value="31"' in html
    assert 'value="feb"' in html
    assert '<fieldset class="govuk-fieldset" role="group" aria-describedby="id_stopped_error">' in html


def test_the_boxes_of_a_date_show_the_date_that_is_known():
    html = draw(DatesForm(initial={"stopped": dt.date(2019, 3, 1), "began": dt.date(2020, 9, 1)}))

    assert re.search(r'name="stopped_year"\s+type="text"\s+inputmode="numeric"\s+value="2019"', html)
    assert re.search(r'name="began_month"\s+type="text"\s+inputmode="numeric"\s+value="9"', html)


def test_an_error_about_a_whole_date_marks_all_its_boxes():
    form = dates(stopped_day="1", stopped_month="3", stopped_year="2019")
    form.is_valid()
    form.add_error("stopped", "The day you stopped must be in the past")

    assert draw(form).count("govuk-input--error") == 3
