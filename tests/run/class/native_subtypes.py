# Native subtypes of list and dict with a state of their own, and classes derived from them.
import xxsubtype


def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


class List(xxsubtype.spamlist):
    pass


class Dict(xxsubtype.spamdict):
    __slots__ = "extra",


for make, content in (xxsubtype.spamlist, [1, 2]), (List, [3]), (xxsubtype.spamdict, {"a": 1}), (Dict, {"b": 2}):
    one = make(content)
    print(one, type(one), one.state, one.getstate(), one == content)
    print(one.setstate(42), one.state, make(content).state, one)
    for bad in [], ["a"], [1.5], [2**40], [-2**40], [1, 2]:
        show(one.setstate, *bad)
    show(one.setstate, state=1)
    show(one.getstate, 1)
    show(setattr, one, "state", 3)
    show(one.__init__, content)
    print(one.state, one.copy(), type(one.copy()))
    show(make, 1)
print(xxsubtype.spamlist.__mro__, xxsubtype.spamlist.__basicsize__, xxsubtype.spamdict.__basicsize__)
one = List()
one.attribute = one
print(one.attribute is one, List.classmeth(1, a=2), one.classmeth(), List.staticmeth(1, b=3), one.staticmeth())
one = Dict()
one.extra = 1
show(setattr, one, "other", 1)
show(type, "Both", (xxsubtype.spamlist, xxsubtype.spamdict), {})


class Counted:
    @property
    def attribute(self):
        print("got")


print(xxsubtype.bench(Counted(), "attribute", 2) >= 0)
show(xxsubtype.bench, 1)
show(xxsubtype.bench, 1, 2)
show(xxsubtype.bench, 1, "nothing")
