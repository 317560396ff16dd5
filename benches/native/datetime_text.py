"""datetime: isoformat, fromisoformat, str, repr, strftime and strptime."""
import sys
import zlib
from datetime import date, datetime, timedelta, timezone

DEFAULT = 50


def run(n):
    zone = timezone(timedelta(hours=-3, minutes=-30))
    moments = [datetime(2020, 1, 1, 12, 0, 0, 1000) + timedelta(days=i, seconds=i * 997) for i in range(800)]
    aware = [moment.replace(tzinfo=zone, microsecond=0) for moment in moments]
    check = 0
    for _ in range(n):
        text = [moment.isoformat() for moment in moments] + [moment.isoformat() for moment in aware]
        text += [str(moment) for moment in moments] + [repr(moment.date()) for moment in moments]
        text += [moment.isoformat(" ", "minutes") for moment in aware] + [str(moment - moments[0]) for moment in moments]
        check = zlib.crc32("".join(text).encode(), check)
        for moment, written in zip(moments + aware, text):
            assert datetime.fromisoformat(written) == moment
        for moment in moments:
            check += date.fromisoformat(str(moment.date())).day
        formatted = [moment.strftime("%Y-%m-%d %H:%M:%S") for moment in moments]
        formatted += [moment.strftime("%a, %d %b %Y %H:%M:%S %z") for moment in aware]
        formatted += ["{:%d/%m/%y %j}".format(moment) for moment in moments]
        check = zlib.crc32("".join(formatted).encode(), check)
        for written in formatted[:300]:
            check += datetime.strptime(written, "%Y-%m-%d %H:%M:%S").second
        for written in formatted[800:1000]:
            check += datetime.strptime(written, "%a, %d %b %Y %H:%M:%S %z").minute
    return "%d" % check


if __name__ == "__main__":
    print("datetime_text", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
