"""Texts of different callers share passes: each gets what it gets alone, and nobody's fate is another's."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from empathy.chat import engine as module
from empathy.chat.engine import Caller, Engine, EngineFailed, Left
from empathy.model.backbone import Backbone
from empathy.model.generate import Decoder, write
from empathy.model.sampling import Draft
from tests.tiny import adapted_backbone

UNUSED = 299
DRAFTS = [Draft((5, 17, 250, 9), 12), Draft((8,), 20, temperature=3.0, seed=4), Draft((101, 44, 7), 3)]
SECONDS = 60


@pytest.fixture(scope="module")
def backbone(tiny_model: Path) -> Backbone:
    return adapted_backbone(tiny_model)


@pytest.fixture
def engine(backbone):
    speaker = SimpleNamespace(backbone=backbone, chat=SimpleNamespace(end=UNUSED), speaking=nullcontext)
    made = Engine(speaker, most_rows=4)
    yield made
    made.close()


class Held(Decoder):
    """Waits before each token until it may go on."""

    may_go = threading.Semaphore(0)
    stepped = threading.Semaphore(0)

    def step(self):
        if self.rows:
            self.stepped.release()
            assert self.may_go.acquire(timeout=SECONDS)
        return super().step()


def test_callers_at_the_same_time_get_what_each_gets_alone(backbone, engine):
    alone = [row.written for draft in DRAFTS for row in write(backbone, [draft], end=UNUSED)]
    with ThreadPoolExecutor(12) as pool:
        asked = [pool.submit(engine.write, [DRAFTS[place % 3]], Caller()) for place in range(24)]
        found = [future.result(SECONDS)[0].written for future in asked]
    assert found == [alone[place % 3] for place in range(24)]
    assert engine.rows == 0


def test_one_with_more_drafts_than_there_is_room_is_served(engine):
    assert len(engine.write([DRAFTS[2]] * 9, Caller())) == 9


def test_who_leaves_stops_their_own_text_only(backbone, engine, monkeypatch):
    monkeypatch.setattr(module, "Decoder", Held)
    engine._decoder = Held(backbone, UNUSED)
    leaving, staying = Caller(), Caller()
    with ThreadPoolExecutor(2) as pool:
        gone = pool.submit(engine.write, [DRAFTS[0]], leaving)
        assert Held.stepped.acquire(timeout=SECONDS)
        stays = pool.submit(engine.write, [DRAFTS[2]], staying)
        leaving.leave()
        Held.may_go.release(50)
        with pytest.raises(Left):
            gone.result(SECONDS)
        assert len(stays.result(SECONDS)[0].written) == 3
    assert Held.stepped._value < 6, "it did not go on to the twelve tokens that were asked for"


def test_who_has_left_is_not_begun(engine):
    caller = Caller()
    caller.leave()
    with pytest.raises(Left):
        engine.write(DRAFTS, caller)


def test_work_is_done_between_two_passes_and_its_error_is_its_callers(engine):
    assert engine.run(lambda: threading.current_thread().name, Caller()) == "engine"
    with pytest.raises(EngineFailed, match="ZeroDivisionError"):
        engine.run(lambda: 1 // 0, Caller())
    assert len(engine.write([DRAFTS[2]], Caller())[0].written) == 3


def test_after_a_failure_the_next_are_served(engine, monkeypatch):
    with monkeypatch.context() as patch:

        def fail(self):
            raise MemoryError("none left")

        patch.setattr(Decoder, "step", fail)
        with pytest.raises(EngineFailed, match="MemoryError"):
            engine.write(DRAFTS, Caller())
    assert len(engine.write([DRAFTS[2]], Caller())[0].written) == 3


def test_a_prompt_that_fails_takes_nobody_with_it(backbone, engine, monkeypatch):
    real = Decoder.join

    def join(self, drafts):
        if len(drafts[0].prompt) == 4:
            raise MemoryError("too long")
        return real(self, drafts)

    monkeypatch.setattr(Decoder, "join", join)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(engine.write, [DRAFTS[place % 3]], Caller()) for place in range(9)]
        for place, future in enumerate(asked):
            if place % 3 == 0:
                with pytest.raises(EngineFailed, match="MemoryError"):
                    future.result(SECONDS)
            else:
                assert future.result(SECONDS)[0].is_done


def test_who_waits_for_room_may_leave(backbone, engine, monkeypatch):
    monkeypatch.setattr(module, "Decoder", Held)
    engine._decoder = Held(backbone, UNUSED)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(engine.write, [DRAFTS[2]] * 4, Caller())
        assert Held.stepped.acquire(timeout=SECONDS)
        caller = Caller()
        second = pool.submit(engine.write, [DRAFTS[0]], caller)
        caller.leave()
        with pytest.raises(Left):
            second.result(SECONDS)
        Held.may_go.release(50)
        assert len(first.result(SECONDS)) == 4


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_dead_engine_is_known_to_be(backbone, monkeypatch):
    speaker = SimpleNamespace(backbone=backbone, chat=SimpleNamespace(end=UNUSED), speaking=nullcontext)
    made = Engine(speaker)
    assert made.is_alive

    def fail(self, jobs, error):
        raise SystemExit

    monkeypatch.setattr(Engine, "_fail", fail)
    monkeypatch.setattr(Decoder, "step", lambda self: 1 // 0)
    with pytest.raises(Left):
        made.write(DRAFTS, Caller())
    made._thread.join(SECONDS)
    assert not made.is_alive


def test_closing_lets_everybody_go(backbone):
    speaker = SimpleNamespace(backbone=backbone, chat=SimpleNamespace(end=UNUSED), speaking=nullcontext)
    made = Engine(speaker)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(made.write, [Draft((8,), 100_000)], Caller())
        while not made.rows:
            pass
        made.close()
        with pytest.raises(Left):
            asked.result(SECONDS)
    with pytest.raises(Left):
        made.write(DRAFTS, Caller())
