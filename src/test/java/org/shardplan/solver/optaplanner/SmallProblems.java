package org.shardplan.solver.optaplanner;

import static org.shardplan.TestProblems.TINY_DENSE;
import static org.shardplan.TestProblems.TINY_EXPERTS;
import static org.shardplan.TestProblems.training;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Problem;
import org.shardplan.space.SearchSpace;

/** Problems small enough to look at every layout, each with something that makes it difficult. */
final class SmallProblems {

    private static final String H100 = "{'gpu': 'H100-SXM-80', 'count': 8}";
    private static final String TIGHT = "{'gpu': 'A100-SXM-40', 'count': 8}";
    private static final String OPEN = ", 'allow': {'precision': ['bf16', 'fp8'], 'optimizer': ['fp32', '8bit'],"
            + " 'offload': [true, false], 'microBatch': [1, 2, 4], 'interleave': [2, 4]}";

    private SmallProblems() {
    }

    static Stream<Named<Problem>> all() {
        return Stream.of(
                Named.of("a tiny model", training(TINY_DENSE, "2048x16", H100, "")),
                Named.of("a tiny model with experts", training(TINY_EXPERTS, "2048x16", H100, "")),
                Named.of("every choice open", training(TINY_DENSE, "2048x8", H100, OPEN)),
                Named.of("two kinds of GPUs, cheapest wanted",
                        training(TINY_EXPERTS, "1024x8", H100 + ", " + TIGHT, ", 'objective': 'cost'")),
                Named.of("little memory, some layers recomputed", tight("")),
                Named.of("little memory, most tokens wanted", tight(", 'objective': 'throughput'")),
                Named.of("fewest GPUs, shortest step among those", tight(", 'objective': 'gpu-count'")),
                Named.of("a band of memory to stay in",
                        tight(", 'limits': {'memoryUsePercent': {'min': 75, 'max': 90}}")),
                Named.of("little communication allowed",
                        tight(", 'limits': {'maxCommunicationPercent': 12}")));
    }

    private static Problem tight(String more) {
        return training("'Llama-3.1-8B'", "8192x16", TIGHT, more);
    }

    static SearchSpace space(Problem problem) {
        return new SearchSpace(new LayoutEstimator(problem));
    }
}
