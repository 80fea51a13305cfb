from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"

    def ready(self) -> None:
        from cohorts.signals import enrolment_moved  # noqa: PLC0415 - apps are ready only now
        from mentoring import moving  # noqa: PLC0415

        enrolment_moved.connect(moving.take_along, dispatch_uid="mentoring.take_along")
