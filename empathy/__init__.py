"""Fine-tune an open-weights language model into an empathetic best friend, and prove that it became one."""

import logging

__version__ = "0.1.0"

# While it is imported, bitsandbytes warns that the optional `kernels` package is missing; it would only speed up packed
# inference, which training must not use (see model.backbone.keep_weights_in_place).
logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
