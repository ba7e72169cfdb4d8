package org.shardplan.fleet.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.fleet.Plan;
import org.shardplan.fleet.Plan.Placement;
import org.shardplan.problem.FleetProblem.Horizon;

/**
 * What runs already.
 *
 * @param runs for each workload that runs, by name, where
 * @param perChange what the objective counts for every workload that is moved or ended, in its unit; empty for a
 *     hundredth of what all workloads together count at their best
 */
public record RunningPlan(Map<String, Place> runs, OptionalDouble perChange) {

    private static final int HUNDREDTH = 100;

    public RunningPlan {
        runs = Map.copyOf(runs);
    }

    /** GPUs of a pool, by its name, from so many hours after the beginning. */
    public record Place(String pool, int gpus, double startHours) {
    }

    /** The same question with this plan instead of the best. */
    public FleetSolution in(FleetSolution best) {
        return best.with(in(new Choices(best.problem(), best.offers())));
    }

    /** The same with the losses of these choices. */
    Charged charged(Choices choices) {
        double sum = choices.offers().stream().mapToDouble(offers -> choices.losses(offers).best()).sum();
        return new Charged(in(choices), Math.round(Choices.LOSSES_PER_UNIT * perChange.orElse(sum / HUNDREDTH)));
    }

    /** A plan and the loss of every change. */
    record Charged(Plan plan, long lossPerChange) {
    }

    /** A workload whose place is none of the choices any more does not run. */
    private Plan in(Choices choices) {
        List<Optional<Placement>> placements = new ArrayList<>();
        for (Offers offers : choices.offers()) {
            placements.add(Optional.ofNullable(runs.get(offers.workload().name()))
                    .flatMap(place -> placement(choices, offers, place)));
        }
        return new Plan(placements);
    }

    private static Optional<Placement> placement(Choices choices, Offers offers, Place place) {
        for (int i = 0; i < offers.runs().size(); i++) {
            Run run = offers.runs().get(i);
            String pool = choices.problem().cluster().pools().get(run.pool()).name();
            if (pool.equals(place.pool()) && run.gpus() == place.gpus()) {
                return Optional.of(new Placement(i, start(choices.problem().goal().horizon(), run, place)));
            }
        }
        return Optional.empty();
    }

    /** The slot, as far as the run then ends in time. */
    private static int start(Horizon horizon, Run run, Place place) {
        double slot = place.startHours() / horizon.slotHours().orElse(Double.POSITIVE_INFINITY);
        return (int) Math.max(0, Math.min(Math.round(slot), horizon.slots() - horizon.slots(run.hours())));
    }
}
