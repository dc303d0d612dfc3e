"""A tuned model as other programs load it: merged weights, adapter, tokenizer, recipes, model card."""
