package org.shardplan.io.problem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.shardplan.io.catalogue.Reading;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Spelling;
import org.shardplan.io.json.Text;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.FleetProblem.Horizon;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.FleetWorkload.Company;
import org.shardplan.problem.Priority;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;

/** Reads the workloads of a fleet, each a question of its own, and how they get along. */
final class FleetWorkloads {

    private static final int MOST = 10_000;
    private static final ListOf<Fields> WORKLOADS = new ListOf<>(Nested.OBJECT, MOST);
    private static final ListOf<String> NAMES = new ListOf<>(Text.NAME, MOST);
    private static final Choice<Priority> PRIORITY = Choice.of(Priority.values());

    private final Reading reading;
    private final Cluster cluster;
    private final Horizon horizon;
    private final Map<String, FleetWorkload> byName = new HashMap<>();

    FleetWorkloads(Reading reading, Cluster cluster, Horizon horizon) {
        this.reading = reading;
        this.cluster = cluster;
        this.horizon = horizon;
    }

    List<FleetWorkload> read(Fields problem) {
        List<Fields> entries = problem.required("workloads", WORKLOADS);
        List<FleetWorkload> workloads = new ArrayList<>();
        for (Fields entry : entries) {
            FleetWorkload workload = workload(entry);
            workloads.add(workload);
            if (byName.put(workload.name(), workload) != null && entry.isSound()) {
                entry.reject("name", "differ from the names of the other workloads", "");
            }
        }
        for (int i = 0; i < entries.size(); i++) {
            checkCompany(entries.get(i), workloads.get(i));
        }
        return workloads;
    }

    FleetWorkload workload(Fields entry) {
        String name = entry.required("name", Text.NAME);
        Question question = new ProblemFields(entry, reading).question(name, () -> cluster);
        entry.rejectAny(List.of("objective"), "be given once, for the whole fleet");
        entry.rejectAny(List.of("layout"), MixedFields.DEMAND);
        OptionalDouble lateness = entry.optionalNumber("latenessPerHour", Decimal.notNegative("per hour"));
        boolean canBeLate = question instanceof Problem training
                && training.goal().limits().spending().deadlineHours().isPresent();
        if (lateness.isPresent() && !canBeLate) {
            entry.reject("latenessPerHour", "come with limits.deadlineHours of a training", "");
        }
        if (question instanceof Problem training && training.training().tokens().isEmpty() && entry.isSound()) {
            entry.reject("workload", "give the tokens of the whole run", "add tokens");
        }
        Company company = new Company(entry.optional("after", NAMES, List.of()),
                entry.optional("apartFrom", NAMES, List.of()));
        Priority priority = entry.optional("priority", PRIORITY, Priority.NORMAL);
        return new FleetWorkload(name, question, priority, lateness, company);
    }

    private void checkCompany(Fields entry, FleetWorkload workload) {
        checkNames(entry, "after", workload.company().after(), workload);
        checkNames(entry, "apartFrom", workload.company().apartFrom(), workload);
        if (entry.has("after") && horizon.slotHours().isEmpty()) {
            entry.reject("after", "come with slotHours", "add slotHours, such as 24, to have a before");
        }
        if (waitsForItself(workload)) {
            entry.reject("after", "not make a workload wait for itself", "");
        }
    }

    private void checkNames(Fields entry, String field, List<String> names, FleetWorkload workload) {
        for (String name : names) {
            if (name.equals(workload.name()) || !byName.containsKey(name)) {
                entry.reject(field, "name other workloads, " + Sentence.quoted(name) + " is none",
                        Spelling.nearest(name, byName.keySet()));
                return;
            }
        }
    }

    /** Whether a workload waits for itself, however indirectly. */
    private boolean waitsForItself(FleetWorkload workload) {
        Set<String> waitedFor = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(workload.company().after());
        while (!open.isEmpty()) {
            String name = open.pop();
            if (byName.containsKey(name) && waitedFor.add(name)) {
                open.addAll(byName.get(name).company().after());
            }
        }
        return waitedFor.contains(workload.name());
    }
}
