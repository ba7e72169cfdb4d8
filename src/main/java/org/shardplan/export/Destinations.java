package org.shardplan.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shardplan.layout.Named;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Question;
import org.shardplan.problem.ServingProblem;

/**
 * Where the plans of one question go: a framework for what trains, an engine for what serves.
 *
 * @param named those the user named
 */
public record Destinations(List<Destination> named) {

    public Destinations {
        named = List.copyOf(named);
    }

    /** {@code megatron-vllm}. */
    public String label() {
        return named.stream().map(Destination::label).collect(Collectors.joining("-"));
    }

    /** Why no answer to the question can go there, in one sentence. */
    public Optional<String> mismatch(Question question) {
        if (!(question instanceof FleetProblem fleet)) {
            return named.size() == 1 ? Exporter.mismatch(question, named.get(0)) : Optional.of("The destination ("
                    + listed() + ") must be one for a solution about one model. Maybe use " + named.get(0).label()
                    + ".");
        }
        List<Question> questions = fleet.workloads().stream().map(FleetWorkload::question).toList();
        boolean serves = questions.stream().anyMatch(ServingProblem.class::isInstance);
        boolean trains = questions.stream().anyMatch(each -> !(each instanceof ServingProblem));
        return mismatch(trains, false).or(() -> mismatch(serves, true));
    }

    private String listed() {
        return named.stream().map(Destination::label).collect(Collectors.joining(","));
    }

    /** One of a kind where it has work, none where it has not. */
    private Optional<String> mismatch(boolean wanted, boolean serving) {
        long count = named.stream().filter(each -> each instanceof ServingTarget == serving).count();
        if (count == (wanted ? 1 : 0)) {
            return Optional.empty();
        }
        String kind = serving ? "engine" : "framework";
        String work = serving ? "serves" : "trains";
        Named[] choices = serving ? ServingTarget.values() : Target.values();
        return Optional.of("The destination (" + listed() + ") must name " + (wanted ? "one " + kind
                + " for what " + work + ". Maybe add one of " + String.join(", ", Named.labels(choices)) + "."
                : "no " + kind + ": no workload " + work + ". Maybe leave it out."));
    }

    /** The one that a plan for this question goes to, if there is no mismatch. */
    Destination of(Question question) {
        return named.stream().filter(each -> each instanceof ServingTarget == question instanceof ServingProblem)
                .findFirst().orElseThrow();
    }
}
