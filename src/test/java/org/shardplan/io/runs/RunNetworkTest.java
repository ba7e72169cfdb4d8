package org.shardplan.io.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "8x200Gbps HDR IB per node (Selene), 25",
        "4x100Gb RoCE per node, 6.25",
        "Omni-Path 4x100Gbps per node (JeanZay; from memory), 6.25",
        "RoCE 1600 Gbps per node, 25",
        "8 x 400 Gb/s NDR InfiniBand, 50",
        "EFA 3.2Tbps per node, 50",
        "3200 Gbps EFA, 50",
        "400 Gbps per GPU, 50",
        "NDR 400Gb/s, 50",
        "50 GB/s per GPU, 50",
    })
    void wordsBecomeARatePerGpu(String words, double gBps) {
        assertThat(RunNetwork.parse(words, 8).orElseThrow().gBps()).isEqualTo(gBps, within(1e-9));
    }

    @Test
    void wordsWithoutARateAreNoRate() {
        assertThat(RunNetwork.parse("RoCE RDMA", 8)).isEmpty();
        assertThat(RunNetwork.parse("InfiniBand, 3 switches", 8)).isEmpty();
    }
}
