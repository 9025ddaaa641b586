"""leftout.py - a test format that skips what a suite's lit.local.cfg says does not apply: config.left_out, names and reasons.

Must not: decide what that is.
"""
import lit.formats
import lit.Test


class ShTest(lit.formats.ShTest):
    def execute(self, test, litConfig):
        Reason = test.config.left_out.get(test.path_in_suite[-1])
        return lit.Test.Result(lit.Test.UNSUPPORTED, Reason) if Reason else super().execute(test, litConfig)
