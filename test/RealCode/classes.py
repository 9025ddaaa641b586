"""classes.py - the names of the differences between hits and the counts of gcov and llvm-cov.

Owns: the rule of each class, from the text of the line and the numbers of all three. Must not: hold a class for what is
left over: classOf says None there, and the comparison fails. docs/comparison.md explains each class by the definition.
"""
import re

from lines import HEADERS

# Where hits are blank and the peer has a number: the line begins no statement that runs code.
# Where hits have a number and the peer is blank, or both have numbers.
CLASSES = (
    "directive", "no-code-on-line", "brace-or-keyword-alone", "further-line-of-statement", "declaration-without-code",
    "file-scope-line", "empty-macro", "never-emitted", "name-of-function", "operand-of-its-own", "constant-condition",
    "statement-without-code", "macro-makes-function",
    "several-statements-on-line", "loop-header", "statement-over-lines", "behind-a-call-that-left",
    "gcov-infers-behind-exit", "gcov-misplaces-jump", "llvm-cov-skips-behind-directive",
    "llvm-cov-region-at-macro", "else-if-behind-brace", "constant-call-folded",
    "default-member-initialiser", "lambda-on-line", "name-of-inner-function",
    "excluded-by-directive", "llvm-cov-region-arithmetic",
    "statement-behind-end-of-another", "macro-of-several-statements", "defaulted-function",
)

ALONE = {"{", "}", ";", ")", "(", "else", "do", "try", "default", ":", ","}
LAMBDA = re.compile(r"\[(&|=|this|\])[^\[]*\(.*\{")
HEAD_LINES = 24    # lines that the head of a function may take
NO_CODE_WORDS = {"static", "typedef", "extern", "constexpr"}
JUMPS = {"break", "continue", "goto", "return", "}"}


class Line:
    """A line with all that is known of it; the rules below read it."""

    def __init__(self, Peer, Facts, Number, Hits, Counts, Other):
        self.Peer, self.Facts, self.Number, self.Fact = Peer, Facts, Number, Facts[Number]
        self.Hits, self.Counts, self.Other = Hits, Counts, Other
        self.Ours, self.Theirs = Hits.get(Number), Counts.get(Number)
        self.Confirmed = Other.get(Number) == self.Ours    # the other peer gives the number that we give

    def countBelow(self, Counts):
        """Whether Counts gives our number to one of the next lines: llvm-cov puts calls on the line of the brace."""
        return any(Counts.get(N) == self.Ours for N in range(self.Number + 1, self.Number + HEAD_LINES))

    def enteredBefore(self, Count):
        """Whether Count is above our number, and an earlier line of the function was entered that often."""
        return Count is not None and Count > self.Ours and any(Hits >= Count for Hits in self.earlierInFunction())

    def foldedByPeers(self):
        """Whether both peers miss runs of a function that is constexpr: their compiler folded the calls."""
        Seen = {self.Counts.get(self.Number) or 0, self.Other.get(self.Number) or 0}
        Head = [T for Fact in self.Facts[max(1, self.Number - 8):self.Number + 1] for T in Fact.Tokens]
        return len(Seen) == 1 and max(Seen) < self.Ours and any("constexpr" in T.lower() for T in Head)

    def behindDirective(self):
        """Whether a conditional directive stands in the lines before."""
        return any(Fact.Directive for Fact in self.Facts[max(1, self.Number - 12):self.Number])

    def opensFunction(self):
        """Whether the line reads like the head of a function: it begins a statement that a block follows."""
        Text = [T for Fact in self.Facts[self.Number:self.Number + HEAD_LINES] for T in Fact.Tokens]
        if "(" not in Text or self.Fact.First in HEADERS:
            return False
        Brace = Text.index("{") if "{" in Text else -1
        return Brace > 0 and ";" not in Text[:Brace] and "=" not in Text[:Text.index("(")]

    def nextContinues(self):
        """Whether the statement goes on on the next line with code."""
        for Fact in self.Facts[self.Number + 1:self.Number + 40]:
            if Fact.Tokens:
                return Fact.Continues
        return False

    def earlierInFunction(self):
        """Hits of the lines before this one, back to the line that opens its function, nearest first."""
        for Number in range(self.Number - 1, 0, -1):
            if self.Facts[Number].Tokens and not self.Facts[Number].Block:
                return
            if Number in self.Hits:
                yield self.Hits[Number]


def blankClass(L):
    Fact = L.Fact
    if Fact.Directive:
        return "directive"
    if not Fact.Tokens:
        return "no-code-on-line"
    if not Fact.Block:
        return "file-scope-line"
    if Fact.Continues or Fact.Tokens[-2:] == ["}", ";"] and "{" not in Fact.Tokens and len(Fact.Tokens) > 2:
        return "further-line-of-statement"
    if set(Fact.Tokens) <= ALONE or Fact.Tokens[0] in ("case", "default", "catch") or not Fact.Starts:
        return "brace-or-keyword-alone"
    if L.Peer == "llvm-cov" and L.Theirs == 0 and L.Other.get(L.Number) is None and L.behindDirective() and not declares(Fact):
        return "excluded-by-directive"
    if Fact.Tokens[-2:] == ["default", ";"] and "=" in Fact.Tokens:
        return "defaulted-function"
    if declares(Fact) or Fact.Tokens[0] == "}" and (Fact.Tokens[-1] == ";" or "=" in Fact.Tokens):
        return "declaration-without-code"
    if Fact.Macros:
        return "empty-macro"
    return None


def declares(Fact):
    """Whether the first statement on the line reads as a declaration whose initialiser, if any, is constant."""
    Rest = Fact.Tokens[Fact.Tokens.index(Fact.First):]
    if any(T in NO_CODE_WORDS or "CONSTEXPR" in T for T in Rest[:4]):
        return True
    if Rest[0] in ("struct", "union", "enum", "using", "static_assert"):
        return True
    if Rest[1:3] == ["(", "*"] and Rest[-1] == ";" and "=" not in Rest:
        return True
    Outside = re.sub(r"\[[^\]]*\]", "", " ".join(Rest)).split()
    return not {"=", "(", "++", "--"} & set(Outside) and len(Rest) > 2 and Rest[0] not in JUMPS | {"throw", "delete"}


def onlyOursClass(L):
    Fact = L.Fact
    if L.Ours == 0:
        return "never-emitted"
    if Fact.Continues and Fact.Operand:
        return "operand-of-its-own"
    if L.opensFunction() and L.countBelow(L.Counts):
        return "name-of-function"
    if L.foldedByPeers():
        return "constant-call-folded"
    if L.Peer == "gcov" and ({Fact.Tokens[0], Fact.First} & Fact.Macros or L.Confirmed and "void" in Fact.Tokens):
        return "statement-without-code"
    if L.Confirmed and Fact.First in ("if", "while"):
        return "constant-condition"
    if L.Peer == "gcov" and L.Confirmed and Fact.First == "return":
        return "gcov-misplaces-jump"
    if L.Peer == "gcov" and L.Confirmed and (L.nextContinues() or Fact.First in ("struct", "union")):
        return "statement-over-lines"
    return onlyOursClassLlvm(L) if L.Peer == "llvm-cov" else None


def onlyOursClassLlvm(L):
    Fact = L.Fact
    if Fact.Calls and (not Fact.Depth or not L.Confirmed):
        return "macro-makes-function"
    if L.Confirmed and Fact.Tokens[0] in Fact.Calls:
        return "llvm-cov-region-at-macro"
    if L.Confirmed and Fact.Starts and "=" in Fact.Tokens and (Fact.Tokens[-1] == ";" or L.nextContinues()):
        return "default-member-initialiser"
    if L.Confirmed and L.behindDirective():
        return "llvm-cov-skips-behind-directive"
    return None


def bothClass(L):
    Fact = L.Fact
    if Fact.Starts > 1:
        return "several-statements-on-line"
    if Fact.Continues and Fact.Starts:
        return "statement-behind-end-of-another"
    if LAMBDA.search("".join(Fact.Tokens)):
        return "lambda-on-line"
    if Fact.Continues and Fact.Operand:
        return "operand-of-its-own"
    if not Fact.Depth and Fact.Tokens[0] in Fact.Calls or any(T.startswith("MOCK_METHOD") for T in Fact.Calls):
        return "macro-makes-function"
    if L.Theirs > L.Ours and Fact.Tokens[:2] == ["}", "else"] and Fact.First == "if":
        return "else-if-behind-brace"
    if L.Peer == "llvm-cov" and Fact.Tokens[0] in Fact.Calls and (L.Other.get(L.Number) != L.Theirs or L.nextContinues()):
        return "llvm-cov-region-at-macro"
    if L.Peer == "gcov" and L.Theirs > L.Ours and Fact.Tokens[0] in Fact.Several:
        return "macro-of-several-statements"
    if L.Confirmed or L.Peer == "gcov" and L.opensFunction() and L.countBelow(L.Other):
        return againstGcov(L) if L.Peer == "gcov" else againstLlvmCov(L)
    return unconfirmedClass(L)


def unconfirmedClass(L):
    """Class of a line where neither peer gives the number that we give."""
    if L.foldedByPeers():
        return "constant-call-folded"
    if L.Peer == "llvm-cov" and L.Theirs == 0 and L.Other.get(L.Number):
        return "llvm-cov-region-at-macro"
    if L.Fact.Loop:
        return "loop-header"
    if L.Peer == "gcov" and L.Theirs > L.Ours and L.nextContinues():
        return "statement-over-lines"
    if L.Peer == "gcov" and not L.Fact.Calls and L.enteredBefore(L.Other.get(L.Number)):
        return "gcov-infers-behind-exit"
    return behindCall(L)


def againstGcov(L):
    """Class of a line where llvm-cov gives the number that we give, and gcov another."""
    if L.Fact.Loop:
        return "loop-header"
    if L.Theirs > L.Ours and L.nextContinues():
        return "statement-over-lines"
    return "gcov-misplaces-jump" if L.Fact.First in JUMPS else "gcov-infers-behind-exit"


def againstLlvmCov(L):
    """Class of a line where gcov gives the number that we give, and llvm-cov another."""
    if L.Fact.Loop:
        return "loop-header"
    if L.opensFunction():
        return "name-of-inner-function"
    Near = [Fact for Fact in L.Facts[max(1, L.Number - 4):L.Number + 1] if Fact.Calls]
    if Near or L.Theirs == 0:
        return "llvm-cov-region-at-macro"
    return behindCall(L) or "llvm-cov-region-arithmetic"


def behindCall(L):
    """A line that fewer entered than a line before it in its function: something in between did not return."""
    return "behind-a-call-that-left" if not L.Fact.Calls and L.enteredBefore(L.Theirs) else None


def classOf(Peer, Facts, Number, Hits, Counts, Other):
    """Name of the class of the difference on line Number, or None.

    Hits, Counts and Other map lines to our counts, to those of Peer and to those of the other peer.
    """
    L = Line(Peer, Facts, Number, Hits, Counts, Other)
    if L.Ours is None:
        return blankClass(L)
    return onlyOursClass(L) if L.Theirs is None else bothClass(L)
