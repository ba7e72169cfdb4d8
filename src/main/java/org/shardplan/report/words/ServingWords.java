package org.shardplan.report.words;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.page.Figures;

/** A serving layout in words. */
public final class ServingWords {

    private final ServingProblem problem;
    private final ServingLayout layout;

    public ServingWords(ServingProblem problem, ServingLayout layout) {
        this.problem = problem;
        this.layout = layout;
    }

    /** {@code 8 = 2 × tp4}, or {@code 8 = prompts 2 × tp2, answers 1 × tp4}, or {@code 8 = 2 × tp2 → 1 × tp4}. */
    public String factors() {
        if (layout instanceof ServingLayout.Disaggregated both) {
            return Figures.count(layout.gpus()) + " = prompts " + group(both.prefill()) + ", answers "
                    + group(both.decode());
        }
        String joint = layout instanceof ServingLayout.Pipeline ? " → " : " + ";
        return Figures.count(layout.gpus()) + " = "
                + alike().stream().map(this::group).collect(Collectors.joining(joint));
    }

    /** Groups of replicas; stages of a pipeline that follow each other and are alike are told as one. */
    private List<ReplicaGroup> alike() {
        if (!(layout instanceof ServingLayout.Pipeline)) {
            return layout.groups();
        }
        List<ReplicaGroup> alike = new ArrayList<>();
        for (ReplicaGroup stage : layout.groups()) {
            int last = alike.size() - 1;
            if (last >= 0 && alike.get(last).replica().equals(stage.replica())) {
                alike.set(last, new ReplicaGroup(stage.replica(), alike.get(last).count() + 1));
            } else {
                alike.add(stage);
            }
        }
        return alike;
    }

    /** What each group of replicas is called: what it works off, or {@code 2 × tp4} where all work off everything. */
    public List<String> groups() {
        return layout instanceof ServingLayout.Disaggregated ? List.of("prompts", "answers")
                : layout.groups().stream().map(this::group).toList();
    }

    private String group(ReplicaGroup group) {
        String split = split(group.replica().split());
        String pool = problem.cluster().pools().size() > 1
                ? " on " + problem.pool(group.replica().pool()).name() : "";
        return Figures.count(group.count()) + " × " + split + pool;
    }

    /** {@code tp4}, {@code tp2·pp2}, {@code dp8 attention·ep8}. */
    static String split(Split split) {
        List<String> factors = new ArrayList<>();
        unlessOne(factors, "tp", split.tensor());
        unlessOne(factors, "attention-dp", split.attentionData());
        unlessOne(factors, "pp", split.pipeline());
        unlessOne(factors, "ep", split.expert());
        return factors.isEmpty() ? "tp1" : String.join("·", factors);
    }

    private static void unlessOne(List<String> factors, String name, int degree) {
        if (degree > 1) {
            factors.add(name + degree);
        }
    }

    /** Formats and what runs at a time. */
    public List<String> settings() {
        Set<String> settings = new LinkedHashSet<>();
        for (ReplicaGroup group : layout.groups()) {
            settings.add(group.replica().formats().weights().label() + " weights");
            settings.add(group.replica().formats().keyValues().label() + " keys and values");
        }
        settings.add("up to " + batches() + (batches().equals("1") ? " sequence" : " sequences")
                + (layout instanceof ServingLayout.Pipeline ? "" : " a replica"));
        settings.add("chunks of " + Figures.count(layout.groups().get(0).replica().batching().chunkTokens())
                + " tokens");
        return List.copyOf(settings);
    }

    private String batches() {
        if (layout instanceof ServingLayout.Pipeline pipeline) {
            return Figures.count(pipeline.batching().sequences());
        }
        List<Replica> answering = layout instanceof ServingLayout.Disaggregated both
                ? List.of(both.decode().replica()) : layout.groups().stream().map(ReplicaGroup::replica).toList();
        return answering.stream().map(replica -> Figures.count(replica.batching().sequences()))
                .collect(Collectors.joining(" and "));
    }

    /** The settings in which this layout is not like the other one. */
    public List<String> settingsUnlike(ServingWords other) {
        List<String> known = other.settings();
        return settings().stream().filter(setting -> !known.contains(setting)).toList();
    }
}
