package org.shardplan.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shardplan.TestProblems;
import org.shardplan.problem.MixtureOfExperts.Routing;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;

class FabricTest {

    private static final double NETWORK = 25e9 * 0.75;
    private static final double NVLINK = 300e9 * 0.72;

    @Test
    void aGroupInsideANodeUsesNvlink() {
        assertThat(a100(1024).ring(1, 8)).isCloseTo(NVLINK, within(1.0));
        assertThat(a100(1024).ring(4, 2)).isCloseTo(NVLINK, within(1.0));
    }

    @Test
    void aGroupWithOneMemberInANodeHasOneNetworkCard() {
        assertThat(a100(1024).ring(8, 16)).isCloseTo(NETWORK, within(1.0));
        assertThat(a100(1024).ring(64, 2)).isCloseTo(NETWORK, within(1.0));
    }

    @Test
    void aGroupWithManyMembersInANodeUsesAllTheirCards() {
        assertThat(a100(1024).ring(2, 64)).isCloseTo(4 * NETWORK, within(1.0));
        assertThat(a100(1024).ring(1, 64)).isCloseTo(8 * NETWORK, within(1.0));
    }

    /** 256 nodes of 8: 255 hops of 14 us over the network, 1,792 of 3.4 us inside nodes. */
    @Test
    void theLatencyOfARingGrowsWithIts2048Ranks() {
        assertThat(a100(2048).ringLatency(1, 2048)).isCloseTo(30e-6 + 255 * 14e-6 + 1792 * 3.4e-6, within(1e-9));
        assertThat(a100(2048).ringLatency(8, 256)).isCloseTo(30e-6 + 255 * 14e-6, within(1e-9));
        assertThat(a100(2048).ringLatency(1, 8)).isEqualTo(27e-6);
    }

    @Test
    void theSpineSlowsWhatLeavesItsRail() {
        Fabric fabric = fabric("{'gpu': 'A100-SXM-80', 'count': 1024, 'gpusPerRail': 256, 'spineShare': 0.25}");
        assertThat(fabric.ring(8, 32)).isCloseTo(NETWORK, within(1.0));
        assertThat(fabric.ring(8, 64)).isCloseTo(NETWORK / 4, within(1.0));
        assertThat(fabric.pointToPoint(257)).isCloseTo(NETWORK / 4, within(1.0));
    }

    @Test
    void nvl72ReachesAllItsTraysWithoutTheNetwork() {
        Fabric fabric = fabric("{'gpu': 'GB200-NVL72', 'count': 144}");
        assertThat(fabric.isInsideDomain(72)).isTrue();
        assertThat(fabric.isInsideDomain(73)).isFalse();
        assertThat(fabric.ring(1, 72)).isCloseTo(900e9 * 0.72, within(1.0));
    }

    /** Measured on L40S (aiconfigurator): 19, 4 and 2 GB/s on 2, 4 and 8 GPUs. */
    @Test
    void ringsOverPcieAreSlow() {
        Fabric fabric = fabric("{'gpu': 'L40S-48', 'count': 16}");
        assertThat(fabric.ring(1, 2) / 1e9).isCloseTo(19, within(0.5));
        assertThat(fabric.ring(1, 4) / 1e9).isCloseTo(4, within(0.5));
        assertThat(fabric.ring(1, 8) / 1e9).isCloseTo(2, within(0.5));
    }

    /** One pair that talks alone does not share the host bridges with eight. */
    @Test
    void oneTransferOverPcieIsAsFastAsAPair() {
        Fabric fabric = fabric("{'gpu': 'L40S-48', 'count': 16}");
        assertThat(fabric.pointToPoint(8) / 1e9).isGreaterThan(12.5 * 0.75);
    }

    @Test
    void transfersInsideADomainStartEarlier() {
        assertThat(a100(64).latency(8)).isLessThan(a100(64).latency(16));
    }

    /** K·(e-1)/e copies leave a rank inside a domain. */
    @Test
    void allToAllInsideANodeMovesTheCopiesOfOtherRanks() {
        double seconds = a100(64).allToAllSeconds(1, 8, 4096, new Routing(8, 2, 0), 2 * 4096);
        double bytes = 4096.0 * 2 * 7 / 8 * 2 * 4096;
        assertThat(seconds).isCloseTo(bytes / (300e9 * 0.6) + 40e-6, within(1e-12));
    }

    @Test
    void allToAllAcrossNodesIsSlower() {
        Fabric fabric = a100(64);
        assertThat(fabric.allToAllSeconds(1, 16, 4096, new Routing(64, 8, 0), 8192))
                .isGreaterThan(fabric.allToAllSeconds(1, 8, 4096, new Routing(64, 8, 0), 8192));
    }

    /** DeepSeek-V3 sends each token to at most 4 nodes, arXiv:2412.19437, section 2.1.2. */
    @Test
    void nodeLimitedRoutingVisitsFewerNodes() {
        Fabric fabric = a100(1024);
        assertThat(fabric.allToAllSeconds(1, 64, 4096, new Routing(256, 8, 4), 8192))
                .isLessThan(fabric.allToAllSeconds(1, 64, 4096, new Routing(256, 8, 0), 8192));
    }

    @Test
    void hugeGroupsDoNotOverflow() {
        assertThat(a100(64).ring(1_000_000_000L, 1_000_000)).isPositive();
        assertThat(a100(64).allToAllSeconds(1_000_000_000L, 1_000_000, 4096, new Routing(64, 8, 0), 8192)).isPositive();
    }

    private static Fabric a100(int count) {
        return fabric("{'gpu': 'A100-SXM-80', 'count': " + count + "}");
    }

    private static Fabric fabric(String poolText) {
        Problem problem = TestProblems.training("'Llama-3.1-8B'", "4096x64", poolText, "");
        Pool pool = problem.pool(0);
        return new Fabric(pool, problem.conditions().calibration().links());
    }
}
