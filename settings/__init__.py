"""How `config.yaml` is read: text with line numbers, values as written, every mistake at once."""
