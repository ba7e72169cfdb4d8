package org.shardplan.io.problem;

import java.util.List;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.problem.Problem;

/** Problem files to start from, one change at a time. */
public final class ProblemTexts {

    public static final ProblemReader READER = ProblemReader.shipped();

    static final String WHOLE = """
            {
              "$schema": "problem.schema.json",
              "version": 1,
              "name": "llama-3.1-70b-64xh100",
              "model": "Llama-3.1-70B",
              "workload": {"kind": "training", "sequenceLength": 8192, "globalBatch": 256, "tokens": 1.0e12},
              "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 64, "gpusPerNode": 8, "interNodeGBps": 50.0,
                "pricePerGpuHourUsd": 2.29}]},
              "objective": "step-time",
              "limits": {"maxGpus": 64, "budgetUsd": 250000, "deadlineHours": 720, "memoryReserveGiB": 4.0},
              "allow": {"precision": ["bf16", "fp8"], "recompute": ["none", "full"], "zeroStage": [0, 1], "tp": [8, 4]},
              "framework": "nemo",
              "operations": {"restartMinutes": 5}
            }
            """;

    public static final String SMALL = """
            {
              "version": 1,
              "model": "Llama-3.1-8B",
              "workload": {"kind": "training", "sequenceLength": 8192, "globalBatch": 256},
              "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 64}]}
            }
            """;

    private ProblemTexts() {
    }

    /** The small problem with this top-level field in place of its own, or besides its own. */
    public static String with(String name, String value) {
        for (String line : SMALL.split("\n")) {
            if (line.startsWith("  \"" + name + "\"")) {
                String comma = line.endsWith(",") ? "," : "";
                return SMALL.replace(line, "  \"" + name + "\": " + value + comma);
            }
        }
        return SMALL.replace("\"version\": 1,", "\"version\": 1,\n  \"" + name + "\": " + value + ",");
    }

    public static String withPool(String pool) {
        return with("cluster", "{\"pools\": [" + pool + "]}");
    }

    public static Problem problem(String text) {
        ProblemFile file = READER.read("problem.json", text);
        return file.problem().orElseThrow(() -> new AssertionError(messages(file)));
    }

    /** What is wrong with a text, without places. */
    public static List<String> errors(String text) {
        return messages(READER.read("problem.json", text));
    }

    private static List<String> messages(ProblemFile file) {
        return file.diagnostics().stream().map(Diagnostic::message).toList();
    }
}
