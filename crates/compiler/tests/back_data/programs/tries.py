def plain():
    try:
        a
    except B:
        c
    except (D, E) as e:
        f
    except:
        g
    else:
        h
    finally:
        i

def leave():
    for x in y:
        try:
            if a:
                break
            elif b:
                continue
            elif c:
                return
            elif d:
                return 1
            return d
        finally:
            e

def leave_finally():
    for x in y:
        try:
            return a
        finally:
            if b:
                break
            elif c:
                continue
            else:
                return d

def return_in_both():
    try:
        return a
    finally:
        return 2

def nested():
    try:
        try:
            return a
        except B as c:
            return d
        finally:
            e
    except F:
        try:
            g
        finally:
            return
    finally:
        for h in i:
            try:
                continue
            except:
                break

def handlers_leave():
    while a:
        try:
            b
        except C as d:
            break
        except E as f:
            continue
        except:
            return g
        try:
            h
        except:
            raise
        else:
            return

def with_leave():
    while a:
        with b as c, d:
            if e:
                break
            if f:
                continue
            if g:
                return
            return h
    with a as (b, c), d as e.f, g as h[i]:
        pass

def try_with_finally():
    try:
        with a:
            try:
                return b
            finally:
                c
    finally:
        with d:
            return e

def empty_finally():
    try:
        pass
    finally:
        pass
