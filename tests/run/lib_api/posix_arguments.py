# What functions of the system convert first, and what they make of odd numbers.
import fcntl
import mmap
import os
import posix
import select
import tempfile
import warnings

from outcomes import show

os.chdir(tempfile.mkdtemp())
warnings.simplefilter("ignore", DeprecationWarning)
open("file", "w").close()
nothing = os.open("file", os.O_RDONLY)



show(r"""
posix.access(1.5, 'x'); posix.chmod(1.5, 'x'); posix.chmod('file', 'x'); posix.mkdir(1, 'x'); posix.open(1, 'x'); posix.remove(1); posix.unlink(1)
posix.mkfifo('file', 2**40); posix.mknod('file', 2**40); posix.mknod('file', 1, 'x'); posix.mknod('file', 1, -1); posix.mknod('file', 1, 2**70)
posix.truncate(1.5, 'x'); posix.truncate('file', 1.5); posix.truncate('file', []); posix.ftruncate(99, 1.5); posix.lseek(nothing, 0.5, 0); posix.pread(nothing, 1, 1.5); fcntl.lockf(nothing, fcntl.LOCK_UN, 1.5)
posix.setxattr(1.5, 1, 1, 'x'); posix.setxattr('file', 1, 1, 'x'); posix.setxattr('file', 'user.a', 1, 'x')
posix.utime('file', ns=(1.5, 1)); posix.utime('file', ns=('x', 1)); posix.utime('file', ns=(10**9 + 1, -1)); posix.stat('file').st_mtime_ns
posix.major('x'); posix.major(1.5); posix.major(-1); posix.makedev(-1, -1); posix.getpgid(2**40); posix.kill(1, 'x'); posix.kill(2**40, 0); posix.waitpid(2**40, 0)
posix.stat(-1); posix.chdir(-1); posix.listdir(-1); posix.listdir(99); posix.scandir(99); posix.putenv('', 'a'); posix.memfd_create('a', 'x')
fcntl.fcntl('x', 'y'); fcntl.ioctl('x', 'y'); fcntl.flock('x', 'y'); fcntl.lockf('x', 'y'); fcntl.fcntl(nothing, 1, '\ud800'); fcntl.fcntl(nothing, 1, 2**70); fcntl.ioctl(nothing, 2**70)
select.poll().modify(1, []); select.poll().modify(1, 70000); select.poll().modify(1, 2**70); select.poll().modify(1, -1); select.poll().register(1, 1.5)
mmap.mmap(-1, 10).__exit__(x=1); os.scandir().__exit__(x=1)
posix.stat_result(range(10)).st_mtime; posix.stat_result(range(10), {'st_mtime': 1.5}).st_mtime; posix.stat_result(range(10), {}).st_ctime; posix.stat_result(range(10), None); posix.stat_result(range(13)).st_atime
""", globals())
