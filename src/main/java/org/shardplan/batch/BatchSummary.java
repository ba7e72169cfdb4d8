package org.shardplan.batch;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.batch.Outcome.Work;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.Wish;

/** What all cases of a batch show together; it keeps no case but what the frontier and the break points need. */
public final class BatchSummary {

    private static final List<Aim> USUAL_AIMS = List.of(Aim.COST, Aim.TIME);
    private static final List<Aim> AIMS_BY_LOAD = List.of(Aim.LOAD, Aim.PRICE);

    private final Frontier frontier;
    private final Optional<Frontier> byLoad;
    private final Winners winners;
    private final Grid grid;
    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
    private final Map<Contest, CaseRow> best = new LinkedHashMap<>();

    /**
     * A summary of no case yet.
     *
     * @param grid the fields that vary
     * @param aims what the frontier weighs; if empty, cost and time or, where the load varies, load and price
     */
    public BatchSummary(Grid grid, List<Aim> aims) {
        this.grid = grid;
        this.frontier = new Frontier(aims.isEmpty() ? USUAL_AIMS : aims);
        this.byLoad = aims.isEmpty() ? Optional.of(new Frontier(AIMS_BY_LOAD)) : Optional.empty();
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
        byLoad.ifPresent(other -> other.offer(row));
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

    /** Whether all cases with an answer serve. */
    public boolean isServing() {
        return !best.isEmpty() && objectives().stream().allMatch(ServingObjective.class::isInstance);
    }

    /** Whether any two cases can be compared in their objective. */
    public boolean hasRivals() {
        return best.size() < answered();
    }

    private boolean isOneWork() {
        return best.keySet().stream().map(Contest::work).distinct().count() <= 1;
    }

    private boolean isOneService() {
        return isServing() && best.keySet().stream().map(contest -> contest.work().model()).distinct().count() <= 1;
    }

    /** By how many percent a case is worse than the best it can be compared with. */
    public double percentWorse(Solved solved) {
        double ideal = best(solved).solved().orElseThrow().loss();
        return ideal == 0 ? 0 : 100 * (solved.loss() - ideal) / Math.abs(ideal);
    }

    /** Of cases that can be compared: all do the same, or serve the same model and load is weighed, too. */
    public Optional<Frontier> frontier() {
        return isOneWork() ? Optional.of(frontier)
                : Optional.of(byLoad.orElse(frontier)).filter(each -> isOneService() && each.aims().contains(Aim.LOAD));
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
