"""The hub reader against a loopback server that answers as the hub does.

The server is also the proxy, so that nothing leaves the machine, whatever else the client asks for.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pytest
from pyarrow import parquet

from empathy.data.sources import SPLITS

PRIDE, QUESTION, JOY, NEUTRAL = 21, 0, 17, 27
COMMIT = "c" * 40
ON_THE_HUB = ("train", "validation", "test")
PARQUET_BRANCH = "refs/convert/parquet"

READ = """
import json, sys
from empathy.data.quarantine import Quarantine
from empathy.data.sources import read_corpus
from empathy.errors import InputError
read, quarantine = {}, Quarantine()
try:
    for name in sys.argv[1:]:
        read[name] = {
            split: [[d.id, *([t.role, t.text, t.emotions, t.strategy] for t in d.turns)] for d in dialogues]
            for split, dialogues in read_corpus(name, "hub", quarantine).dialogues.items()
        }
except InputError as error:
    sys.exit(str(error))
print(json.dumps([read, quarantine.counts().total()]))
"""


def table(**columns):
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file)
    return file.getvalue()


def talk(split):
    """Two rows of EmpatheticDialogues; each split has its own conversation."""
    return table(
        conv_id=[split] * 2,
        utterance_idx=pa.array([1, 2], pa.int32()),
        context=["proud"] * 2,
        prompt=["p"] * 2,
        speaker_idx=pa.array([411, 77], pa.int32()),
        utterance=["My kite flies_comma_ finally.", "How high?"],
        selfeval=[""] * 2,
        tags=[""] * 2,
    )


SUPPORT = {"dialog": [{"speaker": "usr", "text": "Été"}, {"speaker": "sys", "text": "Why?", "strategy": "Question"}]}
CARD = """---
configs:
- config_name: raw
  data_files:
  - split: train
    path: raw/train-*
- config_name: simplified
  data_files:
""" + "".join(f"  - split: {split}\n    path: simplified/{split}-*\n" for split in ON_THE_HUB)

REPOSITORIES = {
    "facebook/empathetic_dialogues": {f"default/{split}/0000.parquet": talk(split) for split in ON_THE_HUB},
    "thu-coai/esconv": {f"{split}.txt": json.dumps(SUPPORT, ensure_ascii=False).encode() + b"\n" for split in SPLITS},
    "google-research-datasets/go_emotions": {
        "README.md": (CARD + "---\n").encode(),
        "raw/train-00000-of-00001.parquet": table(text=["not this one"]),
        **{
            f"simplified/{split}-00000-of-00001.parquet": table(
                text=[f"the {split} kettle sang"], labels=pa.array([[NEUTRAL, JOY]], pa.list_(pa.int32())), id=[split]
            )
            for split in ON_THE_HUB
        },
    },
}


class Hub(BaseHTTPRequestHandler):
    """What `datasets` 5 and `huggingface_hub` 2 ask of a data set's repository: its commit, folders and files."""

    def respond(self):
        self.server.seen.append(self.path)
        if self.server.mood == "hangs up":
            self.close_connection = True
        elif self.server.mood == "knows nothing":
            self.reply(404)
        else:
            self.reply(*self.answer(unquote(urlsplit(self.path).path).removeprefix("/api").removeprefix("/datasets/")))

    do_GET = do_HEAD = respond

    def answer(self, path):
        owner, name, kind, rest = (path + "///").split("/", 3)
        repository, rest = f"{owner}/{name}", rest.rstrip("/")
        branch = PARQUET_BRANCH if owner == "facebook" else "main"
        revision = next((known for known in (branch, COMMIT) if f"{rest}/".startswith(f"{known}/")), None)
        if repository not in REPOSITORIES or (kind and revision is None):
            return 404, b"", {"X-Error-Code": "RevisionNotFound"}
        files, inner = REPOSITORIES[repository], rest.removeprefix(revision or "").strip("/")
        if kind == "resolve":
            if inner not in files:
                return 404, b"", {"X-Error-Code": "EntryNotFound", "X-Repo-Commit": COMMIT}
            return 200, files[inner], {"ETag": f'"{hashlib.sha1(files[inner]).hexdigest()}"', "X-Repo-Commit": COMMIT}
        if kind == "tree":
            below = [Path(file) for file in files if not inner or file.startswith(inner + "/")]
            folders = {str(folder) for file in below for folder in file.parents} - {".", inner}
            entries = [{"type": "file", "path": str(f), "size": len(files[str(f)]), "oid": COMMIT} for f in below]
            entries += [{"type": "directory", "path": folder, "size": 0, "oid": COMMIT} for folder in folders]
            if "recursive=true" not in self.path:
                entries = [entry for entry in entries if str(Path(entry["path"]).parent) == (inner or ".")]
            return (200, entries) if entries else (404, b"", {"X-Error-Code": "EntryNotFound"})
        return 200, {"id": repository, "sha": COMMIT, "siblings": [{"rfilename": file} for file in files]}

    def reply(self, status, body=b"", headers=None):
        if not isinstance(body, bytes):
            body, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
        self.send_response(status)
        for key, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def hub():
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def read_from(hub, home, *names, mood="answers", **environment):
    """Read in a fresh process: the hub client takes its settings from the environment when it is imported."""
    hub.mood, hub.seen = mood, []
    inherited = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
    quiet = {"HF_UPDATE_DOWNLOAD_COUNTS": "0", "HF_HUB_DISABLE_TELEMETRY": "1", "NO_PROXY": "127.0.0.1"}
    url = f"http://127.0.0.1:{hub.server_port}"
    address = {"HF_ENDPOINT": url, "HF_HOME": str(home), "HOME": str(home), "HTTP_PROXY": url, "HTTPS_PROXY": url}
    return subprocess.run(
        [sys.executable, "-c", READ, *names],
        env={**inherited, **quiet, **address, **environment},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_three_corpora_read_from_the_hub_and_then_from_its_cache(hub, tmp_path):
    names = ("empatheticdialogues", "esconv", "goemotions")
    done = read_from(hub, tmp_path, *names)
    assert done.returncode == 0, done.stderr
    read, rejects = json.loads(done.stdout)
    assert rejects == 0
    assert read == {
        "empatheticdialogues": {
            split: [[there, ["user", "My kite flies, finally.", [PRIDE], None], ["assistant", "How high?", [], None]]]
            for split, there in zip(SPLITS, ON_THE_HUB, strict=True)
        },
        "esconv": {
            split: [[f"{split}:1", ["user", "Été", [], None], ["assistant", "Why?", [], QUESTION]]] for split in SPLITS
        },
        "goemotions": {
            split: [[there, ["user", f"the {there} kettle sang", [JOY, NEUTRAL], None]]]
            for split, there in zip(SPLITS, ON_THE_HUB, strict=True)
        },
    }
    offline = read_from(hub, tmp_path, *names, HF_HUB_OFFLINE="1")
    assert (json.loads(offline.stdout), hub.seen) == ([read, rejects], [])


@pytest.mark.parametrize(("mood", "offline"), [("knows nothing", "0"), ("hangs up", "0"), ("answers", "1")])
def test_a_hub_that_does_not_deliver_stops_with_what_to_do(mood, offline, hub, tmp_path):
    done = read_from(hub, tmp_path, "goemotions", mood=mood, HF_HUB_OFFLINE=offline)
    assert done.returncode == 1
    problem = done.stderr.strip().splitlines()[-1]
    assert problem.startswith("data.sources.goemotions=hub: google-research-datasets/go_emotions cannot be read (")
    assert "download the corpus and pass its folder as data.root" in problem
    assert bool(hub.seen) == (offline == "0")
    assert len(hub.seen) <= 3  # no retries without end
