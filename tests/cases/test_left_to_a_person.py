"""What the law leaves to a person is never answered 是 by the program, whatever the papers say."""

import pytest

from checker.derive import facts_of
from tests.cases.checking import Asked, every_case, rulebook

LEFT = [fact for fact in rulebook().libraries.vocabulary.values() if fact.person]


@pytest.mark.parametrize("asked", [one for one in every_case() if one.reading == "ideal"], ids=str)
def test_no_derivation_answers_for_a_person(asked: Asked) -> None:
    source = facts_of(asked.case, asked.day)
    answered = [
        f"{subject} {fact.name}"
        for fact in LEFT
        for subject in source.subjects(fact.kind)
        if source.fact(subject, fact.name).value is True
    ]
    assert answered == []
