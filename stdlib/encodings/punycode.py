"""Punycode (RFC 3492): the ASCII characters first, then where and which the others are, as numbers in base 36."""

from encodings._build import stateless

_BASE, _TMIN, _TMAX, _SKEW, _DAMP = 36, 1, 26, 38, 700
_INITIAL_BIAS, _INITIAL_N = 72, 0x80
_DIGITS = b"abcdefghijklmnopqrstuvwxyz0123456789"


def _threshold(place, bias):
    """Weight of the digit at a place."""
    return min(max(_BASE * (place + 1) - bias, _TMIN), _TMAX)


def _adapt(delta, first, count):
    """The bias after a delta, section 6.1."""
    delta = delta // _DAMP if first else delta // 2
    delta += delta // count
    places = 0
    while delta > ((_BASE - _TMIN) * _TMAX) // 2:
        delta //= _BASE - _TMIN
        places += _BASE
    return places + (_BASE - _TMIN + 1) * delta // (delta + _SKEW)


def _write_number(number, bias):
    """A delta as a number with digits of varying weight, the least first."""
    place = 0
    while True:
        threshold = _threshold(place, bias)
        if number < threshold:
            yield _DIGITS[number]
            return
        number -= threshold
        number, digit = divmod(number, _BASE - threshold)
        yield _DIGITS[threshold + digit]
        place += 1


def punycode_encode(text):
    basic = bytes(ord(char) for char in text if ord(char) < _INITIAL_N)
    output = bytearray(basic)
    if basic:
        output += b"-"
    handled = len(basic)
    level, delta, bias = _INITIAL_N, 0, _INITIAL_BIAS
    points = [ord(char) for char in text]
    for point in sorted({point for point in points if point >= _INITIAL_N}):
        delta += (point - level) * (handled + 1)
        level = point
        for other in points:
            if other < level:
                delta += 1
            elif other == level:
                output += bytes(_write_number(delta, bias))
                bias = _adapt(delta, handled == len(basic), handled + 1)
                delta = 0
                handled += 1
        delta += 1
        level += 1
    return bytes(output)


def _read_number(extended, position, bias, errors):
    """(position behind the number, number); None for the number if it is cut off and errors are not strict."""
    result = 0
    weight = 1
    place = 0
    while True:
        if position >= len(extended):
            if errors == "strict":
                raise UnicodeError("incomplete punicode string")
            return position + 1, None
        char = extended[position]
        position += 1
        if 0x41 <= char <= 0x5A:
            digit = char - 0x41
        elif 0x30 <= char <= 0x39:
            digit = char - 0x30 + 26
        elif errors == "strict":
            raise UnicodeError(f"Invalid extended code point '{chr(extended[position - 1])}'")
        else:
            return position, None
        threshold = _threshold(place, bias)
        result += digit * weight
        if digit < threshold:
            return position, result
        weight *= _BASE - threshold
        place += 1


def punycode_decode(text, errors):
    if isinstance(text, str):
        text = text.encode("ascii")
    if isinstance(text, memoryview):
        text = bytes(text)
    base, found, extended = text.rpartition(b"-")
    if not found:
        base = b""
    output = str(base, "ascii", errors)
    extended = str(extended, "ascii").upper().encode("ascii")  # these must be ASCII, whatever the errors
    point, place, bias, position = _INITIAL_N, -1, _INITIAL_BIAS, 0
    while position < len(extended):
        start = position
        position, delta = _read_number(extended, position, bias, errors)
        if delta is None:  # the rest cannot be told
            return output
        place += delta + 1
        point += place // (len(output) + 1)
        if point > 0x10FFFF:
            if errors == "strict":
                raise UnicodeError(f"Invalid character U+{point:x}")
            point = ord("?")
        place %= len(output) + 1
        output = output[:place] + chr(point) + output[place:]
        bias = _adapt(delta, start == 0, len(output))
    return output


def _encode(input, errors="strict"):
    return punycode_encode(input), len(input)


def _decode(input, errors="strict"):
    if errors not in ("strict", "replace", "ignore"):
        raise UnicodeError("Unsupported error handling " + errors)
    return punycode_decode(input, errors), len(input)


stateless(globals(), "punycode", _encode, _decode)
