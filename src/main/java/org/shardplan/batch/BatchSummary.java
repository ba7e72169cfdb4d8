package org.shardplan.batch;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.batch.Outcome.Work;
import org.shardplan.problem.Wish;

/** What all cases of a batch show together; it keeps no case but what the frontier and the break points need. */
public final class BatchSummary {

    private final Frontier frontier;
    private final Winners winners;
    private final Grid grid;
    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
    private final Map<Contest, CaseRow> best = new LinkedHashMap<>();

    public BatchSummary(Grid grid, List<Aim> aims) {
        this.grid = grid;
        this.frontier = new Frontier(aims);
        this.winners = new Winners(grid);
    }

    /** Takes in the next case; they come in their order. */
    public void add(CaseRow row) {
        counts.merge(row.outcome().status(), 1, Integer::sum);
        row.solved().ifPresent(solved -> {
            CaseRow rival = best.get(Contest.of(solved));
            if (rival == null || solved.loss() < rival.solved().orElseThrow().loss()) {
                best.put(Contest.of(solved), row);
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

    /** Number of cases with an answer, proved or not. */
    public int answered() {
        return count(Status.OPTIMAL) + count(Status.FEASIBLE);
    }

    /** Number of cases. */
    public int cases() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The best case of those that can be compared with this one, the first of equal ones. */
    public CaseRow best(Solved solved) {
        return best.get(Contest.of(solved));
    }

    /** What the cases want, as far as they have an answer. */
    public List<Wish> objectives() {
        return best.keySet().stream().map(Contest::objective).distinct().toList();
    }

    /** Whether all cases train the same, so that they can be compared. */
    public boolean isOneWork() {
        return best.keySet().stream().map(Contest::work).distinct().count() <= 1;
    }

    /** By how many percent a case is worse than the best it can be compared with. */
    public double percentWorse(Solved solved) {
        double ideal = best(solved).solved().orElseThrow().loss();
        return ideal == 0 ? 0 : 100 * (solved.loss() - ideal) / Math.abs(ideal);
    }

    public Frontier frontier() {
        return frontier;
    }

    public List<BreakPoint> breakPoints() {
        return winners.breakPoints();
    }

    /** What a case is the best of. */
    private record Contest(Work work, Wish objective) {

        static Contest of(Solved solved) {
            return new Contest(solved.work(), solved.objective());
        }
    }
}
