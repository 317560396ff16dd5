"""The filters of tarfile: what of a member is extracted, or that nothing is."""

import os

from _tarfile_format import TarError

__name__ = 'tarfile'  # where all of this is found


class FilterError(TarError):
    """A filter refuses a member."""


class AbsolutePathError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'member {tarinfo.name!r} has an absolute path')


class OutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f'{tarinfo.name!r} would be extracted to {path!r}, which is outside the destination')


class SpecialFileError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a special file')


class AbsoluteLinkError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a link to an absolute path')


class LinkOutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo = tarinfo
        self._path = path
        super().__init__(f'{tarinfo.name!r} would link to {path!r}, which is outside the destination')


def _safe_mode(member, mode, for_data):
    """The permissions that a file is given, None for the default."""
    mode &= 0o755
    if not for_data:
        return mode
    if member.isreg() or member.islnk():
        if not mode & 0o100:
            mode &= ~0o111  # executable for the owner or for nobody
        return mode | 0o600
    if member.isdir() or member.issym():
        return None
    raise SpecialFileError(member)


def _get_filtered_attrs(member, dest_path, for_data=True):
    """The attributes that a filter changes; an exception for what must not be extracted."""
    changes = {}
    dest = os.path.realpath(dest_path)

    def outside(path):
        return os.path.commonpath([path, dest]) != dest

    name = member.name
    if name.startswith(('/', os.sep)):
        name = changes['name'] = member.path.lstrip('/' + os.sep)
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    target = os.path.realpath(os.path.join(dest, name))
    if outside(target):
        raise OutsideDestinationError(member, target)
    if member.mode is not None:
        mode = _safe_mode(member, member.mode, for_data)
        if mode != member.mode:
            changes['mode'] = mode
    elif for_data and not (member.isreg() or member.islnk() or member.isdir() or member.issym()):
        raise SpecialFileError(member)
    if for_data:
        for attribute in ('uid', 'gid', 'uname', 'gname'):
            if getattr(member, attribute) is not None:
                changes[attribute] = None
        if member.islnk() or member.issym():
            if os.path.isabs(member.linkname):
                raise AbsoluteLinkError(member)
            base = os.path.join(dest, os.path.dirname(name)) if member.issym() else dest
            linked = os.path.realpath(os.path.join(base, member.linkname))
            if outside(linked):
                raise LinkOutsideDestinationError(member, linked)
    return changes


def fully_trusted_filter(member, dest_path):
    """Extract as it is."""
    return member


def _filtered(member, dest_path, for_data):
    changes = _get_filtered_attrs(member, dest_path, for_data)
    return member.replace(**changes, deep=False) if changes else member


def tar_filter(member, dest_path):
    """What tar does: nothing outside of the destination, no special permissions."""
    return _filtered(member, dest_path, False)


def data_filter(member, dest_path):
    """For data: no special files, no links to the outside, no owners either."""
    return _filtered(member, dest_path, True)


_NAMED_FILTERS = {'fully_trusted': fully_trusted_filter, 'tar': tar_filter, 'data': data_filter}

__name__ = __spec__.name
