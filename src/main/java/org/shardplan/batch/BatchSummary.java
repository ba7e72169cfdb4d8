package org.shardplan.batch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.problem.Objective;

/** What all cases of a batch show together; it keeps no case but what the frontier and the break points need. */
public final class BatchSummary {

    private final Frontier frontier;
    private final Winners winners;
    private final Grid grid;
    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
    private final Map<Objective, CaseRow> best = new EnumMap<>(Objective.class);

    public BatchSummary(Grid grid, List<Aim> aims) {
        this.grid = grid;
        this.frontier = new Frontier(aims);
        this.winners = new Winners(grid);
    }

    /** Takes in the next case; they come in their order. */
    public void add(CaseRow row) {
        counts.merge(row.outcome().status(), 1, Integer::sum);
        row.solved().ifPresent(solved -> {
            Solved rival = best.containsKey(solved.objective())
                    ? best.get(solved.objective()).solved().orElseThrow() : null;
            if (rival == null || solved.loss() < rival.loss()) {
                best.put(solved.objective(), row);
            }
        });
        frontier.offer(row);
        winners.offer(row);
    }

    public Grid grid() {
        return grid;
    }

    public int count(Status status) {
        return counts.getOrDefault(status, 0);
    }

    /** Number of cases. */
    public int cases() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The best case of those that want the same, the first of equal ones. */
    public Optional<CaseRow> best(Objective objective) {
        return Optional.ofNullable(best.get(objective));
    }

    /** What the cases want, as far as they have an answer. */
    public List<Objective> objectives() {
        return List.copyOf(best.keySet());
    }

    /** By how many percent a case is worse than the best that wants the same. */
    public double percentWorse(Solved solved) {
        double ideal = best.get(solved.objective()).solved().orElseThrow().loss();
        return ideal == 0 ? 0 : 100 * (solved.loss() - ideal) / Math.abs(ideal);
    }

    public Frontier frontier() {
        return frontier;
    }

    public List<BreakPoint> breakPoints() {
        return winners.breakPoints();
    }
}
