"""The forms of small groups."""

from collections.abc import Iterable
from typing import Any

from django import forms

from core.forms import Checkboxes, PhoneField, Radios, choices_of
from core.seen import SeenForm
from core.slots import SLOTS, Day, Part, Slot
from participation.models import Group, GroupMember, GroupPlan

NONE = "none"


class PressForm(SeenForm):
    """One press, which does what its page says."""

    def __init__(self, data: Any = None, *, seen: str, submit_label: str):
        super().__init__(data, seen=seen)
        self.submit_label = submit_label


def _number(label: str, most: int, **more: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"})
    return forms.IntegerField(label=label, max_value=most, widget=widget, **more)


class GroupPlanForm(SeenForm):
    """Sizes and times of small groups."""

    submit_label = "Save the settings"
    mark_optional = False
    least = _number("Fewest people in a group", GroupPlan.LARGEST, min_value=2)
    most = _number("Most people in a group", GroupPlan.LARGEST, min_value=2)
    at_once = _number(
        "Most groups at the same time", 20, min_value=1, help_text="As many as you have session leaders for."
    )

    def __init__(self, data: Any = None, *, plan: GroupPlan, seen: str):
        now: dict[str, Any] = {"least": plan.least, "most": plan.most, "at_once": plan.at_once}
        now |= {day.value: [code for code in plan.slots if SLOTS[code].day == day] for day in Day}
        super().__init__(data, seen=seen, initial=now)
        for day in Day:
            parts = [(Slot(day, part).code, part.short) for part in Part]
            self.fields[day.value] = forms.MultipleChoiceField(
                label=f"Times on offer on {day.label}", choices=parts, required=False, widget=Checkboxes(small=True)
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("least") and given.get("most") and given["least"] > given["most"]:
            self.add_error("most", "Most people in a group must be the same as the fewest, or more")
        if not self.errors and not self.slots():
            self.add_error(Day.MONDAY.value, "Tick at least one time")
        return given

    def slots(self) -> list[str]:
        return [code for day in Day for code in self.cleaned_data.get(day.value, [])]

    def settings(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("least", "most", "at_once")}
        return {**given, "slots": self.slots(), "seen": self.shown}


class GroupMoveForm(SeenForm):
    """Into which group somebody goes, and whether they stay there."""

    submit_label = "Save"
    mark_optional = False
    group = forms.ChoiceField(
        label="Which group?", widget=Radios(or_before=NONE), error_messages={"required": "Select a group"}
    )
    is_locked = forms.BooleanField(label="Keep them there when groups are formed again", required=False, initial=True)

    def __init__(
        self,
        data: Any = None,
        *,
        groups: Iterable[tuple[Group, str]],
        times: Iterable[str],
        member: GroupMember | None,
        seen: str,
    ):
        self.groups = {str(group.uuid): group for group, _ in groups}
        initial = {"group": str(member.group.uuid) if member and member.group else NONE}
        super().__init__(data, seen=seen, initial=initial)
        there = [(str(group.uuid), f"{group}: {group.meets}") for group, _ in groups]
        new = [(code, f"A new group: {SLOTS[code].label}") for code in times]
        field = choices_of(self, "group")
        field.choices = [*there, *new, (NONE, "No group for now")]
        field.widget.hints = {str(group.uuid): hint for group, hint in groups}

    def wished(self) -> dict[str, Any]:
        chosen, is_locked = self.cleaned_data["group"], self.cleaned_data["is_locked"]
        to = None if chosen == NONE else self.groups.get(chosen, chosen)
        return {"to": to, "is_locked": is_locked, "seen": self.shown or None}


class GroupShareForm(SeenForm):
    """What somebody shows to the others of their group."""

    submit_label = "Save"
    mark_optional = False
    shares_email = forms.BooleanField(required=False)
    phone = PhoneField(
        label="Your phone number",
        required=False,
        help_text="Leave this empty if you do not want to share one.",
    )

    def __init__(self, data: Any = None, *, member: GroupMember, email: str, seen: str):
        initial = {"shares_email": member.shares_email, "phone": member.phone}
        super().__init__(data, seen=seen, initial=initial)
        self.fields["shares_email"].label = f"Share my email address: {email}"

    def shared(self) -> dict[str, Any]:
        given = {"email": self.cleaned_data["shares_email"], "phone": self.cleaned_data["phone"] or ""}
        return {**given, "seen": self.shown or None}
