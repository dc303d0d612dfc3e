"""Pairwise results -> ratings: TrueSkill (Herbrich et al. 2006) as the harness sets it, and a bootstrap."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import trueskill

START, DEVIATION = 1200.0, 350.0 / 3
ANCHORS = {"o3": 1500.0, "meta-llama/llama-3.2-1b-instruct": 200.0}
"""Models between which the leaderboard's scale is drawn."""

GREATEST = 30
"""Difference of pluses, both orders added up, that counts as winning by as much as one can."""

BINS, COARSE = 20, 5
"""Games that a result counts as at most: for the rating, and for its sigma."""

_Z = 1.96


@dataclass(frozen=True)
class Result:
    """Two models on one scenario of one iteration, both orders added up.

    Attributes:
        first: A model.
        second: The other.
        scenario: Its id: what the bootstrap draws.
        pluses: The first's.
        other: The second's.
    """

    first: str
    second: str
    scenario: str
    pluses: int
    other: int

    def games(self, bins: int = BINS) -> int:
        """Games that the first won, 1 to ``bins``; negative for lost ones; 0 for one drawn game."""
        if self.pluses == self.other:
            return 0
        fraction = 0.5 + min(abs(self.pluses - self.other) / GREATEST, 1.0) / 2
        won = min(max(math.ceil((fraction - 0.5) / (0.5 / bins)), 1), bins)
        return won if self.pluses > self.other else -won


@dataclass(frozen=True)
class Rating:
    """Of one model.

    Attributes:
        rating: About 1200 for the middle of this ladder.
        sigma: The harness's standard deviation, from a solve with five bins.
        interval: 95 % by ``sigma``; it understates what scenarios do.
        bootstrap: 95 % over scenarios drawn with replacement.
        normalised: On the leaderboard's scale; None unless both anchors are in the ladder.
    """

    rating: float
    sigma: float
    interval: tuple[float, float]
    bootstrap: tuple[float, float]
    normalised: float | None


def solve(results: Sequence[Result], *, bins: int = BINS) -> dict[str, trueskill.Rating]:
    """Rate the models, every result's games in order, from the same start.

    Args:
        results: In order: TrueSkill's updates depend on it.
        bins: Games of a result at most.
    """
    environment = trueskill.TrueSkill(mu=START, sigma=DEVIATION, beta=DEVIATION / 2, tau=0, draw_probability=0)
    ratings: dict[str, trueskill.Rating] = {}
    for result in results:
        pair = [ratings.setdefault(name, environment.create_rating()) for name in (result.first, result.second)]
        games = result.games(bins)
        for _ in range(max(1, abs(games))):
            if games >= 0:
                pair = list(trueskill.rate_1vs1(*pair, drawn=games == 0, env=environment))
            else:
                pair = list(trueskill.rate_1vs1(*reversed(pair), env=environment))[::-1]
        ratings[result.first], ratings[result.second] = pair
    return ratings


def rate(results: Sequence[Result], *, resamples: int = 200, seed: int = 17) -> dict[str, Rating]:
    """Ratings with both intervals, best first."""
    solved, coarse = solve(results), solve(results, bins=COARSE)
    drawn = _bootstrap(results, resamples, seed)
    found = {}
    for name, rating in sorted(solved.items(), key=lambda item: -item[1].mu):
        sigma = coarse[name].sigma
        values = sorted(one[name] for one in drawn if name in one)
        low, high = values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)]
        found[name] = Rating(
            rating.mu, sigma, (rating.mu - _Z * sigma, rating.mu + _Z * sigma), (low, high),
            _normalised(rating.mu, {anchor: solved[anchor].mu for anchor in ANCHORS if anchor in solved}),
        )  # fmt: skip
    return found


def _bootstrap(results: Sequence[Result], resamples: int, seed: int) -> list[dict[str, float]]:
    """Solves over scenarios drawn with replacement, all results of a drawn scenario together."""
    draw = random.Random(seed)
    scenarios = sorted({result.scenario for result in results})
    by_scenario = {name: [result for result in results if result.scenario == name] for name in scenarios}
    found = []
    for _ in range(resamples):
        sample = [result for name in draw.choices(scenarios, k=len(scenarios)) for result in by_scenario[name]]
        found.append({name: rating.mu for name, rating in solve(sample).items()})
    return found


def _normalised(rating: float, anchors: dict[str, float]) -> float | None:
    if len(anchors) < len(ANCHORS):
        return None
    (high, top), (low, bottom) = ((anchors[name], ANCHORS[name]) for name in ANCHORS)
    return bottom + (rating - low) * (top - bottom) / (high - low)
