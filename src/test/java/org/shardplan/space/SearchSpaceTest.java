package org.shardplan.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestProblems;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.problem.Problem;

class SearchSpaceTest {

    static Stream<Problem> small() {
        String nodesOfFour = "{'gpu': 'H100-SXM-80', 'count': 8, 'gpusPerNode': 4}";
        return Stream.of(
                dense("2048x8", nodesOfFour, ""),
                dense("1024x6", "{'gpu': 'A100-SXM-80', 'count': 6, 'gpusPerNode': 2}", ""),
                dense("1000x8", nodesOfFour, ", 'limits': {'spareGpusPercent': 25}"),
                dense("2048x4", "{'gpu': 'GB200-NVL72', 'count': 8}", ", 'allow': {'precision': ['bf16', 'fp8']}"),
                dense("2048x4", nodesOfFour, ", 'limits': {'useAll': true}, 'allow': {'interleave': [2],"
                        + " 'schedule': ['interleaved', '1f1b'], 'partialRecompute': false, 'microBatch': [1, 3, 4]}"),
                dense("2048x4", nodesOfFour, ", 'allow': {'gpus': [4, 8], 'tp': [1, 2], 'zeroStage': [0, 3],"
                        + " 'optimizer': ['fp32', '8bit'], 'offload': [true, false], 'gradients': ['bf16', '8bit'],"
                        + " 'recompute': ['none', 'full'], 'sequenceParallel': [false]}"),
                dense("1024x4", "{'gpu': 'H100-SXM-80', 'count': 4}, {'gpu': 'A100-SXM-80', 'count': 2}",
                        ", 'limits': {'maxGpus': 3}"),
                experts("2048x8", "{'gpu': 'H100-SXM-80', 'count': 8, 'gpusPerNode': 4}", ""),
                experts("1024x4", "{'gpu': 'H100-SXM-80', 'count': 8}", ", 'allow': {'ep': [2, 4], 'etp': [1, 2]}"));
    }

    @ParameterizedTest
    @MethodSource("small")
    void theSpaceIsWhatBruteForceFinds(Problem problem) {
        List<Layout> visited = visited(problem);
        List<Layout> expected = new BruteForceSpace(problem, 8).layouts();
        assertThat(visited).doesNotHaveDuplicates().isNotEmpty();
        assertThat(without(visited, expected)).as("visited only").isEmpty();
        assertThat(without(expected, visited)).as("brute force only").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("small")
    void theCountOfAMeshIsWhatIsVisited(Problem problem) {
        assertThatCountsAreRight(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"article-13b-4xa100", "article-65b-8xh100", "gpt3-175b-64xa100", "llama-3.1-8b-8xh100"})
    void theCountOfAShippedProblemIsWhatIsVisited(String name) {
        assertThatCountsAreRight(TestProblems.shipped(name));
    }

    private static void assertThatCountsAreRight(Problem problem) {
        SearchSpace space = new SearchSpace(new LayoutEstimator(problem));
        long counted = 0;
        for (Mesh mesh : space.meshes()) {
            counted += space.count(mesh);
        }
        long[] visited = new long[1];
        space.forEach(layout -> visited[0]++);
        assertThat(counted).isEqualTo(visited[0]);
    }

    @Test
    void tensorParallelismOverAllGpusOfANodeIsThere() {
        assertThat(meshes(TestProblems.shipped("llama-3.1-8b-8xh100"))).contains(Mesh.dense(0, 8, 1, 1, 1));
    }

    @Test
    void stagesThatDoNotDivideTheLayersAreThere() {
        assertThat(meshes(TestProblems.shipped("llama-3.1-405b-16384xh100")))
                .contains(Mesh.dense(0, 8, 16, 128, 1));
    }

    /** arXiv:2407.21783, table 4: tp 8, cp 1, pp 16, dp 128 on 16,384 GPUs. */
    @Test
    void theLayoutOfLlama405bIsThere() {
        Problem problem = TestProblems.shipped("llama-3.1-405b-16384xh100");
        SearchSpace space = new SearchSpace(new LayoutEstimator(problem));
        Mesh mesh = Mesh.dense(0, 8, 16, 128, 1);
        assertThat(space.executions(mesh)).anySatisfy(execution -> {
            assertThat(execution.microBatch()).isEqualTo(1);
            assertThat(space.schedules(mesh, execution)).contains(Schedule.interleaved(8));
        });
    }

    /** arXiv:2412.19437, section 3.2: pp 16, ep 64, ZeRO-1, no tensor parallelism. */
    @Test
    void theMeshOfDeepseekV3IsThere() {
        assertThat(meshes(TestProblems.shipped("deepseek-v3-2048xh800")))
                .contains(new Mesh(0, 1, 16, 128, 1, 64, 1));
    }

    @Test
    void recomputationsGoFromNoneOverSomeToAll() {
        Problem problem = TestProblems.shipped("gpt3-175b-64xa100");
        SearchSpace space = new SearchSpace(new LayoutEstimator(problem));
        List<Recomputation> open = space.recomputations(Mesh.dense(0, 8, 24, 1, 1), Schedule.PLAIN);
        assertThat(open).containsExactly(Recomputation.NONE, Recomputation.SELECTIVE, Recomputation.some(1),
                Recomputation.some(2), Recomputation.some(3), Recomputation.FULL);
    }

    @Test
    void meshesThatBreakARuleAreCountedByIt() {
        Problem problem = dense("2048x8", "{'gpu': 'H100-SXM-80', 'count': 8, 'gpusPerNode': 4}", "");
        SearchSpace space = new SearchSpace(new LayoutEstimator(problem));
        assertThat(space.rejectedMeshes()).containsKey("whole-nodes");
        assertThat(space.rejectedMeshes().values()).allMatch(count -> count > 0);
    }

    private static Set<Layout> without(List<Layout> some, List<Layout> others) {
        Set<Layout> rest = new HashSet<>(some);
        rest.removeAll(new HashSet<>(others));
        return rest;
    }

    private static List<Mesh> meshes(Problem problem) {
        return new SearchSpace(new LayoutEstimator(problem)).meshes();
    }

    private static List<Layout> visited(Problem problem) {
        List<Layout> layouts = new ArrayList<>();
        new SearchSpace(new LayoutEstimator(problem)).forEach(layouts::add);
        return layouts;
    }

    private static Problem dense(String workload, String pools, String more) {
        return TestProblems.training(TestProblems.TINY_DENSE, workload, pools, more);
    }

    private static Problem experts(String workload, String pools, String more) {
        return TestProblems.training(TestProblems.TINY_EXPERTS, workload, pools, more);
    }
}
