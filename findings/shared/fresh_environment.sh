# Sourced by each script: a temporary folder with its own HOME and virtual environment, removed at exit.

work=$(mktemp -d)
state="could not be set up"
trap 'finish $?' EXIT

# Remove the folder; where the script failed, say whether the packages or the behaviour are to blame.
finish() {
    rm -rf -- "$work"
    [ "$1" -eq 0 ] || echo "FAILED: $(basename "$0") $state" >&2
}

# install PACKAGE==VERSION ...: make the environment, install there, and go on in an empty folder of it.
install() {
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
    python3 -m venv "$work/environment"
    "$work/environment/bin/python" -m pip install -qq --disable-pip-version-check "$@"
    unset PYTHONPATH PYTHONHOME PYTHONWARNINGS
    export PATH="$work/environment/bin:$PATH" HOME="$work/home"
    mkdir "$work/home" "$work/here"
    cd "$work/here"
    state="no longer shows what its head says (or shows it otherwise)"
}
