package org.shardplan.mixed.planner;

import java.util.Optional;
import org.shardplan.layout.MixedLayout;
import org.shardplan.mixed.Lineup;
import org.shardplan.mixed.LineupAnswer;
import org.shardplan.mixed.LineupSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** A setting and what is known about its best pipeline. */
final class OpenSetting {

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;

    private final StageTable table;
    private final Lineup lineup;
    private LineupAnswer answer;
    private boolean searched;

    OpenSetting(StageTable table) {
        this.table = table;
        this.lineup = table.lineup();
        this.answer = LineupAnswer.NOTHING_KNOWN.withBound(LineupSolver.quickBound(lineup));
    }

    StageTable table() {
        return table;
    }

    /** Seconds no pipeline of it is below; infinite if none fits, or none is below what was known. */
    double bound() {
        return answer.bound();
    }

    /** Seconds of the best pipeline found; infinite without one. */
    double seconds() {
        return answer.seconds();
    }

    boolean isSearched() {
        return searched;
    }

    /** Whether there may be a pipeline that is faster than the best known one. */
    boolean isUseful(double known) {
        return Double.isFinite(bound()) && bound() < known * (1 - TOLERANCE);
    }

    /** Finds the best pipeline below what is known, or a bound and a pipeline. */
    void lineUp(double known, Deadline deadline) {
        if (isUseful(known)) {
            double quick = answer.bound();
            LineupAnswer found = new LineupSolver(deadline).below(lineup, known);
            answer = found.withBound(Math.max(quick, found.bound()));
            searched = true;
        }
    }

    /** Lets OptaPlanner improve the pipeline. */
    void improve(SolverOptions options, Deadline deadline) {
        LineupSolver solver = new LineupSolver(deadline);
        answer = options.search() == SearchKind.OPTAPLANNER
                ? solver.searched(lineup, answer, options.seed()) : solver.improved(lineup, answer, options.seed());
        searched = true;
    }

    Optional<MixedLayout> layout() {
        return answer.best().map(table::layout);
    }
}
