"""The command line: LightningCLI's ``fit validate test predict`` and the commands that need no Trainer."""

import inspect
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from lightning.fabric.utilities.exceptions import MisconfigurationException
from lightning.pytorch import LightningDataModule, LightningModule, Trainer
from lightning.pytorch.cli import ArgsType, LightningArgumentParser, LightningCLI
from torch import distributed

from empathy.commands import COMMANDS, run_command, summary_of
from empathy.complaint import Parser, config_files
from empathy.data.module import EmpathyData
from empathy.data.preference_module import PreferenceData
from empathy.data.sources import SPLITS
from empathy.errors import InputError
from empathy.model.saved import best_model_folder
from empathy.ranges import PositiveFloat, PositiveInt
from empathy.train import resume as resuming
from empathy.train.checkpoint_files import CheckpointFiles
from empathy.train.dpo import PreferenceModule
from empathy.train.machine import recomputes
from empathy.train.preflight import require_checkpoint, require_runnable, runs_here
from empathy.train.resume import Resume
from empathy.train.sft import SupervisedModule
from empathy.train.tensorboard import TensorBoard


def prepare(data: EmpathyData, out: str = "results/data") -> None:
    """Read and check the corpora, write the data card and the quarantined rows, and lock the files.

    Args:
        data: Which corpora; the sha256 of their files go to ``data.lock``.
        out: Folder for card.md, card.json and rejects.jsonl.
    """
    from rich.console import Console

    from empathy.data import card as cards
    from empathy.data import lock
    from empathy.files import write_json, write_text

    lock_file, data.lock = data.lock, Path(os.devnull)  # what is read now is what will be accepted
    data.splits = SPLITS
    data.setup("fit")
    card: dict[str, Any] = {
        "base_model": data.base_model,
        "label_space": data.label_space,
        "corpora": {name: cards.describe(name, prepared, data) for name, prepared in data.prepared.items()},
        "quarantined": cards.rejects(data),
    }
    if isinstance(data, PreferenceData):
        card["pairs"] = cards.describe_pairs(data)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "card.json", card)
    write_text(folder / "card.md", cards.render(card))
    data.quarantine.write(folder / "rejects.jsonl")
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    lock.write(lock_file, [prepared.files for prepared in data.prepared.values()])
    cards.show(card, Console())
    print(f"\nData card: {folder / 'card.md'}. Files locked in {lock_file}")


def preview(data: EmpathyData, corpus: str = "esconv", number: int = 0) -> None:
    """Show one example as the model sees it: supervised tokens, labels, where each head reads.

    Args:
        data: Which corpora.
        corpus: Of the example.
        number: Which of its training examples, from 0.
    """
    from rich.console import Console

    from empathy.data.preview import show

    data.setup("fit")
    try:
        show(data, corpus, number, Console())
    except IndexError:
        count = sum(example.corpus == corpus for example in data.encoded["train"])
        raise InputError(
            f"corpus={corpus}, number={number}",
            f"there are {count} such training examples",
            f"Choose a corpus of {', '.join(data.corpora)} and a number from 0",
        ) from None


def check(data: EmpathyData) -> None:
    """Check without training that a configuration can run here: devices, model, corpora.

    Args:
        data: Which corpora.
    """
    prepared = data.read()
    for name, corpus in prepared.items():
        counts = ", ".join(f"{len(dialogues):,} {split}" for split, dialogues in corpus.dialogues.items())
        verified = f"sha256 as in {data.lock}" if name in data.locked else "not locked; `main.py prepare` does"
        print(f"{name}: {counts} ({verified})")
    print(f"This configuration can run here. Without another choice: {runs_here()}")


def pairs(
    data: EmpathyData,
    start_from: str = "logs/quickstart",
    prompts: str | None = None,
    out: str = "results/pairs",
    number: PositiveInt = 200,
    temperatures: list[float] | None = None,
    judge: str = "local",
    judge_model: str = "judge",
    margin: PositiveFloat = 1.0,
    max_new_tokens: PositiveInt = 96,
) -> None:
    """Build preference pairs: a tuned model and its base answer prompts, a judge ranks the replies.

    Args:
        data: Its seed is that of the draws; without ``prompts``, its corpora give them.
        start_from: ``best_model`` of a finished run, or ``logs/<name>``: its newest run's.
        prompts: JSON lines with a ``prompt`` each, or a text file with one message a line.
        out: Folder for train.jsonl, valid.jsonl and test.jsonl; a build that was interrupted there goes on.
        number: Prompts at most.
        temperatures: At each of which both models answer once; null: 0.7, 1.0, 1.3.
        judge: ``local``, or the URL of an OpenAI-compatible API (its key in EMPATHY_JUDGE_KEY).
        judge_model: The model's name at that API.
        margin: Points by which the best reply must beat the worst.
        max_new_tokens: Tokens of a reply at most; one that is cut off is dropped.
    """
    from empathy.preferences.command import build_pairs

    build_pairs(
        data, start_from=start_from, prompts=prompts, out=Path(out), number=number,
        temperatures=tuple(temperatures or (0.7, 1.0, 1.3)), judge=judge, judge_model=judge_model, margin=margin,
        max_new_tokens=max_new_tokens,
    )  # fmt: skip


TOOLS: dict[str, Callable[..., None]] = {"prepare": prepare, "preview": preview, "check": check, "pairs": pairs}


def sections_with_class(file: Path) -> list[str]:
    """Sections of a YAML file that name their class; the parser complains about files that cannot be read."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return []
    sections = content.items() if isinstance(content, dict) else ()
    return [name for name, section in sections if isinstance(section, dict) and "class_path" in section]


class EmpathyCLI(LightningCLI):
    """LightningCLI plus the tools, which take the same YAML but build only the data module.

    The overridden methods with an underscore are Lightning's private ones: ``tests/test_cli.py`` covers them, and
    lightning is pinned.
    """

    def add_arguments_to_parser(self, parser: LightningArgumentParser) -> None:
        """Say once what model and data must agree on."""
        # Where a file names a class, a default would lend that class its own values of all keys that both have.
        named = {section for file in config_files(sys.argv) for section in sections_with_class(file)}
        defaults = {"model": "empathy.train.sft.SupervisedModule", "data": "empathy.data.module.EmpathyData"}
        parser.set_defaults({key: {"class_path": path} for key, path in defaults.items() if key not in named})
        for key in ("base_model", "label_space"):
            parser.link_arguments(f"model.init_args.{key}", f"data.init_args.{key}")

    @staticmethod
    def subcommands() -> dict[str, set[str]]:
        """Lightning's commands, or only the one on the command line: every other one's parser costs time."""
        commands = LightningCLI.subcommands()
        asked = sys.argv[1] if len(sys.argv) > 1 else ""
        if asked in TOOLS:
            return {}
        return {asked: commands[asked]} if asked in commands else commands

    def _add_subcommands(self, parser: LightningArgumentParser, **kwargs: Any) -> None:
        super()._add_subcommands(parser, **kwargs)
        if fit := self._subcommand_parsers.get("fit"):
            fit.add_argument("--resume", type=Resume | None, default=None, help=resuming.RESUME_HELP)
        asked = {name: TOOLS[name] for name in sys.argv[1:2] if name in TOOLS} or TOOLS
        for name, tool in asked.items():
            summary = (tool.__doc__ or "").splitlines()[0]
            subparser = self.init_parser(description=summary)
            self._add_arguments(subparser)
            subparser.add_function_arguments(tool, skip={"data"})
            self._subcommand_parsers[name] = subparser
            assert parser._subcommands_action is not None
            parser._subcommands_action.add_subcommand(name, subparser, help=summary)
        assert parser._subcommands_action is not None
        if not self._subcommand_parsers.keys() & set(sys.argv[1:2]):  # for the list in --help; `main` runs them
            for name in COMMANDS:
                parser._subcommands_action.add_subcommand(name, Parser(), help=summary_of(name))

    def _parse_ckpt_path(self) -> None:
        """Do nothing: Lightning would let a checkpoint's hyper-parameters silently override YAML and flags."""

    def before_instantiate_classes(self) -> None:
        """Refuse what cannot run here before anything is loaded, and find what to start from."""
        if self.subcommand in ("prepare", "preview", "pairs"):
            return
        settings = self.config[self.subcommand]
        plain = settings.as_dict()
        parts = (plain["model"]["init_args"], plain["data"]["init_args"], plain["trainer"])
        require_runnable(*parts)
        if self.subcommand == "check":
            return
        settings.model.init_args.activation_checkpointing = recomputes(*parts)
        if (start_from := settings.model.init_args.start_from) is not None:
            settings.model.init_args.start_from = str(best_model_folder(start_from))  # for config.yaml to name the run
        path, logger = settings.get("ckpt_path"), settings.trainer.logger
        self.resumed_step: int | None = None
        if self.subcommand == "fit" and (found := resuming.decide(settings.resume, path, logger)):
            print(f"Resuming {found.path}", flush=True)
            # The run goes on in its folder. Its saved config.yaml starts a new run: it does not say where to resume.
            logger.init_args.version, path = found.version, str(found.path)
            self.resumed_step = found.step
        elif path in ("last", "best"):
            path = resuming.find(path, logger)
        require_checkpoint(path)
        self.ckpt_path = path
        if "resume" in settings:
            settings.resume = None
        settings.ckpt_path = None

    def instantiate_trainer(self, **kwargs: Any) -> Trainer:
        """Let checkpoints be written and read by the project's own files, and curves go on where the run does."""
        configured = self._get(self.config_init, "trainer", default={}).get("plugins") or []
        plugins = configured if isinstance(configured, list) else [configured]
        trainer = super().instantiate_trainer(**kwargs, plugins=[*plugins, CheckpointFiles()])
        for logger in trainer.loggers:
            if self.resumed_step is not None and isinstance(logger, TensorBoard):
                logger.resume_at(self.resumed_step)
        return trainer

    def instantiate_classes(self) -> None:
        """Build everything for Lightning's commands, only the data module for a tool."""
        if self.subcommand not in TOOLS:
            super().instantiate_classes()

    def _run_subcommand(self, subcommand: str) -> None:
        if subcommand not in TOOLS:
            # Not as an argument: the module must know in `configure_model` whether it will be restored.
            self.trainer.ckpt_path = self.ckpt_path
            super()._run_subcommand(subcommand)
            leave_group()
            return
        settings = self.config[subcommand]
        data_class = PreferenceData if settings.data.class_path.endswith("PreferenceData") else EmpathyData
        data = data_class(**settings.data.init_args.as_dict())
        tool = TOOLS[subcommand]
        own = inspect.signature(tool).parameters.keys() - {"data"}
        tool(data, **{name: settings[name] for name in own})


def leave_group() -> None:
    """Let all ranks leave together, while the interpreter is whole: one that left at its exit was seen to abort."""
    if distributed.is_available() and distributed.is_initialized():
        distributed.barrier()
        distributed.destroy_process_group()


def hide_upstream_noise() -> None:
    """Hide what a user can do nothing about; versions are pinned, each line names its origin."""
    for message in (
        ".*is_gradient_checkpointing.*",  # peft 0.21 asks transformers 5.23 by the old name
        ".*LeafSpec.*",  # lightning 2.6 and torch 2.13's pytree
        ".*not supported by the model summary.*",  # lightning's size estimate of a bf16-mixed model
        ".*does not have many workers.*",  # collating ready-made ids takes a millisecond
        ".*is smaller than the logging interval.*",
        ".*your dataloader is not resumable.*",  # its sampler asks the trainer where it stands
    ):
        warnings.filterwarnings("ignore", message=message)
    # Lightning 2.6 calls three jsonargparse functions that 5.0 will drop; jsonargparse is pinned below it.
    os.environ.setdefault("JSONARGPARSE_DEPRECATION_WARNINGS", "off")


def main(args: ArgsType = None) -> None:
    """Run the command line.

    Args:
        args: Arguments; None for those of the process.
    """
    hide_upstream_noise()
    asked = sys.argv[1:] if args is None else args
    try:
        if isinstance(asked, list) and asked and asked[0] in COMMANDS:
            run_command(str(asked[0]), [str(one) for one in asked[1:]])
            return
        EmpathyCLI(
            LightningModule,
            LightningDataModule,
            subclass_mode_model=True,
            subclass_mode_data=True,
            seed_everything_default=17,
            auto_configure_optimizers=False,
            parser_class=Parser,
            save_config_kwargs={"overwrite": True},
            trainer_defaults={"use_distributed_sampler": False, "gradient_clip_val": 1.0},
            args=args,
        )
    except (InputError, MisconfigurationException) as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(2) from None


__all__ = ["PreferenceModule", "SupervisedModule", "main"]
