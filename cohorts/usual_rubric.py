"""The three criteria that every rubric begins with. A programme may change any word of them.

The words of a level are about what was written, never about the person: whoever is not offered a place reads them.
"""

from typing import Any

USUAL: list[dict[str, Any]] = [
    {
        "name": "Potential to benefit",
        "about": (
            "What the programme would change for them at work: what stands in the way now, and how what we offer"
            " meets it. Why they stopped working is not scored, nor for whom they care, nor how well they write."
        ),
        "question": "What would this programme help you to do, and what stands in your way now?",
        "weight": 40,
        "levels": [
            "The answer does not say yet how the programme would help.",
            "The answer says that the programme would help, but not with what.",
            "The answer names one thing that the programme would help with.",
            "The answer says what stands in the way, and what the programme would do about it.",
            "The answer says clearly what stands in the way, why this programme is the right help, and what would"
            " come of it.",
        ],
    },
    {
        "name": "Relevance of experience",
        "about": (
            "What they have done in jobs, study or volunteering that the strand can build on. A long time ago counts"
            " as much as last year: the programme is for people who have been away."
        ),
        "question": "",
        "weight": 30,
        "levels": [
            "The application does not show yet any work, study or volunteering that fits the strand.",
            "The application shows a little that fits the strand, such as a short course.",
            "The application shows some work, study or volunteering that fits the strand.",
            "The application shows work that fits the strand well. With some support it can be built on.",
            "The application shows work that fits the strand in depth or over years. It could soon be taken up again.",
        ],
    },
    {
        "name": "Readiness",
        "about": (
            "Whether they have a picture of the work they want and have begun to move towards it. Small steps count:"
            " there is little time beside caring. How many hours they can work is not scored."
        ),
        "question": "What have you done, or thought about, to get ready for work?",
        "weight": 30,
        "levels": [
            "The answer does not say yet what work is wanted, or what comes next.",
            "The answer says that work is wanted, but not which, or how to get there.",
            "The answer says which work is wanted. First steps are still to come.",
            "The answer says which work is wanted, and names a first step that has been taken.",
            "The answer says which work is wanted, names several steps that have been taken, and says what comes next.",
        ],
    },
]
