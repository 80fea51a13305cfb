"""What the pages of a round show, worked out once for as long as nothing it rests on changes.

Whoever acts on a round reads it anew, under its lock. Pages may show what is kept: the mark under which it is kept is
made of everything that counts, in one statement.
"""

from typing import NamedTuple

from django.core.cache import cache
from django.db import connection

from selection.building import Built, build
from selection.models import Round
from selection.ranking import Ranking, read_ranking

KEPT_FOR = 60 * 60
# Raised when what is kept changes its shape.
SHAPE = 1

MARK = """
    SELECT md5(concat_ws('|',
        (SELECT string_agg(
                    concat_ws(' ', candidate.id, region, application.status, strand_id), ',' ORDER BY candidate.id
                )
           FROM selection_candidate AS candidate JOIN returners_application AS application
             ON application.id = application_id WHERE round_id = %(round)s),
        (SELECT string_agg(concat_ws(' ', review.id, submitted_at), ',' ORDER BY review.id)
           FROM selection_review AS review JOIN selection_candidate AS candidate ON candidate.id = candidate_id
          WHERE round_id = %(round)s AND status = 'submitted'),
        (SELECT string_agg(concat_ws(' ', move.id, "to"), ',' ORDER BY move.id)
           FROM selection_move AS move JOIN selection_candidate AS candidate ON candidate.id = candidate_id
          WHERE round_id = %(round)s AND taken_back_at IS NULL),
        (SELECT string_agg(concat_ws(' ', strand_id, region_group, least), ',' ORDER BY id)
           FROM selection_minimum WHERE round_id = %(round)s),
        (SELECT string_agg(concat_ws(' ', id, capacity, allowance, taken), ',' ORDER BY id)
           FROM cohorts_pool WHERE cohort_id = %(cohort)s),
        (SELECT string_agg(concat_ws(' ', spell.id, start, "end"), ',' ORDER BY spell.id)
           FROM returners_careerbreak AS spell JOIN selection_candidate AS candidate USING (application_id)
          WHERE round_id = %(round)s),
        (SELECT concat_ws(' ', status, use_normalised, least_score) FROM selection_round WHERE id = %(round)s),
        (SELECT reference_date FROM cohorts_cohort WHERE id = %(cohort)s)
    ))
"""


class Picture(NamedTuple):
    ranking: Ranking
    built: Built


def picture_of(round_: Round) -> Picture:
    key = f"round:{SHAPE}:{round_.pk}:{_mark(round_)}"
    kept: Picture | None = cache.get(key)
    if kept is None:
        ranking = read_ranking(round_)
        kept = Picture(ranking, build(round_, ranking))
        cache.set(key, kept, KEPT_FOR)
    return kept


def _mark(round_: Round) -> str:
    with connection.cursor() as cursor:
        cursor.execute(MARK, {"round": round_.pk, "cohort": round_.cohort_id})
        return cursor.fetchone()[0]
