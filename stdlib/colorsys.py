"""Colours as red, green and blue, and in three other ways: YIQ, HLS and HSV.

All functions take and return three floats from 0.0 to 1.0, but for I and Q, which can be negative as well.
Other values are not refused, but what comes out may make no sense.

YIQ is how American television sent colours: Y is the brightness. HLS is hue, lightness and saturation,
HSV hue, saturation and value; a hue is a place on the circle from red over green and blue to red.
"""

__all__ = ["rgb_to_yiq", "yiq_to_rgb", "rgb_to_hls", "hls_to_rgb", "rgb_to_hsv", "hsv_to_rgb"]

ONE_THIRD = 1.0 / 3.0
ONE_SIXTH = 1.0 / 6.0
TWO_THIRD = 2.0 / 3.0


def rgb_to_yiq(r, g, b):
    """Red, green and blue as (y, i, q)."""
    y = 0.30 * r + 0.59 * g + 0.11 * b
    return y, 0.74 * (r - y) - 0.27 * (b - y), 0.48 * (r - y) + 0.41 * (b - y)


def yiq_to_rgb(y, i, q):
    """YIQ as (r, g, b); what would be out of range is put to its end."""
    rgb = (y + 0.9468822170900693 * i + 0.6235565819861433 * q,
           y - 0.27478764629897834 * i - 0.6356910791873801 * q,
           y - 1.1085450346420322 * i + 1.7090069284064666 * q)
    return tuple(0.0 if part < 0.0 else 1.0 if part > 1.0 else part for part in rgb)


def _hue(r, g, b, high, low):
    """The hue of a colour that is not grey, from its greatest and least part."""
    span = high - low
    from_r, from_g, from_b = (high - r) / span, (high - g) / span, (high - b) / span
    if r == high:
        sixths = from_b - from_g
    elif g == high:
        sixths = 2.0 + from_r - from_b
    else:
        sixths = 4.0 + from_g - from_r
    return sixths / 6.0 % 1.0


def rgb_to_hls(r, g, b):
    """Red, green and blue as (h, l, s)."""
    high, low = max(r, g, b), min(r, g, b)
    lightness = (low + high) / 2.0
    if low == high:
        return 0.0, lightness, 0.0
    saturation = (high - low) / (high + low if lightness <= 0.5 else 2.0 - high - low)
    return _hue(r, g, b, high, low), lightness, saturation


def hls_to_rgb(h, l, s):
    """HLS as (r, g, b)."""
    if s == 0.0:
        return l, l, l
    high = l * (1.0 + s) if l <= 0.5 else l + s - l * s
    low = 2.0 * l - high
    return _v(low, high, h + ONE_THIRD), _v(low, high, h), _v(low, high, h - ONE_THIRD)


def _v(m1, m2, hue):
    """A part that is between m1 and m2, so far from its own hue: up, on top, down, at the bottom."""
    hue %= 1.0
    if hue < ONE_SIXTH:
        return m1 + (m2 - m1) * hue * 6.0
    if hue < 0.5:
        return m2
    return m1 + (m2 - m1) * (TWO_THIRD - hue) * 6.0 if hue < TWO_THIRD else m1


def rgb_to_hsv(r, g, b):
    """Red, green and blue as (h, s, v)."""
    high, low = max(r, g, b), min(r, g, b)
    if low == high:
        return 0.0, 0.0, high
    return _hue(r, g, b, high, low), (high - low) / high, high


def hsv_to_rgb(h, s, v):
    """HSV as (r, g, b)."""
    if s == 0.0:
        return v, v, v
    sixth = int(h * 6.0)
    beyond = h * 6.0 - sixth
    least, falling, rising = v * (1.0 - s), v * (1.0 - s * beyond), v * (1.0 - s * (1.0 - beyond))
    return ((v, rising, least), (falling, v, least), (least, v, rising),
            (least, falling, v), (rising, least, v), (v, least, falling))[sixth % 6]
