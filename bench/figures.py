"""figures.py - what each kind of figure adds to the cost: hits, sampled time, allocations. Must not: write documents."""
import statistics

import measure
import workloads
from workloads import HPINSTR, PLAIN, VARIANTS

READY, SELDOM = "hits, ready for samples", "hits and sampled time, rate=250"
SAMPLED, ALL = "hits and sampled time", "all, as without options"
# Those that are the third's program, run with other options.
OPTIONS = {READY: "sampler=none", SELDOM: "rate=250"}
FLAGS = {SAMPLED: [f"-fplugin={workloads.PLUGIN}", "-fplugin-arg-hpinstr-memory=off"],
         ALL: [f"-fplugin={workloads.PLUGIN}"]}


def samplerNs(Scratch):
    """What the sampling thread took for each sample, by process."""
    return [R["sampler_ns"] / R["samples"] for R in workloads.exported(Scratch.Path)["runs"] if R.get("samples")]


def table(Only, Rounds, Build, Scratch):
    """Build(workload, variants) compiles and gives {variant: program}."""
    VARIANTS.update(FLAGS)
    Names = [PLAIN, HPINSTR, READY, SELDOM, SAMPLED, ALL]
    SampleNs = []
    Ratios = {Name: [] for Name in Names[1:]}
    yield "## Hits, sampled time, allocations"
    yield ""
    yield "| workload | hits | " + " | ".join(Names[2:]) + " |"
    yield "|---" * len(Names) + "|"
    for Workload in [W for W in workloads.all() if Only in (None, W.Name)]:
        Programs = Build(Workload, [N for N in Names if N not in OPTIONS])
        Programs.update({Name: Programs[SAMPLED] for Name in OPTIONS})

        def run(Variant):
            More = {"HPINSTR_OPTIONS": OPTIONS[Variant]} if Variant in OPTIONS else {}
            Seconds = measure.runOnce(Workload.command(Programs[Variant]), {**Scratch.env(), **More}).Cpu
            if Variant == SAMPLED:
                SampleNs.extend(samplerNs(Scratch))
            return Seconds

        Results = measure.inTurns(Names, Rounds, run)
        for Name in Ratios:
            Ratios[Name].append(measure.ratio(Results, Name, PLAIN))
        yield f"| {Workload.Name} | " + " | ".join(f"{Ratios[Name][-1]:.2f}" for Name in Names[1:]) + " |"
    yield "| geometric mean | " + " | ".join(f"{measure.geomean(Ratios[Name]):.2f}" for Name in Names[1:]) + " |"
    yield ""
    yield (f"User and system CPU of all threads, the sampling one too, ratio to plain `-O2`, median of {Rounds} rounds. Hits: "
           "`time=none`, `memory=off`. Ready for samples: `memory=off`, run with `sampler=none`: calls that stay calls. "
           "The next two are the same program with 250 and 1,000 samples a second, of which the sampling thread took "
           f"{statistics.median(SampleNs or [0]) / 1000:.1f} us each; the rest is the kernel's.")
