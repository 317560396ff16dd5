"""Classes that make parts of messages."""
