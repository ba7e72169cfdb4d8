package org.shardplan.mixed.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.shardplan.mixed.LineupSolver;
import org.shardplan.problem.MixedProblem;
import org.shardplan.units.Bytes;

/**
 * Why no pipeline is feasible.
 *
 * @param problem the question
 * @param tables what stages cost in every setting
 */
record Room(MixedProblem problem, List<StageTable> tables) {

    /** One sentence for all and one for every pool. */
    List<String> obstacles() {
        Optional<StageTable> roomiest = tables.stream()
                .max(Comparator.comparingInt(table -> LineupSolver.mostLayers(table.lineup())));
        if (roomiest.isEmpty()) {
            return List.of("No stage is well formed: the dp must divide the global batch and the GPUs of whole nodes "
                    + "and leave a tp that fits the model. Maybe open allow.dp or allow.tp.");
        }
        List<String> obstacles = new ArrayList<>();
        int layers = LineupSolver.mostLayers(roomiest.get().lineup());
        obstacles.add(format("At most %d of the %d layers find room, whatever is decided. Maybe use more nodes, a "
                + "smaller limits.memoryReserveGiB or a shorter sequence.",
                layers, problem.training().model().layers()));
        IntStream.range(0, problem.cluster().pools().size()).mapToObj(this::obstacle).forEach(obstacles::add);
        return obstacles;
    }

    private String obstacle(int pool) {
        String name = problem.cluster().pools().get(pool).name();
        int most = tables.stream().mapToInt(table -> table.mostLayersPerNode(pool)).max().orElse(0);
        if (most > 0) {
            return format("A node of %s holds at most %d layers, with nothing but the loss behind it.", name, most);
        }
        OptionalDouble least = tables.stream().flatMapToDouble(table -> table.leastBytes(pool)).min();
        return least.isEmpty() ? format("No stage of %s is well formed.", name)
                : format("A node of %s holds not one layer: that takes %.1f GiB on every GPU, there are %.1f GiB.",
                        name, least.getAsDouble() / Bytes.PER_GIB,
                        new StageModel(problem).availableBytes(pool) / Bytes.PER_GIB);
    }

    /** What is wrong with a pipeline that takes too long even in this share of its time, if it does. */
    static Optional<String> late(MixedEstimate estimate, double share) {
        OptionalDouble deadline = estimate.problem().training().goal().limits().spending().deadlineHours();
        double hours = share * estimate.hours();
        return deadline.isEmpty() || hours <= deadline.getAsDouble() ? Optional.empty()
                : Optional.of(format("The fastest pipeline takes %,.1f hours, limits.deadlineHours allows %,.1f. "
                        + "Maybe use more nodes.", hours, deadline.getAsDouble()));
    }

    private static String format(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }
}
