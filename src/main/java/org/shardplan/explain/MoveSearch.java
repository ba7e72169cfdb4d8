package org.shardplan.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import org.shardplan.estimate.Estimate;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Limits.MemoryRoom;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Feasibility;
import org.shardplan.solver.LayoutSolver;

/** For a question without an answer: how far each of its demands must move, all others staying as they are. */
final class MoveSearch {

    /** Halvings of an interval: a 4,096th of it is nobody's margin. */
    private static final int HALVINGS = 12;

    private final Answer answer;
    private final Problem problem;
    private final long deadlineNanos;

    MoveSearch(Answer infeasible, long deadlineNanos) {
        this.answer = infeasible;
        this.problem = infeasible.problem();
        this.deadlineNanos = deadlineNanos;
    }

    /** The moves that help by themselves, choices first. */
    List<Move> find() {
        List<Move> moves = new ArrayList<>();
        for (Demand demand : ConflictSearch.demandsOf(problem)) {
            move(demand).ifPresent(moves::add);
        }
        return moves;
    }

    private Optional<Move> move(Demand demand) {
        Limits limits = problem.goal().limits();
        return switch (demand) {
            case GPUS -> answer.remedies().moreGpus().map(this::gpus);
            case MEMORY -> new MemoryMove(problem, deadlineNanos).find();
            case BUDGET -> cheapest(demand, Objective.COST, limits.spending().budgetUsd());
            case DEADLINE -> cheapest(demand, Objective.TIME_TO_TRAIN, limits.spending().deadlineHours());
            case MAX_GPUS -> cheapest(demand, Objective.GPU_COUNT, asDouble(limits.resources().maxGpus()));
            case POWER -> power(limits.resources().powerKw().orElseThrow());
            case COMMUNICATION -> bisected(demand, limits.maxCommunicationPercent().orElseThrow(), 100, "%",
                    percent -> Relaxed.communication(problem, OptionalDouble.of(percent)));
            case SPARE_GPUS -> bisected(demand, limits.resources().spareGpusPercent(), 0, "%",
                    percent -> Relaxed.spareGpus(problem, percent));
            case MODEL_GROWTH -> bisected(demand, limits.memory().modelGrowth(), 1, "times",
                    factor -> Relaxed.room(problem, old -> new MemoryRoom(old.reserve(), old.band(), factor)));
            case GRADIENTS, OPTIMIZER, OFFLOAD, PRECISION, SCHEDULE, RECOMPUTATION, ZERO_STAGE, EXECUTION, MESH,
                    USE_ALL, MEMORY_BAND -> best(demand.without(problem)).map(best -> Move.dropping(demand, best));
        };
    }

    private static OptionalDouble asDouble(OptionalInt value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsInt()) : OptionalDouble.empty();
    }

    private Move gpus(Estimate enough) {
        return new Move(Demand.GPUS, problem.pool(enough.layout().mesh().pool()).count(), enough.gpus(), "GPUs", enough);
    }

    /** Without the demand, what the objective gets down to is the least the demand could be. */
    private Optional<Move> cheapest(Demand demand, Objective objective, OptionalDouble from) {
        return best(Relaxed.objective(demand.without(problem), objective)).map(best -> new Move(
                demand, from.orElseThrow(), best.value(objective), objective.unit(), best));
    }

    /** Power goes with the GPUs of one kind, so each pool is asked for its fewest. */
    private Optional<Move> power(double from) {
        Problem without = Relaxed.objective(Demand.POWER.without(problem), Objective.GPU_COUNT);
        Optional<Move> least = Optional.empty();
        for (Pool pool : problem.cluster().pools()) {
            Optional<Estimate> fewest = best(Relaxed.only(without, pool));
            double kilowatts = fewest.map(found -> found.run().ratedPowerKw()).orElse(Double.POSITIVE_INFINITY);
            if (kilowatts < least.map(Move::to).orElse(Double.POSITIVE_INFINITY)) {
                least = Optional.of(new Move(Demand.POWER, from, kilowatts, "kW", fewest.get()));
            }
        }
        return least;
    }

    private Optional<Move> bisected(
            Demand demand, double from, double furthest, String unit, DoubleFunction<Problem> question) {
        return new Bisection(question, deadlineNanos).between(from, furthest, HALVINGS)
                .map(found -> new Move(demand, from, found.value(), unit, found.example()));
    }

    private Optional<Estimate> best(Problem other) {
        Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
        if (Feasibility.of(other, deadlineNanos).example().isEmpty()) {
            return Optional.empty();
        }
        return new LayoutSolver().best(other, List.of(), left);
    }
}
