package org.shardplan.io.solution;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.fleet.planner.Run.ServingRun;
import org.shardplan.fleet.planner.Run.TrainingRun;
import org.shardplan.fleet.planner.Worth;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.LayoutSection;
import org.shardplan.io.layout.ServingLayoutSection;

/**
 * Plans of fleets as JSON, as {@code solution.schema.json} describes them under {@code $defs/fleet}. The same answer
 * gives the same bytes.
 */
public final class FleetDocument {

    private final FleetSolution solution;
    private final JsonText json;
    private final FleetSection section;

    private FleetDocument(FleetSolution solution, JsonText json) {
        this.solution = solution;
        this.json = json;
        this.section = new FleetSection(solution, json);
    }

    /** The solution document of a fleet, for a file that names its problem by this relative path. */
    public static String of(FleetSolution solution, String problemFile) {
        return JsonText.of(json -> new FleetDocument(solution, json).write(Optional.of(problemFile)));
    }

    /** The same with the facts of this run. */
    public static String of(FleetSolution solution, RunFacts run) {
        return JsonText.of(json -> {
            new FleetDocument(solution, json).write(Optional.empty());
            run.write(json);
        });
    }

    private void write(Optional<String> problemFile) {
        section.question(problemFile);
        section.verdict();
        section.objective();
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

    private void placed(int workload) {
        Run run = solution.run(workload).orElseThrow();
        json.text("workload", solution.offers().get(workload).workload().name());
        section.where(run);
        json.number("startHours", solution.startHours(workload));
        json.number("hours", run.hours());
        json.number("costUsd", run.usd());
        json.number("powerKw", run.kw());
        json.number("takenFromOthers", solution.takenFromOthers(workload));
        if (run instanceof TrainingRun training) {
            LayoutSection.write(training.estimate().problem(), training.estimate().layout(), json);
        } else if (run instanceof ServingRun serving) {
            ServingLayoutSection.write(serving.estimate().problem(), serving.estimate().layout(), json);
        }
    }

    private void leftOut(int workload) {
        json.text("workload", solution.offers().get(workload).workload().name());
        section.absence(workload);
    }

    private void price(Worth worth) {
        section.limit(worth.kind(), worth.pool());
        section.price(worth);
    }
}
