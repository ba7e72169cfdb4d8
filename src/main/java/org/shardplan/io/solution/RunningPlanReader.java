package org.shardplan.io.solution;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.fleet.planner.RunningPlan.Place;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;

/** Reads what runs already from the solution document of a fleet. */
public final class RunningPlanReader {

    private static final ListOf<Fields> PLAN = new ListOf<>(Nested.OBJECT, 10_000);
    private static final WholeNumber GPUS = WholeNumber.between(1, 1_000_000, "GPUs");

    private RunningPlanReader() {
    }

    /**
     * What reading a running plan gave.
     *
     * @param plan the plan, if there is no error
     * @param diagnostics everything wrong with the file
     */
    public record RunningPlanFile(Optional<RunningPlan> plan, List<Diagnostic> diagnostics) {
    }

    /**
     * The plan in a file.
     *
     * @param path the solution document
     * @param perChange what a change counts, if the user says
     */
    public static RunningPlanFile read(Path path, OptionalDouble perChange) {
        Document document = Document.of(path);
        Map<String, Place> places = new LinkedHashMap<>();
        document.root().ifPresent(root -> read(root, places));
        List<Diagnostic> diagnostics = document.findings().conclude();
        boolean failed = diagnostics.stream().anyMatch(Diagnostic::isError);
        return new RunningPlanFile(
                failed ? Optional.empty() : Optional.of(new RunningPlan(places, perChange)), diagnostics);
    }

    private static void read(Fields root, Map<String, Place> places) {
        root.acceptOthers();
        for (Fields entry : root.required("plan", PLAN)) {
            entry.acceptOthers();
            places.put(entry.required("workload", Text.NAME),
                    new Place(entry.required("gpu", Text.KEY), entry.required("gpus", GPUS)));
        }
    }
}
