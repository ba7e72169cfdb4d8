package org.shardplan.mixed.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.problem.MixedServingProblem;

/** Mixed pipelines that serve, for tests, read the way a user's files are read. */
public final class MixedServingProblems {

    /** A dense model of 6 layers, of which neither pool holds all. */
    public static final String SMALL_MODEL = "{'name': 'small', 'layers': 6, 'hidden': 8192, 'vocabulary': 128000,"
            + " 'attention': {'kind': 'grouped-query', 'heads': 64, 'keyValueHeads': 8},"
            + " 'feedForward': {'width': 131072}}";
    /** Two GPUs of one kind and one of another. */
    public static final String SMALL_POOLS =
            "{'gpu': 'L40S', 'count': 2, 'gpusPerNode': 2, 'interNodeGBps': 3},"
            + "{'gpu': 'A100-SXM-40', 'count': 1, 'gpusPerNode': 1, 'interNodeGBps': 3}";

    private static final String SIX_CLIENTS = ", 'inputTokens': 2000, 'outputTokens': 200, 'concurrency': 6";
    private static final ProblemReader READER = ProblemReader.shipped();

    private MixedServingProblems() {
    }

    /**
     * A mixed pipeline in JSON; single quotes stand for double ones.
     *
     * @param model name in quotes, or an object
     * @param workload fields of the workload, each with a comma before it
     * @param pools elements of the list of pools
     * @param more further fields, each with a comma before it
     */
    public static String text(String model, String workload, String pools, String more) {
        return ("{'version': 1, 'model': " + model + ", 'workload': {'kind': 'serving'" + workload + "}, "
                + "'layout': 'mixed-pipeline', 'cluster': {'pools': [" + pools + "]}" + more + "}").replace('\'', '"');
    }

    /** The same, read. */
    public static MixedServingProblem read(String model, String workload, String pools, String more) {
        ProblemFile file = READER.read("mixed.json", text(model, workload, pools, more));
        return (MixedServingProblem) file.question().orElseThrow(
                () -> new AssertionError(file.diagnostics().toString()));
    }

    /** The small model on the small pools for six clients, in a file of that folder. */
    public static Path file(Path folder, String workload, String more) throws IOException {
        return Files.writeString(folder.resolve("serve.json"), text(SMALL_MODEL, SIX_CLIENTS + workload, SMALL_POOLS,
                more));
    }

    /** The same, read. */
    public static MixedServingProblem small(String workload, String more) {
        return read(SMALL_MODEL, SIX_CLIENTS + workload, SMALL_POOLS, more);
    }
}
