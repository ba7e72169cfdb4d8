package org.shardplan.cli;

/** What the exit code promises, from the best to the worst. */
enum ExitCode {
    /** Answered. */
    ANSWERED(0),
    /** A sound question without a feasible layout. */
    INFEASIBLE(3),
    /** Bad options or a bad file. */
    UNUSABLE(2),
    /** A bug. */
    BUG(1);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    ExitCode orWorse(ExitCode other) {
        return other.compareTo(this) > 0 ? other : this;
    }

    /** For {@code --exit-zero}: no feasible layout counts as an answer. */
    ExitCode forgiving(boolean exitZero) {
        return exitZero && this == INFEASIBLE ? ANSWERED : this;
    }
}
