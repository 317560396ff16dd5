"""email.utils.getaddresses: what is taken for a list of headers."""

import email.utils

for headers in [None], ['a', 'b@c'], [], (each for each in 'ab'), [b'x'], None, 'ab', [3]:
    try:
        print(email.utils.getaddresses(headers))
    except TypeError as error:
        print(error)
