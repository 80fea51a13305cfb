from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "outcomes"

    def ready(self) -> None:
        from cohorts.signals import enrolment_moved  # noqa: PLC0415 - apps are ready only now
        from outcomes.actions import placing  # noqa: PLC0415

        enrolment_moved.connect(placing.go_along, dispatch_uid="outcomes.go_along")
