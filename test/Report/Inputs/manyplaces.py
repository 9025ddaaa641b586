"""manyplaces.py BENCH PLUGIN DIR - writes DIR/many.hpi, a report of a program with 80,000 samples in as many places, and prints how many
stacks differ."""
import os
import subprocess
import sys

sys.path.insert(0, sys.argv[1])
import reader  # noqa: E402
import workloads  # noqa: E402

reader.FILES, reader.SAMPLES = 10, 80000
workloads.PLUGIN = sys.argv[2]


def main():
    Directory = sys.argv[3]
    Program = reader.build(Directory)
    Out = os.path.join(Directory, "out")
    subprocess.run([Program], check=True, env={**os.environ, "HPINSTR_OUT": Out})
    with open(os.path.join(Out, os.listdir(Out)[0]), "rb") as File:
        Whole, Different = reader.withSamples(File.read(), Program, IsEven=True)
    with open(os.path.join(Directory, "many.hpi"), "wb") as File:
        File.write(Whole)
    print(Different)


main()
