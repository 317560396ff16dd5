"""colorsys: conversions, exactly."""

import colorsys, random
r=random.Random(5)
h=0
fs=[colorsys.rgb_to_yiq,colorsys.yiq_to_rgb,colorsys.rgb_to_hls,colorsys.hls_to_rgb,colorsys.rgb_to_hsv,colorsys.hsv_to_rgb]
vals=[0.0,1.0,0.5,1/3,-0.5,1.5,2,0,1,0.25]
import hashlib
d=hashlib.md5()
for n in range(2000):
    a=[r.choice([r.random,lambda: r.choice(vals)])() for _ in range(3)]
    for f in fs:
        try: x=repr((f.__name__,a,f(*a)))
        except Exception as e: x=repr((f.__name__,a,type(e),str(e)))
        d.update(x.encode())
        if n<30: print(x)
print(d.hexdigest())
