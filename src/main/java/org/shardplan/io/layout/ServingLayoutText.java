package org.shardplan.io.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.Source;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;

/** Serving layouts as people type them: {@code tp=4,replicas=2,weights=fp8,maxBatch=64}. */
public final class ServingLayoutText {

    private ServingLayoutText() {
    }

    /** The layout a text describes; what it does not say is the usual. */
    public static ServingLayoutFile parse(String text, ServingProblem problem) {
        Source source = new Source("--layout", text);
        Findings findings = new Findings(source);
        Fields fields = Fields.of(new ServingLayoutParser(source, findings).object(), findings);
        return ServingLayoutFile.of(ServingLayoutReader.read(fields, problem), findings);
    }

    /** The layout in a file with a solution or a layout. */
    public static ServingLayoutFile read(Path path, ServingProblem problem) {
        return ServingLayoutReader.read(Document.of(path), problem);
    }

    /** A short text that reads back as this layout. */
    public static String format(ServingLayout layout, ServingProblem problem) {
        if (layout instanceof ServingLayout.Disaggregated both) {
            return group(both.prefill(), problem, "prefill.") + "," + group(both.decode(), problem, "decode.");
        }
        return layout.groups().stream().map(group -> group(group, problem, "")).collect(Collectors.joining("+"));
    }

    private static String group(ReplicaGroup group, ServingProblem problem, String side) {
        Replica replica = group.replica();
        Split split = replica.split();
        List<String> parts = new ArrayList<>();
        if (replica.pool() > 0) {
            parts.add("gpu=" + problem.pool(replica.pool()).name());
        }
        parts.add("tp=" + split.tensor());
        unlessOne(parts, "pp", split.pipeline());
        unlessOne(parts, "attentionDp", split.attentionData());
        if (split.expert() != (split.attentionData() > 1 ? split.gpusPerStage() : 1)) {
            parts.add("ep=" + split.expert());
        }
        parts.add("replicas=" + group.count());
        parts.add("weights=" + replica.formats().weights().label());
        parts.add("kv=" + replica.formats().keyValues().label());
        parts.add("maxBatch=" + replica.batching().sequences());
        parts.add("chunkTokens=" + replica.batching().chunkTokens());
        return parts.stream().map(part -> side + part).collect(Collectors.joining(","));
    }

    private static void unlessOne(List<String> parts, String key, int degree) {
        if (degree > 1) {
            parts.add(key + "=" + degree);
        }
    }
}
