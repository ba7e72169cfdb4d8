package org.shardplan.mixed.planner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.problem.MixedProblem;

/** Mixed pipelines for tests, read the way a user's files are read. */
public final class MixedProblems {

    /** A dense model of 6 layers, large enough that two of them crowd a GPU of 40 GB. */
    public static final String SMALL_MODEL = "{'name': 'small', 'layers': 6, 'hidden': 8192, 'vocabulary': 32000,"
            + " 'attention': {'kind': 'grouped-query', 'heads': 64, 'keyValueHeads': 8},"
            + " 'feedForward': {'width': 28672}}";
    /** Two nodes of two GPUs and one node of another kind. */
    public static final String SMALL_POOLS =
            "{'gpu': 'A100-SXM-40', 'count': 4, 'gpusPerNode': 2, 'interNodeGBps': 25},"
            + "{'gpu': 'H100-SXM-80', 'count': 2, 'gpusPerNode': 2, 'interNodeGBps': 50}";

    private static final ProblemReader READER = ProblemReader.shipped();

    private MixedProblems() {
    }

    /**
     * A mixed pipeline in JSON; single quotes stand for double ones.
     *
     * @param model name in quotes, or an object
     * @param workload sequence length and global batch, such as {@code 2048x64}
     * @param pools elements of the list of pools
     * @param more further fields, each with a comma before it
     */
    public static String text(String model, String workload, String pools, String more) {
        String[] sizes = workload.split("x");
        return ("{'version': 1, 'model': " + model + ", 'workload': {'kind': 'training', 'sequenceLength': " + sizes[0]
                + ", 'globalBatch': " + sizes[1] + ", 'tokens': 1000000000}, 'layout': 'mixed-pipeline', 'cluster': "
                + "{'pools': [" + pools + "]}" + more + "}").replace('\'', '"');
    }

    /** The same, read. */
    public static MixedProblem read(String model, String workload, String pools, String more) {
        ProblemFile file = READER.read("mixed.json", text(model, workload, pools, more));
        return (MixedProblem) file.question().orElseThrow(() -> new AssertionError(file.diagnostics().toString()));
    }

    /** The small model on the small pools, in a file of that folder. */
    public static Path file(Path folder, String more) throws IOException {
        return Files.writeString(folder.resolve("mixed.json"), text(SMALL_MODEL, "8192x4", SMALL_POOLS, more));
    }
}
