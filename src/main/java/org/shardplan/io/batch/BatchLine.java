package org.shardplan.io.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.batch.Axis;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Failed;
import org.shardplan.batch.Outcome.Figures;
import org.shardplan.batch.Outcome.Gap;
import org.shardplan.batch.Outcome.Infeasible;
import org.shardplan.batch.Outcome.Invalid;
import org.shardplan.batch.Outcome.Service;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.batch.Outcome.Work;
import org.shardplan.batch.Status;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.json.JsonTree;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Source;
import org.shardplan.layout.Named;
import org.shardplan.problem.Objective;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.Wish;

/** One case as one line of JSON, there and back. */
final class BatchLine {

    private static final String SERVING = "serving";

    private final Map<String, Member> members;

    private BatchLine(JsonObject object) {
        this.members = object.members();
    }

    static String of(CaseRow row, BatchCases cases) {
        return JsonText.line(json -> {
            json.text("type", "case");
            write(row, cases, json);
        });
    }

    /** The members of a case, wherever they stand. */
    static void write(CaseRow row, BatchCases cases, JsonText json) {
        json.count("case", row.number());
        json.text("problem", row.file());
        json.object("vary", ignored -> values(cases.values(row), cases.grid().axes(), json));
        json.text("status", row.outcome().status().label());
        outcome(row.outcome(), json);
    }

    private static void values(List<String> values, List<Axis> axes, JsonText json) {
        for (int axis = 0; axis < values.size(); axis++) {
            json.literal(axes.get(axis).path(), values.get(axis));
        }
    }

    private static void outcome(Outcome outcome, JsonText json) {
        if (outcome instanceof Solved solved) {
            solved(solved, json);
        } else if (outcome instanceof Infeasible infeasible) {
            json.text("rule", infeasible.rule());
            json.number("needed", infeasible.gap().needed());
            json.number("available", infeasible.gap().available());
            json.text("unit", infeasible.gap().unit());
            json.text("reason", infeasible.reason());
        } else if (outcome instanceof Invalid invalid) {
            json.text("reason", invalid.reason());
        } else if (outcome instanceof Failed failed) {
            json.text("reason", failed.reason());
        }
    }

    private static void solved(Solved solved, JsonText json) {
        json.text("model", solved.work().model());
        json.number("tokens", solved.work().tokens());
        json.number("clients", solved.work().clients());
        if (solved.objective() instanceof ServingObjective) {
            json.text("workload", SERVING);
        }
        json.text("objective", solved.objective().label());
        json.number("objectiveValue", solved.value());
        choice(solved.choice(), json);
        json.number("stepTimeSeconds", solved.figures().stepSeconds());
        json.number("hours", solved.figures().hours());
        json.number("costUsd", solved.figures().costUsd());
        json.number("energyKwh", solved.figures().energyKwh());
        json.number("memoryGiBPerGpu", solved.figures().memoryGib());
        json.number("memoryFreeGiB", solved.figures().freeGib());
        json.number("tokensPerSecond", solved.figures().service().tokensPerSecond());
        json.number("usdPerHour", solved.figures().service().usdPerHour());
        json.number("firstTokenSeconds", solved.figures().service().firstTokenSeconds());
    }

    static void choice(Choice choice, JsonText json) {
        json.text("gpu", choice.pool());
        json.count("gpus", choice.gpus());
        json.text("layout", choice.layout());
    }

    /** The case in a line; empty if the line is not one that was written here as a whole. */
    static Optional<CaseRow> read(String line, BatchCases cases) {
        Source source = new Source("", line);
        return JsonTree.parse(source, new Findings(source)).filter(JsonObject.class::isInstance)
                .flatMap(value -> new BatchLine((JsonObject) value).row(cases));
    }

    private Optional<CaseRow> row(BatchCases cases) {
        double number = number("case");
        Optional<Status> status = Named.find(Status.values(), text("status"));
        if (!(number >= 1 && number <= cases.count()) || status.isEmpty()) {
            return Optional.empty();
        }
        int index = (int) number - 1;
        return Optional.of(new CaseRow((int) number, cases.file(index).toString(), cases.combination(index),
                outcome(status.get())));
    }

    private Outcome outcome(Status status) {
        return switch (status) {
            case OPTIMAL, FEASIBLE -> solved(status);
            case INFEASIBLE -> new Infeasible(
                    text("rule"), new Gap(number("needed"), number("available"), text("unit")), text("reason"));
            case INVALID -> new Invalid(text("reason"));
            case FAILED -> new Failed(text("reason"));
        };
    }

    private Outcome solved(Status status) {
        return new Solved(status, work(), wish(), number("objectiveValue"),
                new Choice(text("gpu"), (long) number("gpus"), text("layout")),
                new Figures(number("stepTimeSeconds"), number("hours"), number("costUsd"), number("energyKwh"),
                        number("memoryGiBPerGpu"), number("memoryFreeGiB"), service()));
    }

    private Work work() {
        return new Work(text("model"), number("tokens"), number("clients"));
    }

    private Service service() {
        return new Service(number("tokensPerSecond"), number("usdPerHour"), number("firstTokenSeconds"));
    }

    private Wish wish() {
        String name = text("objective");
        return text("workload").equals(SERVING)
                ? Named.find(ServingObjective.values(), name).orElse(ServingObjective.COST)
                : Named.find(Objective.values(), name).orElse(Objective.STEP_TIME);
    }

    private String text(String name) {
        Member member = members.get(name);
        return member != null && member.value() instanceof JsonString string ? string.text() : "";
    }

    private double number(String name) {
        Member member = members.get(name);
        return member != null && member.value() instanceof JsonNumber number ? number.value() : Double.NaN;
    }
}
