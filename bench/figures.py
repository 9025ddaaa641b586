"""figures.py - what each kind of figure adds to the cost: hits, sampled time, allocations. Must not: write documents."""
import measure
import workloads
from workloads import HPINSTR, PLAIN, VARIANTS

SAMPLED, ALL = "hits and sampled time", "all, as without options"
FLAGS = {SAMPLED: [f"-fplugin={workloads.PLUGIN}", "-fplugin-arg-hpinstr-memory=off"],
         ALL: [f"-fplugin={workloads.PLUGIN}"]}


def table(Only, Rounds, Build, Scratch):
    """Build(workload, variants) compiles and gives {variant: program}."""
    VARIANTS.update(FLAGS)
    Names = [PLAIN, HPINSTR, SAMPLED, ALL]
    Ratios = {Name: [] for Name in Names[1:]}
    yield "## Hits, sampled time, allocations"
    yield ""
    yield f"| workload | hits | {SAMPLED} | {ALL} |"
    yield "|---|---|---|---|"
    for Workload in [W for W in workloads.all() if Only in (None, W.Name)]:
        Programs = Build(Workload, Names)

        def run(Variant):
            return measure.runOnce(Workload.command(Programs[Variant]), Scratch.env())[1]

        Results = measure.inTurns(Names, Rounds, run)
        for Name in Ratios:
            Ratios[Name].append(measure.ratio(Results, Name, PLAIN))
        yield f"| {Workload.Name} | " + " | ".join(f"{Ratios[Name][-1]:.2f}" for Name in Names[1:]) + " |"
    yield "| geometric mean | " + " | ".join(f"{measure.geomean(Ratios[Name]):.2f}" for Name in Names[1:]) + " |"
    yield ""
    yield (f"User and system CPU of all threads, the sampling one too, ratio to plain `-O2`, median of {Rounds} rounds. Hits: "
           "`time=none`, `memory=off`; the second has `memory=off`.")
