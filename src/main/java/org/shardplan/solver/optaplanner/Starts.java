package org.shardplan.solver.optaplanner;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.estimate.Score;

/** Layouts to start from: each the best of a few random ones, so that starts are good and yet differ. */
final class Starts {

    /** A start is the best of so many layouts. */
    private static final int LAYOUTS = 20;
    /** Some meshes have no layout; after so many draws there is hardly any. */
    private static final int DRAWS = 2_000;

    private final Choices choices;
    private final Random random;

    Starts(Choices choices, long seed) {
        this.choices = choices;
        this.random = new Random(seed);
    }

    /** Another start; empty if no draw hit a layout, as in an empty space. */
    Optional<Layout> next() {
        return Stream.generate(this::draw).limit(DRAWS).flatMap(Optional::stream).limit(LAYOUTS)
                .map(this::graded).min(Comparator.naturalOrder()).map(Graded::layout);
    }

    private Optional<Layout> draw() {
        Optional<Mesh> mesh = any(choices.meshes());
        Optional<Execution> execution = mesh.flatMap(some -> any(choices.executions(some)));
        Optional<Schedule> schedule = execution.flatMap(some -> any(choices.schedules(mesh.orElseThrow(), some)));
        Optional<StateSharding> states = mesh.flatMap(some -> any(choices.states(some)));
        return schedule.isEmpty() || states.isEmpty() ? Optional.empty() : Optional.of(new Layout(
                mesh.orElseThrow(), execution.orElseThrow(), schedule.get(), Recomputation.FULL, states.get()));
    }

    private Graded graded(Layout layout) {
        Layout least = choices.leastRecomputed(layout);
        Candidate candidate = choices.candidate(least);
        long excess = RuleBook.standard().violations(candidate).stream().mapToLong(Excess::of).sum();
        return new Graded(least, excess, Score.of(candidate.estimate()));
    }

    private <T> Optional<T> any(List<T> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(random.nextInt(values.size())));
    }

    /** A layout with what decides its place. */
    private record Graded(Layout layout, long excess, Score score) implements Comparable<Graded> {

        private static final Comparator<Graded> ORDER =
                Comparator.comparingLong(Graded::excess).thenComparing(Graded::score);

        @Override
        public int compareTo(Graded other) {
            return ORDER.compare(this, other);
        }
    }
}
