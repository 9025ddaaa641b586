"""lines.py - checks relations between the figures of named lines.

  lines.py JSON FILE RELATION...    in a relation NAME is the line with the comment `// NAME`, or the function NAME
"""
import json
import re
import sys
from types import SimpleNamespace


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        report = json.load(file)
    source = sys.argv[2]
    lines = {line["line"]: line for file in report["files"] if file["path"] == source for line in file["lines"]}

    def figures(entry):
        return SimpleNamespace(self=entry.get("self_ns", 0), total=entry.get("total_ns", 0),
                               samples=entry.get("samples", 0), hits=entry.get("hits", 0), allocs=entry.get("allocs", 0))

    names = {re.match(r"\w*", function["name"])[0]: figures(function) for function in report["functions"]}
    with open(source, encoding="utf-8") as file:
        for number, row in enumerate(file, 1):
            match = re.search(r"// (\w+)$", row)
            if match:
                names[match[1]] = figures(lines.get(number, {}))
    names["sampled"] = sum(run.get("sampled_ns", 0) for run in report["runs"])
    names["unattributed"] = sum(run.get("unattributed_ns", 0) for run in report["runs"])
    names["cpu"] = sum(run.get("user_ns", 0) + run.get("sys_ns", 0) for run in report["runs"])
    wrong = [relation for relation in sys.argv[3:] if not eval(relation, {}, names)]
    for relation in wrong:
        print("not so:", relation, {name: names[name] for name in re.findall(r"[a-z]\w+", relation) if name in names})
    sys.exit(bool(wrong))


main()
