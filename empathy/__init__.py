"""Fine-tune an open-weights language model into an empathetic best friend, and prove that it became one."""

__version__ = "0.1.0"
