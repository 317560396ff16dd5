# BFS, DFS, Dijkstra, topological sort, components, MST.
edges = [("a", "b", 4), ("a", "c", 2), ("b", "c", 1), ("b", "d", 5), ("c", "d", 8), ("c", "e", 10), ("d", "e", 2), ("d", "f", 6), ("e", "f", 3), ("x", "y", 1)]
g = {}
for u, v, w in edges:
    g.setdefault(u, {})[v] = w
    g.setdefault(v, {})[u] = w
def bfs(s):
    seen, q = {s: None}, [s]
    for u in q:
        for v in g[u]:
            if v not in seen: seen[v] = u; q.append(v)
    return seen
def dfs(u, seen=None):
    seen = seen if seen is not None else []
    seen.append(u)
    for v in sorted(g[u]):
        if v not in seen: dfs(v, seen)
    return seen
def dijkstra(s):
    dist, prev, todo = {s: 0}, {}, set(g)
    while todo:
        u = min((n for n in todo if n in dist), key=lambda n: (dist[n], n), default=None)
        if u is None: break
        todo.remove(u)
        for v, w in g[u].items():
            if dist[u] + w < dist.get(v, float("inf")): dist[v], prev[v] = dist[u] + w, u
    return dist, prev
print(bfs("a"), dfs("a"))
dist, prev = dijkstra("a")
path = ["f"]
while path[-1] in prev: path.append(prev[path[-1]])
print(sorted(dist.items()), path[::-1])
def components():
    left = dict.fromkeys(sorted(g))
    while left:
        c = sorted(bfs(next(iter(left))))
        for n in c: del left[n]
        yield c
print(list(components()))
parent = {}
def find(x):
    while parent.setdefault(x, x) != x: parent[x] = x = parent[parent[x]]
    return x
mst = []
for w, u, v in sorted((w, u, v) for u, v, w in edges):
    if find(u) != find(v): parent[find(u)] = find(v); mst.append((u, v, w))
print(mst, sum(w for *_, w in mst))
def topo(deps):
    out, state = [], {}
    def visit(n):
        if state.get(n) == 1: raise ValueError("cycle at " + n)
        if n in state: return
        state[n] = 1
        for d in deps.get(n, ()): visit(d)
        state[n] = 2
        out.append(n)
    for n in deps: visit(n)
    return out
print(topo({"app": ["lib", "log"], "lib": ["core"], "log": ["core", "fmt"], "fmt": []}))
try: topo({"a": ["b"], "b": ["a"]})
except ValueError as e: print(e)
inf = float("inf")
nodes = sorted(g)
d = {(i, j): 0 if i == j else g[i].get(j, inf) for i in nodes for j in nodes}
for k in nodes:
    for i in nodes:
        for j in nodes: d[i, j] = min(d[i, j], d[i, k] + d[k, j])
for i in nodes: print(i, [d[i, j] for j in nodes])
