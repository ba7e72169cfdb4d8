package org.shardplan;

import java.nio.file.Path;
import java.util.List;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Conditions;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Model;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.problem.ServingProblem;

/** Problems for tests, read the way a user's files are read. */
public final class TestProblems {

    /** Names of all shipped problems. */
    public static final List<String> SHIPPED = List.of(
            "article-13b-4xa100", "article-175b-1024xa100", "article-175b-fewest-a100", "article-65b-16xh100",
            "article-65b-8xh100", "article-gpu-choice-article-table", "article-gpu-choice-data-sheets",
            "article-oom-at-tp8", "article-planning-rules", "article-room-to-grow", "deepseek-v3-2048xh800",
            "gpt3-175b-4096xa100", "gpt3-175b-512xa100", "gpt3-175b-64xa100", "llama-3.1-405b-16384xh100", "llama-3.1-70b-64xh100",
            "llama-3.1-8b-8xh100", "mixtral-8x22b-128xh100");

    /** A dense model of 4 layers, small enough to enumerate. */
    public static final String TINY_DENSE = "{'name': 'tiny', 'layers': 4, 'hidden': 512, 'vocabulary': 32000,"
            + " 'attention': {'kind': 'grouped-query', 'heads': 4, 'keyValueHeads': 2},"
            + " 'feedForward': {'width': 1536}}";
    /** A model of 5 layers, the first dense, the others with 4 experts. */
    public static final String TINY_EXPERTS = "{'name': 'tiny-experts', 'layers': 5, 'hidden': 512,"
            + " 'vocabulary': 16000,"
            + " 'attention': {'kind': 'grouped-query', 'heads': 4, 'keyValueHeads': 4},"
            + " 'feedForward': {'width': 2048},"
            + " 'experts': {'count': 4, 'topK': 2, 'width': 512, 'sharedWidth': 512, 'leadingDenseLayers': 1}}";

    private static final ProblemReader READER = ProblemReader.shipped();
    private static final Catalogue CATALOGUE = Catalogue.shipped();

    private TestProblems() {
    }

    /** A problem that ships with the application. */
    public static Problem shipped(String name) {
        return sound(READER.read(Path.of("problems", name + ".json")));
    }

    /** A serving problem that ships with the application. */
    public static ServingProblem shippedServing(String name) {
        return (ServingProblem) READER.read(Path.of("problems", name + ".json")).question().orElseThrow();
    }

    /** A problem in JSON; single quotes stand for double ones. */
    public static Problem read(String json) {
        return sound(READER.read("test.json", json.replace('\'', '"')));
    }

    /**
     * A training problem.
     *
     * @param model name in quotes, or an object
     * @param workload sequence length and global batch, such as {@code 2048x64}
     * @param pools elements of the list of pools
     * @param more further fields, each with a comma before it
     */
    public static Problem training(String model, String workload, String pools, String more) {
        String[] sizes = workload.split("x");
        return read("{'version': 1, 'model': " + model + ", 'workload': {'kind': 'training', 'sequenceLength': "
                + sizes[0] + ", 'globalBatch': " + sizes[1] + ", 'tokens': 1000000000}, 'cluster': {'pools': ["
                + pools + "]}" + more + "}");
    }

    /** A training problem on so many GPUs of one kind. */
    public static Problem training(String model, String workload, String gpu, int count, String more) {
        return training("'" + model + "'", workload, "{'gpu': '" + gpu + "', 'count': " + count + "}", more);
    }

    /** A serving problem in JSON; single quotes stand for double ones. */
    public static ServingProblem readServing(String json) {
        ProblemFile file = READER.read("test.json", json.replace('\'', '"'));
        return (ServingProblem) file.question().orElseThrow(() -> new AssertionError(file.diagnostics().toString()));
    }

    /**
     * A serving problem of 2,000 tokens in and 500 out on so many GPUs of one kind.
     *
     * @param workload further fields of the workload, each with a comma before it
     * @param more further fields, each with a comma before it
     */
    public static ServingProblem serving(String model, String workload, String gpu, int count, String more) {
        return readServing("{'version': 1, 'model': '" + model + "', 'workload': {'kind': 'serving', 'inputTokens': 2000,"
                + " 'outputTokens': 500" + workload + "}, 'cluster': {'pools': [{'gpu': '" + gpu + "', 'count': " + count
                + "}]}" + more + "}");
    }

    public static Model model(String name) {
        return CATALOGUE.model(name).orElseThrow().model();
    }

    public static Gpu gpu(String name) {
        return CATALOGUE.gpu(name).orElseThrow();
    }

    public static Catalogue catalogue() {
        return CATALOGUE;
    }

    /** The same problem with another first pool. */
    public static Problem with(Problem problem, Pool pool) {
        return new Problem(problem.name(), problem.model(), problem.training(), new Cluster(List.of(pool)),
                problem.goal(), problem.conditions(), problem.assumptions());
    }

    /** The same pool of other GPUs. */
    public static Pool with(Pool pool, Gpu gpu) {
        return new Pool(pool.name(), gpu, pool.inventory(), pool.node(), pool.network(), pool.price());
    }

    public static Problem with(Problem problem, Conditions conditions) {
        return new Problem(problem.name(), problem.model(), problem.training(), problem.cluster(), problem.goal(),
                conditions, problem.assumptions());
    }

    private static Problem sound(ProblemFile file) {
        return file.problem().orElseThrow(() -> new AssertionError(file.diagnostics().toString()));
    }
}
