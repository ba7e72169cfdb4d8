package org.shardplan.solver;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Named;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Violation;

/**
 * The answer to a problem.
 *
 * @param problem the question
 * @param ranking feasible layouts, best first, at most one for each mesh; empty if none was found
 * @param proof what was shown
 * @param rejections why layouts that were looked at are no answer
 * @param remedies if nothing is feasible, what comes nearest
 * @param crossCheck what OptaPlanner found by itself, if it was asked besides
 */
public record Answer(
        Problem problem, List<Estimate> ranking, Proof proof, List<Rejection<Estimate>> rejections, Remedies remedies,
        Optional<CrossCheck> crossCheck) {

    public Answer {
        ranking = List.copyOf(ranking);
        rejections = List.copyOf(rejections);
    }

    /** An answer of one search. */
    public Answer(
            Problem problem, List<Estimate> ranking, Proof proof, List<Rejection<Estimate>> rejections,
            Remedies remedies) {
        this(problem, ranking, proof, rejections, remedies, Optional.empty());
    }

    Answer with(CrossCheck check) {
        return new Answer(problem, ranking, proof, rejections, remedies, Optional.of(check));
    }

    public Optional<Estimate> best() {
        return ranking.stream().findFirst();
    }

    public Status status() {
        return Status.of(!ranking.isEmpty(), proof);
    }

    /** What is known about the answer. */
    public enum Status implements Named {
        OPTIMAL("optimal"),
        FEASIBLE("feasible"),
        INFEASIBLE("infeasible"),
        /** The search ended before it found a layout or looked at all. */
        UNKNOWN("unknown");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** The status of an answer of which so much was found and shown. */
        public static Status of(boolean isFound, Proof proof) {
            if (isFound) {
                return proof.isComplete() ? OPTIMAL : FEASIBLE;
            }
            return proof.isComplete() ? INFEASIBLE : UNKNOWN;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * What OptaPlanner found by itself.
     *
     * @param found its best layout, if it found any
     */
    public record CrossCheck(Optional<Estimate> found) {

        private static final double SAME = 1e-9;

        /** By how many percent it is worse than the answer; empty if it found none. */
        public OptionalDouble percentWorse(Answer answer) {
            if (found.isEmpty() || answer.ranking().isEmpty()) {
                return OptionalDouble.empty();
            }
            double best = Score.of(answer.ranking().get(0)).loss();
            double percent = 100 * (Score.of(found.get()).loss() - best) / Math.abs(best);
            return OptionalDouble.of(percent < 100 * SAME ? 0 : percent);
        }
    }

    /**
     * How much a rule rejected.
     *
     * @param <E> estimates of what was rejected
     * @param rule identifier of the rule
     * @param count how much
     * @param unit what was counted: layouts, or whole meshes where the rule needs no more to say no
     * @param without the best layout if this rule alone did not hold, proved; empty if that was not looked for, or if
     *         there is none even then
     */
    public record Rejection<E>(String rule, long count, Unit unit, Optional<E> without) {

        /** A rejection whose price nobody asked for. */
        public Rejection(String rule, long count, Unit unit) {
            this(rule, count, unit, Optional.empty());
        }

        /** The same with its price. */
        public Rejection<E> with(Optional<E> found) {
            return new Rejection<>(rule, count, unit, found);
        }
    }

    /** What a rejection counts. */
    public enum Unit implements Named {
        LAYOUTS("layouts"),
        MESHES("meshes"),
        SHAPES("shapes of replicas");

        private final String label;

        Unit(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * What comes nearest to an answer where there is none.
     *
     * @param nearest the rejected layout that is least far off
     * @param moreGpus the fewest GPUs that would do, if more of the same would help; its problem is the larger one
     */
    public record Remedies(Optional<NearMiss> nearest, Optional<Estimate> moreGpus) {

        public static final Remedies NONE = new Remedies(Optional.empty(), Optional.empty());
    }

    /**
     * An infeasible layout that comes nearest.
     *
     * @param estimate its numbers
     * @param violations what it breaks
     */
    public record NearMiss(Estimate estimate, List<Violation> violations) {
    }
}
