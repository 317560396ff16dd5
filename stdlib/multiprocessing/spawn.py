"""What a spawned process does first: become like its parent, and then the process object it is sent."""

import os
import runpy
import sys
import types

from multiprocessing import process, reduction

__all__ = ['_main', 'freeze_support', 'set_executable', 'get_executable', 'get_preparation_data',
           'get_command_line', 'import_main_path']

WINEXE = WINSERVICE = False
_python_exe = sys.executable


def set_executable(exe):
    """What is started."""
    global _python_exe
    _python_exe = exe


def get_executable():
    """That."""
    return _python_exe


def is_forking(argv):
    """Is this the command line of a spawned process?"""
    return len(argv) >= 2 and argv[1] == '--multiprocessing-fork'


def freeze_support():
    """In a program that is one executable: be a spawned process if it was started as such."""
    if is_forking(sys.argv):
        given = dict(word.split('=') for word in sys.argv[2:])
        spawn_main(**{name: None if value == 'None' else int(value) for name, value in given.items()})
        sys.exit()


def get_command_line(**kwds):
    """The command line of a process that is to be spawned."""
    import subprocess
    said = ', '.join('%s=%r' % item for item in kwds.items())
    program = 'from multiprocessing.spawn import spawn_main; spawn_main(%s)' % said
    return [get_executable(), *subprocess._args_from_interpreter_flags(), '-c', program, '--multiprocessing-fork']


def spawn_main(pipe_handle, parent_pid=None, tracker_fd=None):
    """Be a spawned process."""
    assert is_forking(sys.argv), 'Not forking'
    if tracker_fd is not None:
        from multiprocessing import resource_tracker
        resource_tracker._resource_tracker._fd = tracker_fd
    sys.exit(_main(pipe_handle, os.dup(pipe_handle)))


def _main(fd, parent_sentinel):
    with os.fdopen(fd, 'rb', closefd=True) as file:
        process.current_process()._inheriting = True
        try:
            prepare(reduction.pickle.load(file))
            self = reduction.pickle.load(file)
        finally:
            del process.current_process()._inheriting
    return self._bootstrap(parent_sentinel)


def _check_not_importing_main():
    if getattr(process.current_process(), '_inheriting', False):
        raise RuntimeError('''
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.''')


def get_preparation_data(name):
    """What a spawned process must know to be like this one."""
    _check_not_importing_main()
    from multiprocessing import util
    current = process.current_process()
    path = [process.ORIGINAL_DIR if entry == '' and process.ORIGINAL_DIR else entry for entry in sys.path]
    found = dict(log_to_stderr=util._log_to_stderr, authkey=current.authkey, name=name, sys_path=path,
                 sys_argv=sys.argv, orig_dir=process.ORIGINAL_DIR, dir=os.getcwd(), start_method='spawn')
    if util._logger is not None:
        found['log_level'] = util._logger.getEffectiveLevel()
    main = sys.modules['__main__']
    module = getattr(main.__spec__, 'name', None)
    if module is not None:
        found['init_main_from_name'] = module
    else:
        file = getattr(main, '__file__', None)
        if file is not None:
            if not os.path.isabs(file) and process.ORIGINAL_DIR is not None:
                file = os.path.join(process.ORIGINAL_DIR, file)
            found['init_main_from_path'] = os.path.normpath(file)
    return found


old_main_modules = []


def prepare(data):
    """Become like the parent."""
    current = process.current_process()
    if 'name' in data:
        current.name = data['name']
    if 'authkey' in data:
        current.authkey = data['authkey']
    if data.get('log_to_stderr') or 'log_level' in data:
        from multiprocessing import util
        if data.get('log_to_stderr'):
            util.log_to_stderr()
        if 'log_level' in data:
            util.get_logger().setLevel(data['log_level'])
    for name, attribute in (('sys_path', 'path'), ('sys_argv', 'argv')):
        if name in data:
            setattr(sys, attribute, data[name])
    if 'dir' in data:
        os.chdir(data['dir'])
    if 'orig_dir' in data:
        process.ORIGINAL_DIR = data['orig_dir']
    if 'start_method' in data:
        from multiprocessing.context import _default_context
        _default_context.set_start_method(data['start_method'], force=True)
    if 'init_main_from_name' in data:
        _run_main(data['init_main_from_name'], lambda name: runpy.run_module(
            name, run_name='__mp_main__', alter_sys=True))
    elif 'init_main_from_path' in data:
        _run_main(data['init_main_from_path'], lambda path: runpy.run_path(path, run_name='__mp_main__'))


def _run_main(main, run):
    """Run the parent's main module under another name, so that what it defines is there."""
    current = sys.modules['__main__']
    last = os.path.splitext(os.path.basename(main))[0]
    if main == '__main__' or main.endswith('.__main__') or last in ('ipython', '__main__'):
        return
    if getattr(current.__spec__, 'name', None) == main or getattr(current, '__file__', None) == main:
        return
    old_main_modules.append(current)
    module = types.ModuleType('__mp_main__')
    module.__dict__.update(run(main))
    sys.modules['__main__'] = sys.modules['__mp_main__'] = module


def import_main_path(main_path):
    """Run a main module that is given by its file."""
    _run_main(main_path, lambda path: runpy.run_path(path, run_name='__mp_main__'))
