"""Forms of threads, for both sides."""

from typing import Any

from django import forms

from accounts.models import User
from core.forms import LongTextField, PortalForm, Radios, UKDateField, choices_of
from core.presses import KeyField
from support.models import Status, Thread


class AskForm(PortalForm):
    """A new question."""

    submit_label = "Send"
    subject = forms.CharField(label="What is it about?", help_text="A few words.", max_length=150)
    text = LongTextField(
        label="Your question",
        help_text="Please do not tell us about anybody’s health, or about the people somebody cares for.",
        max_length=5000,
        rows=8,
    )
    key = KeyField()


class WriteForm(PortalForm):
    """One more message."""

    submit_label = "Send"
    text = LongTextField(label="Write a message", max_length=5000, rows=6)


class AnswerForm(PortalForm):
    """The team's answer; with the second button nothing is left to do."""

    submit_label = "Send the answer"
    later_label, later_name = "Send and close", "close"
    text = LongTextField(
        label="Your answer", help_text="They get it by email, with your name.", max_length=5000, rows=8
    )


class OwnerForm(PortalForm):
    """Who sees to it. `team`: whoever may."""

    submit_label = "Save"
    owner = forms.ChoiceField(
        label="Who sees to this?", widget=Radios, error_messages={"required": "Select who sees to this"}
    )

    def __init__(self, data: Any = None, *, thread: Thread):
        self.people = {str(person.uuid): person for person in thread.team().order_by("name", "email")}
        owner = thread.owner
        super().__init__(data, initial={"owner": str(owner.uuid) if owner else "nobody"})
        choices = [(key, str(person)) for key, person in self.people.items()]
        choices_of(self, "owner").choices = [*choices, ("nobody", "Nobody yet")]

    @property
    def chosen(self) -> User | None:
        return self.people.get(self.cleaned_data["owner"])


class DueForm(PortalForm):
    submit_label = "Save"
    on = UKDateField(
        label="Answer by the end of",
        help_text="A working day, like 24 11 2026.",
        subject="The day",
        error_messages={"required": "Enter a day"},
    )


class ThreadFilterForm(PortalForm):
    """Filters of a list of threads, kept in the address. Without any: what waits for the team."""

    method = "get"
    submit_label = "Show"
    mark_optional = False
    ALL = "all"
    MINE, UNOWNED = "mine", "unowned"

    status = forms.ChoiceField(
        label="Which",
        required=False,
        choices=[("", "Waiting for us"), (Status.ANSWERED, "Answered"), (Status.CLOSED, "Closed"), (ALL, "All")],
    )
    whose = forms.ChoiceField(
        label="Whose", required=False, choices=[("", "Everybody’s"), (MINE, "Mine"), (UNOWNED, "Nobody’s yet")]
    )

    @property
    def chosen(self) -> dict[str, str]:
        return self.cleaned_data if self.is_valid() else {}

    @property
    def by_due_day(self) -> bool:
        """What waits for the team comes in the order in which it is due; the rest, the latest first."""
        return not self.chosen.get("status")

    def narrow(self, rows: Any, *, person: User) -> Any:
        status, whose = self.chosen.get("status") or Status.OPEN, self.chosen.get("whose")
        if status != self.ALL:
            rows = rows.filter(status=status)
        if whose == self.MINE:
            rows = rows.filter(owner=person)
        elif whose == self.UNOWNED:
            rows = rows.filter(owner=None)
        return rows
