# complete.sh SCRIPT WORD... - prints what the completion in SCRIPT offers behind the last WORD.
source "$1"
shift
compopt() { :; }
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
_hpinstr
printf '%s\n' "${COMPREPLY[@]}"
