"""docs/performance.md"""
def document(o):
    from prt_portal.bench.measure import cpu, wall, in_bare_pages
    out=[f"empty/bare {in_bare_pages(o.rows,cpu)} wall {in_bare_pages(o.rows,wall)}"]
    for r in o.young+o.rows:
        out.append(f"{r.work.name}: cpu {r.in_empty_pages(cpu)} wall {r.in_empty_pages(wall)} q {r.queries} web {r.middle(lambda c:c.web)*1000:.1f} db {r.middle(lambda c:c.database)*1000:.1f} wall {r.middle(wall)*1000:.1f} kB {r.middle(lambda c:c.size)/1024:.0f} n {len(r.trials)} empty {sum(t.empty.cpu for t in r.trials)/len(r.trials)*1000:.1f} q {r.trials[0].empty.queries} bare {sum(t.bare.cpu for t in r.trials)/len(r.trials)*1000:.1f} q {r.trials[0].bare.queries}")
    return "\n".join(out)
