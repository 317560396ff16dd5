# A thread that leaves its running loop set does not keep the loop alive.
import _asyncio
import gc
import threading
import weakref


class Loop:
    pass


def work(module):
    loop = Loop()
    references.append(weakref.ref(loop))
    module._set_running_loop(loop)
    print(module._get_running_loop() is loop)


for module in (_asyncio,):
    references = []
    for _ in range(3):
        thread = threading.Thread(target=work, args=(module,))
        thread.start()
        thread.join()
    gc.collect()
    print([reference() for reference in references], module._get_running_loop())
