package org.shardplan.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.rule.RuleExamples.llama;
import static org.shardplan.rule.RuleExamples.mixtral;
import static org.shardplan.rule.RuleExamples.sentence;

import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Problem;

class ClusterRulesTest {

    private static final Problem LLAMA = llama("");

    @Test
    void aLayoutNeedsNoMoreGpusThanThePoolHas() {
        assertThat(sentence("gpus-available", LLAMA, TestLayouts.of(8, 8, 2))).isEqualTo(
                "The layout needs 128 GPUs, the pool H100-SXM-80 has 64. Maybe use a smaller dp.");
        assertThat(sentence("gpus-available", LLAMA, TestLayouts.of(8, 8, 1))).isEmpty();
    }

    @Test
    void spareGpusStayFree() {
        Problem problem = llama(", 'limits': {'spareGpusPercent': 20}");
        assertThat(sentence("spare-gpus", problem, TestLayouts.of(8, 8, 1))).isEqualTo(
                "The layout needs 64 GPUs, 51 of the pool's 64 are left when 20 % stay free. Maybe use fewer.");
        assertThat(sentence("spare-gpus", problem, TestLayouts.of(8, 6, 1))).isEmpty();
        assertThat(sentence("spare-gpus", LLAMA, TestLayouts.of(8, 8, 1))).isEmpty();
    }

    /** 7 % of 100 are 7 GPUs, so 93 may be used; 100·(1 - 0.07) is a little less in floating point. */
    @Test
    void spareGpusAreCountedExactly() {
        for (int percent = 0; percent <= 99; percent++) {
            Problem problem = TestProblems.training("'Llama-3.1-8B'", "4096x100",
                    "{'gpu': 'H100-SXM-80', 'count': 100, 'gpusPerNode': 1}",
                    ", 'limits': {'spareGpusPercent': " + percent + "}");
            assertThat(sentence("spare-gpus", problem, TestLayouts.of(1, 1, 100 - percent))).isEmpty();
            if (percent > 0) {
                assertThat(sentence("spare-gpus", problem, TestLayouts.of(1, 1, 101 - percent))).isNotEmpty();
            }
        }
    }

    @Test
    void maxGpusIsKept() {
        Problem problem = llama(", 'limits': {'maxGpus': 32}");
        assertThat(sentence("max-gpus", problem, TestLayouts.of(8, 8, 1)))
                .isEqualTo("The layout needs 64 GPUs, limits.maxGpus allows 32. Maybe use a smaller dp.");
        assertThat(sentence("max-gpus", problem, TestLayouts.of(8, 4, 1))).isEmpty();
        assertThat(sentence("max-gpus", LLAMA, TestLayouts.of(8, 8, 1))).isEmpty();
    }

    @Test
    void useAllMeansAll() {
        Problem problem = llama(", 'limits': {'useAll': true}");
        assertThat(sentence("use-all", problem, TestLayouts.of(8, 4, 1)))
                .isEqualTo("The layout uses 32 GPUs, useAll demands all 64. Maybe drop useAll.");
        assertThat(sentence("use-all", problem, TestLayouts.of(8, 8, 1))).isEmpty();
        assertThat(sentence("use-all", LLAMA, TestLayouts.of(8, 4, 1))).isEmpty();
    }

    @Test
    void moreThanOneNodeMeansWholeNodes() {
        assertThat(sentence("whole-nodes", LLAMA, TestLayouts.of(4, 3, 1))).isEqualTo(
                "The layout uses 12 GPUs, which is no whole number of nodes of 8. Maybe use a multiple of 8.");
        assertThat(sentence("whole-nodes", LLAMA, TestLayouts.of(4, 4, 1))).isEmpty();
        assertThat(sentence("whole-nodes", LLAMA, TestLayouts.of(3, 1, 1))).isEmpty();
    }

    @Test
    void aTensorGroupStaysInsideANode() {
        assertThat(sentence("tensor-inside-domain", LLAMA, TestLayouts.of(16, 1, 1))).isEqualTo(
                "The tensor group (16 GPUs) must stay inside one NVLink domain or node (8 GPUs of H100-SXM-80); "
                        + "across nodes every layer would wait for the network. Maybe use tp=8.");
        assertThat(sentence("tensor-inside-domain", LLAMA, TestLayouts.of(8, 8, 1))).isEmpty();
    }

    /** TP8 on 8 GPUs is considered: GenZ asks for TP·PP below the total and never can. */
    @Test
    void tensorParallelismMayUseTheWholeNode() {
        Problem problem = TestProblems.shipped("llama-3.1-8b-8xh100");
        Layout layout = TestLayouts.of(8, 1, 1);
        for (Rule<Candidate> rule : RuleBook.standard().rules(Scope.MESH)) {
            assertThat(rule.violation(RuleExamples.candidate(problem, layout))).as(rule.id()).isEmpty();
        }
    }

    @Test
    void aTensorGroupDoesNotStraddleNodes() {
        assertThat(sentence("tensor-inside-domain", LLAMA, TestLayouts.of(6, 4, 1))).isEqualTo(
                "The tp (6) must divide the GPUs of a domain (8), or a tensor group would straddle two. "
                        + "Maybe use a divisor of 8.");
        assertThat(sentence("tensor-inside-domain", LLAMA, TestLayouts.of(6, 1, 1))).isEmpty();
    }

    @Test
    void expertTensorGroupsStayInsideANodeToo() {
        assertThat(sentence("tensor-inside-domain", mixtral(""), TestLayouts.of(new Mesh(0, 1, 1, 16, 1, 1, 16))))
                .isNotEmpty();
    }

    /** Trays hold 4 GPUs, but NVLink reaches 72. */
    @Test
    void anNvl72RackIsOneDomain() {
        Problem problem = TestProblems.training("Llama-3.1-70B", "8192x64", "GB200-NVL72", 144, "");
        assertThat(sentence("tensor-inside-domain", problem, TestLayouts.of(8, 9, 1))).isEmpty();
        assertThat(sentence("tensor-inside-domain", problem, TestLayouts.of(8, 9, 2))).isEmpty();
        assertThat(sentence("tensor-inside-domain", problem, TestLayouts.of(80, 1, 1))).isNotEmpty();
    }

    /** 72 is no multiple of 16: of 9 groups the fifth would have 8 GPUs in one rack and 8 in the other. */
    @Test
    void aTensorGroupDoesNotStraddleRacks() {
        Problem problem = TestProblems.training("Llama-3.1-70B", "8192x64", "GB200-NVL72", 144, "");
        assertThat(sentence("tensor-inside-domain", problem, TestLayouts.of(16, 9, 1))).isNotEmpty();
    }

    /** JUWELS Booster has 4 A100 a node: NVLink ends there, although an HGX board would carry 8. */
    @Test
    void aNodeOfFourA100HasAnNvlinkDomainOfFour() {
        Problem problem = TestProblems.training("'Llama-3.1-8B'", "4096x64",
                "{'gpu': 'A100-SXM-80', 'count': 64, 'gpusPerNode': 4}", "");
        assertThat(problem.pool(0).domainGpus()).isEqualTo(4);
        assertThat(sentence("tensor-inside-domain", problem, TestLayouts.of(8, 8, 1))).isNotEmpty();
        assertThat(sentence("tensor-inside-domain", problem, TestLayouts.of(4, 8, 1))).isEmpty();
    }

    @Test
    void powerIsThatOfTheServers() {
        Problem problem = llama(", 'limits': {'powerKw': 60}");
        assertThat(sentence("power", problem, TestLayouts.of(8, 8, 1))).isEqualTo(
                "The servers of 64 GPUs are rated for 80.6 kW, limits.powerKw allows 60.0. Maybe use fewer GPUs.");
        assertThat(sentence("power", problem, TestLayouts.of(8, 4, 1))).isEmpty();
        assertThat(sentence("power", LLAMA, TestLayouts.of(8, 8, 1))).isEmpty();
    }

    @Test
    void offloadedStateFitsTheHost() {
        Problem problem = TestProblems.training("'Llama-2-70B'", "4096x64",
                "{'gpu': 'H100-SXM-80', 'count': 8, 'hostMemoryGiBPerNode': 512}", ", 'allow': {'offload': [true]}");
        Layout offloaded = TestLayouts.of(8, 1, 1).with(
                new StateSharding(ZeroStage.NONE, OptimizerPrecision.FP32, true, GradientPrecision.FP32));
        assertThat(sentence("host-memory", problem, offloaded)).isEqualTo(
                "Offloaded optimizer state needs 771.0 GiB of host memory per node, has 512.0 GiB. "
                        + "Maybe shard it further.");
        assertThat(sentence("host-memory", problem, TestLayouts.of(8, 1, 1))).isEmpty();
    }

    @Test
    void enoughHostMemoryIsEnough() {
        Problem problem = TestProblems.training("'Llama-2-70B'", "4096x64",
                "{'gpu': 'H100-SXM-80', 'count': 8, 'hostMemoryGiBPerNode': 2048}", ", 'allow': {'offload': [true]}");
        Layout offloaded = TestLayouts.of(8, 1, 1).with(
                new StateSharding(ZeroStage.NONE, OptimizerPrecision.FP32, true, GradientPrecision.FP32));
        assertThat(sentence("host-memory", problem, offloaded)).isEmpty();
    }
}
