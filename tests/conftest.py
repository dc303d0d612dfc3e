"""What all tests share: a readable tokenizer and tiny models."""

import shutil
from pathlib import Path

import pytest
import yaml

from empathy.cli import main
from tests.tiny import save_model, save_tiny_qwen3

ROOT = Path(__file__).parents[1]
SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with weights and configuration of a tiny Qwen3; 300 ids, no tokenizer."""
    folder = tmp_path_factory.mktemp("tiny-model")
    save_model(folder, vocabulary=300)
    return folder


@pytest.fixture
def shared() -> Path:
    """Folder with the real corpora, where it exists."""
    if not SHARED.is_dir():
        pytest.skip("the real corpora are not here (../shared)")
    return SHARED


class CharacterTokenizer:
    """Every character is its code point; control tokens are one id each from 1000 on. Ids can be read by eye."""

    SPECIAL = ("<|im_start|>", "<|im_end|>", "<think>", "</think>")

    def __init__(self, *, thinks: bool = False) -> None:
        tokens = self.SPECIAL if thinks else self.SPECIAL[:2]
        self.added_tokens_decoder = {1000 + n: token for n, token in enumerate(tokens)}
        self.pad_token_id = 0

    def get_vocab(self) -> dict[str, int]:
        return {token: id_ for id_, token in self.added_tokens_decoder.items()}

    def convert_tokens_to_ids(self, token: str) -> int:
        return self.get_vocab()[token]

    def encode(self, text: str, *, add_special_tokens: bool, split_special_tokens: bool = False) -> list[int]:
        """Like Qwen3's: ``split_special_tokens`` spares the added tokens that are not special."""
        assert not add_special_tokens
        ids: list[int] = []
        while text:
            for token, id_ in self.get_vocab().items():
                if text.startswith(token) and not (split_special_tokens and token.startswith("<|")):
                    ids.append(id_)
                    text = text[len(token) :]
                    break
            else:
                ids.append(ord(text[0]))
                text = text[1:]
        return ids

    def decode(self, ids: list[int]) -> str:
        return "".join(self.added_tokens_decoder.get(id_, chr(id_)) for id_ in ids)


class WordTokenizer(CharacterTokenizer):
    """A word is one id from 2000 on, a sign its code point, a space nothing: about what a real tokenizer counts."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, int] = {}

    def encode(self, text: str, *, add_special_tokens: bool, split_special_tokens: bool = False) -> list[int]:
        """Ids of the words and signs; what ``CharacterTokenizer`` takes for a control token stays one."""
        ids: list[int] = []
        word = ""
        for id_ in [*super().encode(text, add_special_tokens=add_special_tokens), ord(" ")]:
            if id_ < 1000 and chr(id_).isalnum():
                word += chr(id_)
                continue
            ids += [self.words.setdefault(word, 2000 + len(self.words))] if word else []
            ids += [id_] if id_ != ord(" ") else []
            word = ""
        return ids

    def decode(self, ids: list[int]) -> str:
        names = {id_: word for word, id_ in self.words.items()} | self.added_tokens_decoder
        return " ".join(names.get(id_, chr(id_)) for id_ in ids)


@pytest.fixture
def tokenizer() -> CharacterTokenizer:
    return CharacterTokenizer()


@pytest.fixture
def thinking_tokenizer() -> CharacterTokenizer:
    return CharacterTokenizer(thinks=True)


@pytest.fixture(scope="session")
def tiny_qwen3(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with a tiny random Qwen3 and a byte-level tokenizer."""
    return save_tiny_qwen3(tmp_path_factory.mktemp("tiny-qwen3"))


@pytest.fixture(scope="session")
def tiny_best_model(tiny_qwen3, tmp_path_factory) -> Path:
    """``best_model`` of a finished tiny run."""
    folder = tmp_path_factory.mktemp("tiny-sft")
    shutil.copytree(ROOT / "safety", folder / "safety")
    overlay = {
        "model": {"init_args": {"base_model": str(tiny_qwen3), "quantize": False, "weights": {"persona": 0.0}}},
        "data": {"init_args": {"held_out_tokens": 200}},
        "trainer": {
            "num_sanity_val_steps": 0, "enable_model_summary": False,
            "callbacks": [
                {"class_path": "empathy.train.checkpoints.Checkpoints", "init_args": {"every_n_steps": 3}},
                {"class_path": "empathy.train.best_model.BestModel"},
                {"class_path": "empathy.train.readings.HeldOutReadings"},
            ],
        },
    }  # fmt: skip
    (folder / "overlay.yaml").write_text(yaml.safe_dump(overlay))
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        tiny = str(ROOT / "tests" / "conf" / "sft.yaml")
        patched.setattr("sys.argv", ["main.py", "fit", "--config", tiny, "--config", "overlay.yaml"])
        main()
    return folder / "logs" / "tiny" / "version_0" / "best_model"
