package org.shardplan.io.solution;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Offers;
import org.shardplan.fleet.planner.Run;
import org.shardplan.fleet.planner.Run.ServingRun;
import org.shardplan.fleet.planner.Run.TrainingRun;
import org.shardplan.fleet.planner.Shortage;
import org.shardplan.fleet.planner.Shortages;
import org.shardplan.fleet.planner.Worth;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.LayoutSection;
import org.shardplan.io.layout.ServingLayoutKey;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.problem.Objective;

/**
 * Plans of fleets as JSON, as {@code solution.schema.json} describes them under {@code $defs/fleet}. The same answer
 * gives the same bytes.
 */
public final class FleetDocument {

    private static final int VERSION = 1;

    private final FleetSolution solution;
    private final JsonText json;

    private FleetDocument(FleetSolution solution, JsonText json) {
        this.solution = solution;
        this.json = json;
    }

    /** The solution document of a fleet. */
    public static String of(FleetSolution solution) {
        return JsonText.of(json -> new FleetDocument(solution, json).write());
    }

    /** The same with the facts of this run. */
    public static String of(FleetSolution solution, RunFacts run) {
        return JsonText.of(json -> {
            new FleetDocument(solution, json).write();
            run.write(json);
        });
    }

    private void write() {
        json.count("version", VERSION);
        json.text("problem", solution.problem().name());
        json.text("status", solution.isOptimal() ? "optimal" : "feasible");
        json.object("proof", ignored -> {
            json.text("kind", solution.isOptimal() ? "bound" : "none");
            json.number("gapPercent", solution.answer().gapPercent());
            json.flag("allRunsSearched", solution.hasAllOffers());
        });
        objective();
        json.objects("plan", workloads(true), this::placed);
        json.objects("leftOut", workloads(false), this::leftOut);
        json.objects("prices", solution.worth(), this::price);
        solution.changes().ifPresent(changes -> json.count("changes", changes));
        json.texts("assumptions", solution.problem().assumptions());
    }

    private List<Integer> workloads(boolean running) {
        return IntStream.range(0, solution.offers().size())
                .filter(workload -> solution.run(workload).isPresent() == running).boxed().toList();
    }

    private void objective() {
        Objective objective = solution.problem().goal().objective();
        json.object("objective", ignored -> {
            json.text("name", objective.label());
            json.number("value", solution.value());
            json.text("unit", objective.unit());
        });
    }

    private void placed(int workload) {
        Run run = solution.run(workload).orElseThrow();
        json.text("workload", solution.offers().get(workload).workload().name());
        where(run);
        json.number("startHours", solution.startHours(workload));
        json.number("hours", run.hours());
        json.number("costUsd", run.usd());
        json.number("powerKw", run.kw());
        json.number("takenFromOthers", solution.takenFromOthers(workload));
        if (run instanceof TrainingRun training) {
            LayoutSection.write(training.estimate().problem(), training.estimate().layout(), json);
        } else if (run instanceof ServingRun serving) {
            json.objects("replicas", serving.estimate().layout().groups(), this::replicas);
        }
    }

    private void where(Run run) {
        json.text("gpu", solution.pool(run).name());
        json.count("nodes", run.nodes());
        json.count("gpus", run.gpus());
    }

    private void replicas(ReplicaGroup group) {
        json.count(ServingLayoutKey.REPLICAS.label(), group.count());
        json.count(ServingLayoutKey.TENSOR.label(), group.replica().split().tensor());
        json.count(ServingLayoutKey.PIPELINE.label(), group.replica().split().pipeline());
        json.text(ServingLayoutKey.WEIGHTS.label(), group.replica().formats().weights().label());
        json.text(ServingLayoutKey.KEY_VALUES.label(), group.replica().formats().keyValues().label());
    }

    private void leftOut(int workload) {
        Offers offers = solution.offers().get(workload);
        json.text("workload", offers.workload().name());
        json.text("reason", offers.runs().isEmpty() ? "fits-nowhere" : "no-room");
        offers.obstacle().ifPresent(obstacle -> json.text("message", obstacle));
        new Shortages(solution).of(workload)
                .ifPresent(shortage -> json.object("wouldNeed", ignored -> needs(shortage)));
    }

    private void needs(Shortage shortage) {
        where(shortage.run());
        json.count("missingNodes", shortage.nodes());
        json.number("missingUsd", shortage.usd());
        json.number("missingKw", shortage.kw());
    }

    private void price(Worth worth) {
        json.text("limit", worth.kind().name().toLowerCase(Locale.ROOT));
        worth.pool().ifPresent(pool -> json.text("gpu", solution.problem().cluster().pools().get(pool).name()));
        json.text("unit", switch (worth.kind()) {
            case INVENTORY -> "node";
            case POWER -> "kW";
            case BUDGET -> "1000 USD";
        });
        json.number("price", worth.price());
        json.number("solvedAgain", worth.gain());
    }
}
