package org.shardplan.io.problem;

import org.shardplan.problem.ServingProblem;

/** Serving problem files to start from, one change at a time. */
public final class ServingTexts {

    public static final String WHOLE = """
            {
              "version": 1,
              "name": "chat",
              "model": "Llama-3.1-70B",
              "workload": {"kind": "serving", "inputTokens": 2000, "outputTokens": 500, "requestsPerSecond": 4.0,
                "ttftMs": 500, "tpotMs": 30, "endToEndMs": 20000, "percentile": 99,
                "levelConfidencePercent": 90, "lengthVariation": 0.8, "prefixHitRate": 0.25, "sharedPrefixTokens": 400,
                "speculation": {"draftTokens": 3, "acceptance": 0.7, "draftCost": 0.05}},
              "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 8, "gpusPerNode": 8, "interNodeGBps": 50.0,
                "pricePerGpuHourUsd": 2.29}]},
              "engine": "sglang",
              "objective": "throughput-per-gpu",
              "operations": {"serverPowerFactor": 1.5, "averageLoad": 0.6},
              "limits": {"maxGpus": 6, "spareGpusPercent": 10, "powerKw": 9, "budgetUsdPerHour": 20,
                "maxQualityLossPercent": 1.5, "memoryReserveGiB": 2},
              "allow": {"gpus": [2, 4, 6], "tp": [2, 4], "pp": [1], "ep": [1], "attentionDp": [1],
                "weightPrecision": ["bf16", "fp8"], "kvPrecision": ["fp8"], "disaggregation": [false],
                "mixedShapes": false, "maxBatch": [32, 64], "chunkTokens": [2048]}
            }
            """;

    public static final String SMALL = """
            {
              "version": 1,
              "model": "Llama-3.1-8B",
              "workload": {"kind": "serving", "inputTokens": 2000, "outputTokens": 500},
              "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 8}]}
            }
            """;

    private ServingTexts() {
    }

    /** The small problem with more fields in its workload. */
    public static String withWorkload(String fields) {
        return SMALL.replace("\"outputTokens\": 500", "\"outputTokens\": 500, " + fields);
    }

    /** The small problem with more fields at the top. */
    public static String with(String fields) {
        return SMALL.replace("\"version\": 1,", "\"version\": 1,\n  " + fields + ",");
    }

    public static ServingProblem problem(String text) {
        ProblemFile file = ProblemTexts.READER.read("problem.json", text);
        return (ServingProblem) file.question().orElseThrow(() -> new AssertionError(ProblemTexts.errors(text)));
    }
}
