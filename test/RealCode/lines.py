"""lines.py - what stands on each line of a C or C++ source, told from its tokens alone.

Owns: a tokenizer and the rule of where a statement starts. Must not: know counts or the classes of differences, or use
anything that hpinstr made: what it says about a line is independent of the tool that it helps to judge.
"""
import collections
import re

TOKEN = re.compile(r"[A-Za-z_]\w*|\.?\d(?:[eEpP][+-]|[\w.'])*|->|::|&&|\|\||==|!=|<=|>=|<<|>>|\+\+|--|[-+*/%&|^]=|\S")
HEADERS = {"if", "for", "while", "switch", "catch"}
KEYWORDS_ALONE = {"else", "do", "try"}


class LineFacts:
    """Facts on one line; every attribute is False, 0 or empty where nothing is said."""

    def __init__(self):
        self.Tokens = []           # its tokens, directives and comments left out
        self.Starts = 0            # statements that start on it
        self.First = ""            # first token of the first of them
        self.Continues = False     # its first token belongs to a statement of an earlier line
        self.Directive = False     # preprocessor directive, or a continuation of one
        self.Loop = False          # holds the header of a loop or the while of a do-while
        self.Operand = False       # begins behind, or holds, an && or || or a side of ?: that began on an earlier line
        self.Block = False         # within the body of a function, as far as braces tell
        self.Macros = set()        # macros that it uses
        self.Calls = set()         # those among them that take parameters
        self.Several = set()       # those among them that expand to several statements
        self.Depth = 0             # depth of braces at its begin
        self.Label = False         # begins with a label


def stripped(Text):
    """Text with comments and literals blanked out, lines kept."""
    blank = lambda M: re.sub(r"[^\n]", " ", M[0]) if M[0][0] == "/" else '""' + "\n" * M[0].count("\n")
    Pattern = r'//(?:\\\n|[^\n])*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\''
    return re.sub(Pattern, blank, Text, flags=re.S)


# Macros that the headers of the C library and of the test framework define.
SYSTEM_MACROS = re.compile(r"assert$|va_(start|end|arg|copy)$|(EXPECT|ASSERT)_\w+$|TEST(_\w+)?$|MOCK_METHOD\w*$|FD_\w+$")


Macro = collections.namedtuple("Macro", "Call Several")  # takes parameters; expands to several statements, as it seems


def definedMacros(Text):
    """The macros that Text defines, by name."""
    Pattern = r"^[ \t]*#[ \t]*define[ \t]+([A-Za-z_]\w*)(\(?)((?:\\\n|.)*)"
    return {Name: Macro(bool(Bracket), Body.count(";") > 1) for Name, Bracket, Body in re.findall(Pattern, Text, flags=re.M)}


class _Walker:
    """State of the walk over the tokens of a file."""

    def __init__(self, Facts, Macros):
        self.Facts, self.Macros = Facts, Macros
        self.Brackets = []         # open brackets: (token, keyword whose header it is, or "init" or "block")
        self.AtStart = True        # the next token starts a statement
        self.Word = ""             # keyword of the header that comes next
        self.Previous = ";"
        self.ClosedWord = ""       # keyword whose header the bracket just closed was
        self.Case = False          # within `case X` or behind a label, waiting for its colon
        self.Conditions = 0        # ?: of this statement that wait for their colon
        self.Conditionals = []     # states saved at #if
        self.Operand = False       # an operand that can be skipped has been opened in this statement

    def save(self):
        return (list(self.Brackets), self.AtStart, self.Word, self.Previous, self.Case, self.Operand, self.Conditions)

    def restore(self, State):
        Brackets, self.AtStart, self.Word, self.Previous, self.Case, self.Operand, self.Conditions = State
        self.Brackets = list(Brackets)

    def directive(self, Text):
        Match = re.match(r"\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b", Text)
        if not Match:
            return
        if Match[1].startswith("if"):
            self.Conditionals.append(self.save())
        elif Match[1] == "endif":
            if self.Conditionals:
                self.Conditionals.pop()
        elif self.Conditionals:
            self.restore(self.Conditionals[-1])

    def inParens(self):
        return bool(self.Brackets) and (self.Brackets[-1][0] != "{" or self.Brackets[-1][1] == "init")

    def begin(self, Line, Token):
        """Token is the first of a statement, on Line."""
        Facts = self.Facts[Line]
        if Token in HEADERS and Token != "catch":
            self.Word = Token
        if Token in ("for", "while"):
            Facts.Loop = True
        if Token == "case" or Token == "default":
            self.Case = True
            return
        if Token in KEYWORDS_ALONE or Token in "{};" or Token == "catch":
            return
        Facts.Starts += 1
        Facts.First = Facts.First or Token
        self.Operand, self.Conditions = False, 0

    def token(self, Line, Token, Next):
        Facts = self.Facts[Line]
        if not Facts.Tokens:
            Facts.Continues = not self.AtStart and Token not in "{}"
            Facts.Depth = len([B for B in self.Brackets if B[0] == "{"])
            Facts.Operand = self.Operand and Facts.Continues
        Facts.Block = Facts.Block or any(B[0] == "{" for B in self.Brackets)
        Facts.Tokens.append(Token)
        if Token in self.Macros or SYSTEM_MACROS.match(Token):
            Facts.Macros.add(Token)
            Known = self.Macros.get(Token, Macro(Call=True, Several=False))
            Facts.Calls |= {Token} if Known.Call else set()
            Facts.Several |= {Token} if Known.Several else set()
        Starting, self.AtStart = self.AtStart, False
        if Starting and Next == ":" and re.match(r"[A-Za-z_]", Token) and Token not in ("case", "default"):
            Facts.Label = True
            self.Case = True
            return self.follow(Token, Next, Starting)
        if Starting:
            self.begin(Line, Token)
        if Token in ("&&", "||", "?"):
            self.Operand = True
            Facts.Operand = True
        self.bracket(Line, Token, Starting)
        self.follow(Token, Next, Starting)
        self.Previous = Token

    def bracket(self, Line, Token, Starting):
        if Token == "(" or Token == "[":
            self.Brackets.append((Token, self.Word))
            self.Word = ""
        elif Token == "{":
            Init = self.Previous in ("=", ",", "(", "return", "{") and (self.Previous != "{" or self.inParens()) or \
                self.Previous == "]" and not Starting and self.inParens()
            self.Brackets.append((Token, "init" if Init else "block"))
        elif Token in ")]}" and self.Brackets:
            self.Brackets.pop() if Token != "}" else self.closeBrace()

    def closeBrace(self):
        while self.Brackets and self.Brackets.pop()[0] != "{":
            pass

    def follow(self, Token, Next, Starting):
        """Whether a statement may start behind Token."""
        if Token == "?":
            self.Conditions += 1
        elif Token == ":" and self.Conditions:
            self.Conditions -= 1
            return
        if self.inParens():
            return
        if Token == "{":
            self.AtStart = True
        elif Token == ";" or Token in KEYWORDS_ALONE:
            self.AtStart, self.Case = True, False
        elif Token == "}":
            self.AtStart = Next not in (",", ")", ";", "]")
        elif Token == ")" and self.headerClosed():
            self.AtStart = True
        elif Token == ":" and self.Case:
            self.AtStart, self.Case = True, False

    def headerClosed(self):
        return self.ClosedWord in HEADERS


def readFacts(Text, Macros):
    """LineFacts for each line of Text, from index 1; Macros maps names to Macro."""
    Lines = stripped(Text).split("\n")
    Facts = [LineFacts() for _ in range(len(Lines) + 1)]
    Walker = _Walker(Facts, Macros)
    Tokens, InDirective = [], False
    for Number, Line in enumerate(Lines, 1):
        if InDirective or Line.lstrip().startswith("#"):
            Facts[Number].Directive = True
            if not InDirective:
                Tokens.append((Number, None, Line))
            InDirective = Line.endswith("\\")
            continue
        Tokens += [(Number, Token, "") for Token in TOKEN.findall(Line) if Token != "\\"]
    for Index, (Number, Token, Directive) in enumerate(Tokens):
        if Token is None:
            Walker.directive(Directive)
            continue
        Next = Tokens[Index + 1][1] if Index + 1 < len(Tokens) else ""
        Walker.ClosedWord = Walker.Brackets[-1][1] if Token == ")" and Walker.Brackets else ""
        Walker.token(Number, Token, Next or "")
    return Facts
