"""The upload, with the hub's client replaced: nothing leaves the machine."""

import pytest
from huggingface_hub.errors import LocalTokenNotFoundError

from empathy.errors import InputError
from empathy.export import push


@pytest.fixture
def hub(monkeypatch):
    """Records the client's calls; ``fails`` names one that raises."""

    class Hub:
        calls, fails = [], {}

        def _call(self, name, *args, **kwargs):
            if name in self.fails:
                raise self.fails[name]
            self.calls.append((name, args, kwargs))
            return "https://huggingface.co/me/friend"

        def __getattr__(self, name):
            return lambda *args, **kwargs: self._call(name, *args, **kwargs)

    monkeypatch.setattr(push, "HfApi", Hub)
    return Hub


@pytest.mark.parametrize("public", [False, True])
def test_a_folder_goes_up_as_it_is_and_is_private_unless_asked(hub, tmp_path, public):
    assert push.push(tmp_path, "me/friend", public=public) == "https://huggingface.co/me/friend"
    (made, made_args, made_options), (sent, _, sent_options) = hub.calls
    assert (made, made_args, made_options) == ("create_repo", ("me/friend",), {"private": not public, "exist_ok": True})
    assert sent == "upload_folder"
    assert (sent_options["repo_id"], sent_options["folder_path"]) == ("me/friend", tmp_path)


@pytest.mark.parametrize("name", ["friend", "me/friend/x", "me/", "https://huggingface.co/me/friend", "me/a b"])
def test_a_name_that_is_none_is_refused_before_anything_is_asked(hub, name):
    with pytest.raises(InputError, match="is no OWNER/NAME"):
        push.require_login(name)
    assert hub.calls == []


def test_a_missing_login_is_one_line(hub):
    hub.fails["whoami"] = LocalTokenNotFoundError("Token is required.\nMore text.")
    with pytest.raises(
        InputError, match=r"^push=me/friend: the hub .*\(Token is required\.\)\. .* `hf auth login` or set"
    ):
        push.require_login("me/friend")


def test_a_failed_upload_says_how_to_try_again(hub, tmp_path):
    hub.fails["upload_folder"] = ConnectionError("\n")
    with pytest.raises(InputError, match=r"\(ConnectionError\)\. The export in .* is whole: `hf upload me/friend"):
        push.push(tmp_path, "me/friend", public=False)
