package org.shardplan.io.solution;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.planner.Absence;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.fleet.planner.Shortage;
import org.shardplan.fleet.planner.Worth;
import org.shardplan.io.json.JsonText;
import org.shardplan.problem.Objective;

/** What documents on fleets have in common. */
record FleetSection(FleetSolution solution, JsonText json) {

    private static final int VERSION = 1;

    void question(Optional<String> problemFile) {
        json.count("version", VERSION);
        json.text("problem", solution.problem().name());
        problemFile.ifPresent(file -> json.text("problemFile", file));
    }

    void verdict() {
        json.text("status", solution.isOptimal() ? "optimal" : "feasible");
        json.object("proof", ignored -> {
            json.text("kind", solution.isOptimal() ? "bound" : "none");
            json.number("gapPercent", solution.answer().gapPercent());
            json.flag("allRunsSearched", solution.hasAllOffers());
        });
    }

    void objective() {
        Objective objective = solution.problem().goal().objective();
        json.object("objective", ignored -> {
            json.text("name", objective.label());
            json.number("value", solution.value());
            json.text("unit", solution.problem().goal().unit());
        });
    }

    void where(Run run) {
        json.text("gpu", solution.pool(run).name());
        json.count("nodes", run.nodes());
        json.count("gpus", run.gpus());
    }

    /** Why a workload does not run. */
    void absence(int workload) {
        Absence absence = Absence.of(solution, workload);
        json.text("reason", absence.reason().label());
        solution.offers().get(workload).obstacle().ifPresent(obstacle -> json.text("message", obstacle));
        absence.missing().ifPresent(shortage -> json.object("wouldNeed", ignored -> needs(shortage)));
    }

    private void needs(Shortage shortage) {
        where(shortage.run());
        json.count("missingNodes", shortage.nodes());
        json.number("missingUsd", shortage.usd());
        json.number("missingKw", shortage.kw());
    }

    void limit(Kind kind, OptionalInt ofPool) {
        json.text("limit", kind.name().toLowerCase(Locale.ROOT));
        ofPool.ifPresent(pool -> json.text("gpu", solution.problem().cluster().pools().get(pool).name()));
    }

    void price(Worth worth) {
        json.text("unit", switch (worth.kind()) {
            case INVENTORY -> "node";
            case POWER -> "kW";
            case BUDGET -> "1000 USD";
        });
        json.number("price", worth.price());
        json.number("solvedAgain", worth.gain());
    }
}
