"""Parses the values of headers into trees of tokens.

The tokens are in _header_tokens, _header_mailboxes and _header_params, the
grammar in _header_words, _header_addresses and _header_mime, and how trees
become lines again in _header_folding.  All of it is found here.
"""

from email import _header_addresses, _header_mailboxes, _header_mime, _header_params, _header_tokens, _header_words

for _module in (_header_tokens, _header_mailboxes, _header_params, _header_words, _header_addresses, _header_mime):
    globals().update({name: value for name, value in vars(_module).items() if not name.startswith('__')})
del _module
