"""Variables with a value of their own in each context (PEP 567), which tasks and threads run in."""

from _contextvars import Context, ContextVar, Token, copy_context

__all__ = ("Context", "ContextVar", "Token", "copy_context")
