from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"

    def ready(self) -> None:
        from cohorts import signals  # noqa: PLC0415 - apps are ready only now
        from mentoring import moving  # noqa: PLC0415
        from mentoring.actions import leaving  # noqa: PLC0415

        # The pair first: it holds the mentor, as whoever sets something by hand does.
        signals.enrolment_moved.connect(leaving.take_pair_along, dispatch_uid="mentoring.take_pair_along")
        signals.enrolment_moved.connect(moving.take_along, dispatch_uid="mentoring.take_along")
        signals.enrolment_paused.connect(leaving.wait, dispatch_uid="mentoring.wait")
        signals.enrolment_ended.connect(leaving.leave, dispatch_uid="mentoring.leave")
