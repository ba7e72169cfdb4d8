package org.shardplan.mixed.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.MixedStage;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.PoolLink;
import org.shardplan.solver.Answer.Status;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.units.Bandwidth;

class MixedPlannerTest {

    private static final String SHIPPED = "{'gpu': 'A100-SXM-40', 'count': 32, 'gpusPerNode': 8, 'interNodeGBps': 25},"
            + "{'gpu': 'A100-SXM-80', 'count': 32, 'gpusPerNode': 8, 'interNodeGBps': 25},"
            + "{'gpu': 'H100-SXM-80', 'count': 32, 'gpusPerNode': 8, 'interNodeGBps': 50}";

    private static final String THREE_POOLS = "{'gpu': 'A100-SXM-40', 'count': 2, 'gpusPerNode': 2, "
            + "'interNodeGBps': 25}, {'gpu': 'A100-SXM-80', 'count': 2, 'gpusPerNode': 2, 'interNodeGBps': 25},"
            + "{'gpu': 'H100-SXM-80', 'count': 2, 'gpusPerNode': 2, 'interNodeGBps': 50}";

    /** 5 layers of 4 experts, two for each token. */
    private static final String EXPERTS = "{'name': 'experts', 'layers': 5, 'hidden': 6144, 'vocabulary': 32000,"
            + " 'attention': {'kind': 'grouped-query', 'heads': 48, 'keyValueHeads': 8},"
            + " 'feedForward': {'width': 16384}, 'experts': {'count': 4, 'topK': 2, 'width': 16384}}";

    private static MixedAnswer solve(MixedProblem problem) {
        return new MixedPlanner(new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(1))).solve(problem);
    }

    @ParameterizedTest
    @CsvSource({"2048x4, 0", "4096x2, 4", "8192x2, 0", "8192x4, 12", "16384x2, 4", "16384x4, 0", "32768x2, 0",
        "32768x4, 15", "32768x8, 18", "65536x2, 10", "65536x4, 14", "8192x8, 26", "8192x2, 34"})
    void theAnswerIsTheBestOfAllLayouts(String workload, double reserveGib) {
        MixedProblem problem = MixedProblems.read(MixedProblems.SMALL_MODEL, workload, MixedProblems.SMALL_POOLS,
                ", 'limits': {'memoryReserveGiB': " + reserveGib + "}");
        MixedAnswer answer = solve(problem);
        double least = EveryMixedLayout.leastSeconds(problem);
        assertThat(answer.isProved()).isTrue();
        if (Double.isInfinite(least)) {
            assertThat(answer.status()).isEqualTo(Status.INFEASIBLE);
            assertThat(answer.obstacles()).isNotEmpty();
        } else {
            assertThat(answer.best().orElseThrow().stepSeconds()).isCloseTo(least, within(1e-9 * least));
            assertThat(answer.boundSeconds()).isCloseTo(least, within(1e-9 * least));
        }
    }

    /** Experts are spread over any number of the GPUs of a stage, the same in all of them. */
    @ParameterizedTest
    @CsvSource({"2048x4, 0", "8192x4, 0", "8192x4, 12", "32768x2, 0", "8192x8, 20", "4096x2, 30"})
    void theAnswerIsTheBestOfAllLayoutsWithExperts(String workload, double reserveGib) {
        MixedProblem problem = MixedProblems.read(EXPERTS, workload, MixedProblems.SMALL_POOLS,
                ", 'limits': {'memoryReserveGiB': " + reserveGib + "}");
        MixedAnswer answer = solve(problem);
        double least = EveryMixedLayout.leastSeconds(problem);
        assertThat(answer.isProved()).isTrue();
        assertThat(answer.best().map(MixedEstimate::stepSeconds).orElse(Double.POSITIVE_INFINITY))
                .satisfies(found -> assertThat(Double.isInfinite(least) ? Double.isInfinite(found)
                        : Math.abs(found - least) <= 1e-9 * least).as("%s, least %s", found, least).isTrue());
    }

    /** Three pools; what the network between two of them carries differs up to tenfold. */
    @ParameterizedTest
    @CsvSource({"8192x4, 1, 12, 4, false", "8192x4, 1, 12, 4, true", "4096x8, 12, 1, 6, false",
        "4096x8, 12, 1, 6, true", "16384x2, 3, 10, 1, false", "16384x2, 3, 10, 1, true"})
    void unequalLinksAreWeighedWhetherNodesMayBeLeftOutOrNot(
            String workload, double first, double second, double third, boolean useAll) {
        MixedProblem equal = MixedProblems.read(MixedProblems.SMALL_MODEL, workload, THREE_POOLS,
                ", 'limits': {'useAll': " + useAll + "}");
        MixedProblem problem = equal.with(new Cluster(equal.cluster().pools(), List.of(
                new PoolLink(0, 1, Bandwidth.ofGBps(first)), new PoolLink(1, 2, Bandwidth.ofGBps(second)),
                new PoolLink(0, 2, Bandwidth.ofGBps(third)))));
        double least = EveryMixedLayout.leastSeconds(problem);
        MixedAnswer answer = solve(problem);
        assertThat(least).isFinite();
        assertThat(answer.boundSeconds()).isCloseTo(least, within(1e-9 * least));
        assertThat(answer.best().orElseThrow().stepSeconds()).isCloseTo(least, within(1e-9 * least));
    }

    @Test
    void layersAndNodesAddUpAndEveryStageFits() {
        MixedProblem problem = MixedProblems.read("'Llama-3.1-70B'", "8192x256", SHIPPED, "");
        MixedEstimate best = solve(problem).best().orElseThrow();
        assertThat(best.stages()).extracting(StageEstimate::stage).extracting(MixedStage::layers)
                .satisfies(layers -> assertThat(layers.stream().mapToInt(Integer::intValue).sum()).isEqualTo(80));
        for (int pool = 0; pool < 3; pool++) {
            int index = pool;
            assertThat(best.layout().stages().stream().filter(stage -> stage.pool() == index)
                    .mapToInt(MixedStage::nodes).sum()).isLessThanOrEqualTo(4);
        }
        assertThat(new MixedEstimator(problem).fits(best)).isTrue();
        int data = best.layout().shared().data();
        assertThat(best.layout().stages()).allSatisfy(
                stage -> assertThat(stage.tensor() * data).isEqualTo(8 * stage.nodes()));
    }

    @Test
    void allNodesAreUsedWhereTheLimitsDemandIt() {
        MixedProblem problem = MixedProblems.read("'Llama-3.1-8B'", "4096x8", SHIPPED, ", 'limits': {'useAll': true}");
        assertThat(solve(problem).best().orElseThrow().layout().gpus()).isEqualTo(96);
    }

    @Test
    void aSlowerLinkBetweenTwoPoolsNeverHelps() {
        MixedProblem fast = MixedProblems.read("'Llama-3.1-70B'", "8192x256", SHIPPED, "");
        Cluster slow = new Cluster(fast.cluster().pools(), List.of(new PoolLink(0, 2, Bandwidth.ofGBps(0.5)),
                new PoolLink(2, 1, Bandwidth.ofGBps(0.5))));
        assertThat(solve(fast.with(slow)).best().orElseThrow().stepSeconds())
                .isGreaterThan(solve(fast).best().orElseThrow().stepSeconds());
    }

    @Test
    void aDeadlineNoPipelineMeetsIsSaid() {
        MixedAnswer answer = solve(MixedProblems.read(
                "'Llama-3.1-70B'", "8192x256", SHIPPED, ", 'limits': {'deadlineHours': 1}"));
        assertThat(answer.status()).isEqualTo(Status.INFEASIBLE);
        assertThat(answer.obstacles()).singleElement().asString().contains("limits.deadlineHours allows 1.0");
    }
}
