package org.shardplan.io.solution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.export.FleetPlan;
import org.shardplan.export.FleetPlan.Part;
import org.shardplan.export.Plan;
import org.shardplan.export.ServingPlan;
import org.shardplan.export.TrainingPlan;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.io.layout.LayoutReader;
import org.shardplan.io.layout.ServingLayoutReader;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Problem;
import org.shardplan.problem.ServingProblem;

/** Reads what is to be launched from the solution document of a fleet. */
final class FleetPlanReader {

    private static final ListOf<Fields> PLAN = new ListOf<>(Nested.OBJECT, 10_000);
    private static final WholeNumber NODES = WholeNumber.between(1, 1_000_000, "nodes");
    private static final Decimal HOURS = Decimal.notNegative("hours");

    private final FleetProblem problem;
    private final List<Part> parts = new ArrayList<>();

    private FleetPlanReader(FleetProblem problem) {
        this.problem = problem;
    }

    static FleetPlan read(Fields root, FleetProblem problem) {
        root.acceptOthers();
        FleetPlanReader reader = new FleetPlanReader(problem);
        root.required("plan", PLAN).forEach(reader::read);
        return new FleetPlan(problem, reader.parts);
    }

    private void read(Fields entry) {
        entry.acceptOthers();
        String name = entry.required("workload", Text.NAME);
        Optional<FleetWorkload> workload =
                problem.workloads().stream().filter(each -> each.name().equals(name)).findFirst();
        if (workload.isEmpty()) {
            entry.reject("workload", "be a workload of the problem", "");
            return;
        }
        int nodes = entry.required("nodes", NODES);
        String place = nodes + (nodes == 1 ? " node of " : " nodes of ") + entry.required("gpu", Text.KEY);
        double start = entry.optional("startHours", HOURS, 0.0);
        double hours = entry.required("hours", HOURS);
        parts.add(new Part(name, place, start, hours, plan(workload.get(), entry.required("layout", Nested.OBJECT))));
    }

    private static Plan plan(FleetWorkload workload, Fields layout) {
        if (workload.question() instanceof Problem training) {
            return new TrainingPlan(training, LayoutReader.read(layout, training));
        }
        ServingProblem serving = (ServingProblem) workload.question();
        return new ServingPlan(serving, ServingLayoutReader.read(layout, serving));
    }
}
