from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"

    def ready(self) -> None:
        from cohorts.signals import enrolment_ended, enrolment_moved  # noqa: PLC0415 - apps are ready only now
        from mentoring import moving  # noqa: PLC0415
        from mentoring.actions import ending  # noqa: PLC0415

        enrolment_moved.connect(moving.take_along, dispatch_uid="mentoring.take_along")
        enrolment_ended.connect(ending.leave, dispatch_uid="mentoring.leave")
