"""What somebody who takes part asks the team, and which of it the team looks at."""

from typing import Any

from support.forms import AskForm, ThreadFilterForm


class QuestionForm(AskForm):
    """The subject, and the question."""


class QuestionFilterForm(ThreadFilterForm):
    """Kept in the address."""

    def __init__(self, data: Any):
        super().__init__({name: data.get(name, "") for name in self.base_fields})
