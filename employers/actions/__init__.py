from employers.actions.contacts import (
    accept_invitation,
    confirm,
    forget_membership,
    invite,
    leave,
    refuse,
    remove,
    set_managing,
)
from employers.actions.duplicates import keep_apart, look_again, look_for_duplicates, named_like
from employers.actions.joining import ask_to_join, place, turn_down
from employers.actions.merging import merge
from employers.actions.milestones import forget_milestone, record_milestone
from employers.actions.opening import open_by_domain
from employers.actions.organisations import (
    add_domain,
    add_note,
    add_organisation,
    add_site,
    change_organisation,
    remove_domain,
    remove_note,
    remove_site,
)
from employers.actions.removing import Counts, remove_organisation, what_goes
from employers.actions.supporting import ask_for_support, say

__all__ = [
    "Counts",
    "accept_invitation",
    "add_domain",
    "add_note",
    "add_organisation",
    "add_site",
    "ask_for_support",
    "ask_to_join",
    "change_organisation",
    "confirm",
    "forget_membership",
    "forget_milestone",
    "invite",
    "keep_apart",
    "leave",
    "look_again",
    "look_for_duplicates",
    "merge",
    "named_like",
    "open_by_domain",
    "place",
    "record_milestone",
    "refuse",
    "remove",
    "remove_domain",
    "remove_note",
    "remove_organisation",
    "remove_site",
    "say",
    "set_managing",
    "turn_down",
    "what_goes",
]
