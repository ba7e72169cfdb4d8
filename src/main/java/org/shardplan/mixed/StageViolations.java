package org.shardplan.mixed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shardplan.rule.Violation;

/** What the stages of a pipeline break; what several break alike is said once. */
public final class StageViolations {

    private final int stages;
    private final Map<Violation, List<Integer>> broken = new LinkedHashMap<>();

    /** None yet, of a pipeline of so many stages. */
    public StageViolations(int stages) {
        this.stages = stages;
    }

    public void add(int stage, Violation violation) {
        broken.computeIfAbsent(violation, ignored -> new ArrayList<>()).add(stage);
    }

    /** All of them, each with the stages it is about unless those are all. */
    public List<Violation> list() {
        List<Violation> list = new ArrayList<>();
        broken.forEach((violation, by) -> list.add(by.size() == stages ? violation : violation.of(words(by))));
        return list;
    }

    private static String words(List<Integer> stages) {
        return (stages.size() == 1 ? "Stage " : "Stages ")
                + stages.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
