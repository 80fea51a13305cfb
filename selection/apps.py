from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "selection"

    def ready(self) -> None:
        from cohorts.signals import reviewer_made, reviewer_removed  # noqa: PLC0415 - apps are ready only now
        from selection import roles  # noqa: PLC0415

        reviewer_made.connect(roles.begin_reviewing, dispatch_uid="selection.begin_reviewing")
        reviewer_removed.connect(roles.give_to_others, dispatch_uid="selection.give_to_others")
