"""Sample replies on a fixed panel, for people to read: in TensorBoard at each validation, side by side at the end."""

from typing import Any

from lightning.pytorch import Callback, Trainer

from empathy.dialogue import Turn
from empathy.model.generate import generate
from empathy.train.tensorboard import TensorBoard

PANEL: dict[str, str] = {
    "grief": "My grandmother died on Sunday. I keep picking up the phone to call her.",
    "anger": "My flatmate read my messages and then laughed about them with her friends. I'm shaking.",
    "joy": "I passed my driving test today, on the fourth try!",
    "loneliness": "I moved to this city two months ago and I still eat every meal alone.",
}
"""What the model is asked to answer. No crisis is in it: without the guard the model does not speak in one."""


def panel_replies(module: Any) -> dict[str, str]:
    """Let the module answer each message of the panel, greedily."""
    chat, system = module.data.chat, module.data.system
    opening = [Turn("system", system)] if system else []
    prompts = [chat.prompt([*opening, Turn("user", text)]) for text in PANEL.values()]
    replies = generate(module.model, prompts, end=chat.end, max_new_tokens=48)
    texts = [chat.tokenizer.decode(reply, skip_special_tokens=True).strip() for reply in replies]
    return dict(zip(PANEL, texts, strict=True))


class SampleReplies(Callback):
    """Writes the panel's replies to TensorBoard's text tab after each validation."""

    def on_validation_end(self, trainer: Trainer, pl_module: Any) -> None:
        """Generate on rank 0; the others go on to the next batch's barrier."""
        if trainer.sanity_checking or not trainer.is_global_zero or not isinstance(trainer.logger, TensorBoard):
            return
        for name, reply in panel_replies(pl_module).items():
            trainer.logger.log_text(f"samples/{name}", f"**{PANEL[name]}**\n\n{reply}", trainer.global_step)
