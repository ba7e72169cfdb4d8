package org.shardplan.mixed.planner;

import java.util.Optional;
import org.shardplan.layout.MixedLayout;
import org.shardplan.mixed.Lineup;
import org.shardplan.mixed.LineupAnswer;
import org.shardplan.mixed.LineupSolver;
import org.shardplan.mixed.ThresholdSearch;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** A setting and what is known about its best pipeline. */
final class OpenSetting {

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;

    private final StageTable table;
    private final Lineup lineup;
    private final ThresholdSearch search;
    private LineupAnswer answer;
    private boolean searched;

    OpenSetting(StageTable table) {
        this.table = table;
        this.lineup = table.lineup();
        this.search = ThresholdSearch.ofAll(lineup);
        this.answer = LineupAnswer.NOTHING_KNOWN.withBound(search.quickBound());
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

    /** Finds the best pipeline below what is known, or a bound and perhaps a pipeline; asked again, it goes on. */
    void lineUp(double known, Deadline deadline) {
        LineupAnswer found = search.below(known, deadline);
        double bound = Math.max(answer.bound(), found.bound());
        answer = (found.seconds() < answer.seconds() ? found : answer).withBound(bound);
        searched = true;
    }

    /** Lets OptaPlanner improve the pipeline. */
    void improve(SolverOptions options, Deadline deadline) {
        answer = new LineupSolver(deadline).searched(lineup, answer, options.seed());
        searched = true;
    }

    Optional<MixedLayout> layout() {
        return answer.best().map(table::layout);
    }
}
