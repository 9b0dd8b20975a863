"""The operator's commands, one module each; ``registry.cli`` lists them."""
