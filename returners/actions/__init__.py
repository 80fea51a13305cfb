"""What may be done with an application and its place, by its person, by staff, and by the clock."""

from returners.actions.applying import answer, change_contact, keep_answers, start, submit
from returners.actions.carrying import delete_saved_checks, find_saved, save_check, send_link
from returners.actions.cv import keep_cv, remove_cv, remove_lost_files
from returners.actions.deciding import overrule
from returners.actions.deciding_again import decide_again
from returners.actions.equality import (
    answer_equality,
    forget_equality_answers,
    freeze_equality_totals,
    mix_equality_answers,
)
from returners.actions.holding import close_undecided, release_holds
from returners.actions.keeping import tell_of_next_cohort
from returners.actions.moving import change_places, hold_with_pools, leave
from returners.actions.phoning import confirm, delete_phone_draft, say_not_right, send_to_confirm, take_by_phone
from returners.actions.placing import accept, close_waiting_list, decline, expire_offers, fill_free_places, resize_pool
from returners.actions.reopening import (
    can_be_reopened,
    change_answers,
    change_section,
    keep_told,
    reopen,
    reopened,
    shut,
)
from returners.actions.reviewing import ask_for_review, take_review_back
from returners.actions.scheduling import carry_out, change_calendar, shorten_late_offers
from returners.actions.seeing import see_offer
from returners.actions.steps import note
from returners.actions.telling import (
    add_role,
    change_role,
    choose_skills,
    finish_roles,
    rate_skill,
    remove_role,
    tell_availability,
    tell_wanted_help,
    tell_wanted_work,
)
from returners.actions.withdrawing import withdraw
from returners.actions.writing import answer_question

__all__ = [
    "accept",
    "add_role",
    "answer",
    "answer_equality",
    "answer_question",
    "ask_for_review",
    "can_be_reopened",
    "carry_out",
    "change_answers",
    "change_calendar",
    "change_contact",
    "change_places",
    "change_role",
    "change_section",
    "choose_skills",
    "close_undecided",
    "close_waiting_list",
    "confirm",
    "decide_again",
    "decline",
    "delete_phone_draft",
    "delete_saved_checks",
    "expire_offers",
    "fill_free_places",
    "find_saved",
    "finish_roles",
    "forget_equality_answers",
    "freeze_equality_totals",
    "hold_with_pools",
    "keep_answers",
    "keep_cv",
    "keep_told",
    "leave",
    "mix_equality_answers",
    "note",
    "overrule",
    "rate_skill",
    "release_holds",
    "remove_cv",
    "remove_lost_files",
    "remove_role",
    "reopen",
    "reopened",
    "resize_pool",
    "save_check",
    "say_not_right",
    "see_offer",
    "send_link",
    "send_to_confirm",
    "shorten_late_offers",
    "shut",
    "start",
    "submit",
    "take_by_phone",
    "take_review_back",
    "tell_availability",
    "tell_of_next_cohort",
    "tell_wanted_help",
    "tell_wanted_work",
    "withdraw",
]
