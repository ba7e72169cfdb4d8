package org.shardplan.io.problem;

import org.shardplan.problem.FleetProblem;

/** Fleet problem files to start from, one change at a time. */
public final class FleetTexts {

    public static final String WHOLE = """
            {
              "version": 1,
              "name": "two",
              "workloads": [
                {"name": "train", "model": "Llama-3.1-8B", "priority": "high", "latenessPerHour": 20,
                 "workload": {"kind": "training", "sequenceLength": 8192, "globalBatch": 64, "tokens": 1e10},
                 "limits": {"deadlineHours": 72}, "allow": {"precision": ["bf16"]}, "framework": "megatron"},
                {"name": "serve", "model": "Llama-3.1-8B", "apartFrom": ["train"], "after": ["train"],
                 "workload": {"kind": "serving", "inputTokens": 1000, "outputTokens": 100, "requestsPerSecond": 5},
                 "engine": "vllm"}
              ],
              "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 32, "interNodeGBps": 50},
                {"gpu": "A100-SXM-80", "count": 16, "interNodeGBps": 25}]},
              "objective": "cost",
              "horizonHours": 336,
              "slotHours": 24,
              "limits": {"budgetUsd": 50000, "powerKw": 60}
            }
            """;

    /** Three trainings for which two nodes are too few. */
    public static final String SMALL = """
            {
              "version": 1,
              "workloads": [
                {"name": "a", "model": "Llama-3.1-8B", "priority": "high",
                 "workload": {"kind": "training", "sequenceLength": 8192, "globalBatch": 64, "tokens": 1e10}},
                {"name": "b", "model": "Llama-3.1-8B",
                 "workload": {"kind": "training", "sequenceLength": 8192, "globalBatch": 64, "tokens": 2e10}},
                {"name": "c", "model": "Llama-3.1-8B", "priority": "low",
                 "workload": {"kind": "training", "sequenceLength": 8192, "globalBatch": 64, "tokens": 1e10}}
              ],
              "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 16, "interNodeGBps": 50}]}
            }
            """;

    private FleetTexts() {
    }

    public static FleetProblem fleet(String text) {
        ProblemFile file = ProblemReader.shipped().read("fleet.json", text);
        return (FleetProblem) file.question().orElseThrow(() -> new AssertionError(file.diagnostics()));
    }
}
