"""What of a reply is judged: sections, truncation, and the conversation as a judge reads it."""

import pytest

from empathy.evaluate.eqbench3 import transcript

REPLY = (
    "# I'm thinking & feeling\nTired of it.\n\n# they’re thinking & feeling\nShe *hopes*.\n\n# My response\n"
    "I hear you -- and more."
)


def test_a_reply_is_cut_at_its_headings_and_two_hyphens_end_it():
    assert transcript.sections("role-play", REPLY) == {
        "thinking_feeling": "Tired of it.", "their_thinking_feeling": "She *hopes*.", "response": "I hear you",
        "raw": REPLY,
    }  # fmt: skip


def test_missing_sections_are_empty_and_counted():
    parsed = transcript.sections("role-play", "I am sorry to hear that.")
    assert [parsed[key] for key in ("thinking_feeling", "their_thinking_feeling", "response")] == ["", "", ""]
    assert transcript.filled("role-play", parsed) == 0
    half = transcript.sections("drafting", "# Perspective taking\nHers.\n# Draft\nDear you")
    assert transcript.filled("drafting", half) == pytest.approx(2 / 3)
    assert transcript.filled("analysis", {"raw": "words"}) == 1


def test_the_rubric_judge_reads_everything():
    parsed = transcript.sections("role-play", REPLY.replace("Tired", "T" * 3000))
    told = transcript.for_rubric(
        "role-play", [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "x"}], [parsed]
    )
    assert told.startswith("User:\nHello\n---\nAssistant:\n# I'm thinking & feeling\nTTT")
    assert told.endswith("\n\n# My response\nI hear you\n\n--\n")
    assert told.count("T") == 3001  # one of them in a heading


def test_the_pairwise_judge_reads_so_many_characters_and_no_marks():
    long = REPLY.replace("Tired", "T" * 3000).replace("She", "S" * 2000)
    history = [{"role": "user", "content": "# Hello"}, {"role": "assistant", "content": long}]
    told = transcript.for_pairwise("role-play", history, [transcript.sections("role-play", long)])
    assert told.startswith("User:\n Hello\n---\nAssistant:\n I'm thinking & feeling\n\n")
    assert f"{'T' * 2200}... [truncated]\n\n They're thinking & feeling\n\n{'S' * 1600}... [truncated]\n\n My" in told
    assert told.endswith("I hear you\n\n--\n---")
