package org.shardplan.serving.estimate;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Engine;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.Load;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServiceTimes.Times;

/**
 * Relative errors that 90 % of predictions are expected to stay below.
 *
 * <p>Where the engine was measured on the GPU: those of models left out of the fit (model log). Elsewhere wider, by
 * judgement.
 *
 * @param tpot of the time per output token
 * @param ttft of the time to the first token
 * @param throughput of tokens per second
 * @param untested what about the layout no measured run shows, one clause each; empty if all of it was measured
 */
public record Accuracy(double tpot, double ttft, double throughput, List<String> untested) {

    private static final Accuracy MEASURED = new Accuracy(0.13, 0.47, 0.22, List.of());
    /** Judged from sources left out: a third to half as much again. */
    private static final Accuracy OTHER_GPU = new Accuracy(0.35, 1, 0.3, List.of());
    /** Judged: no run at all tests it. */
    private static final Accuracy UNTESTED = new Accuracy(0.4, 1, 0.4, List.of());
    /** Of published runs that nothing was fitted to, 90 % are within 0.7 of the throughput (model log). */
    private static final Accuracy NARROW_EXPERTS = new Accuracy(0.4, 1, 0.7, List.of());
    /** Columns of the narrowest experts in the fit, those of gpt-oss. */
    private static final int NARROWEST = 2880;

    /** How much further measured times lie above predictions of left-out models than such an error alone says. */
    private static final double ABOVE = 2;
    private static final double EVEN = 50;
    private static final double PERCENT = 100;

    public Accuracy {
        untested = List.copyOf(untested);
    }

    /**
     * Share of a predicted time by which it must stay below a limit that is kept with so many percent of confidence.
     *
     * <pre>  2·error·lg(50/(100 - confidence))</pre>
     *
     * <p>Assumes that errors are as likely above as below, and that their size is exponential (Laplace 1774). Of times
     * per output token of models left out of the fit (90 % within 12.2 %), 67 % take at most 5 %, 75 % at most 7 % and
     * 90 % at most 12 % longer than predicted; this gives 4.4, 7.3 and 17 %. That it holds for first tokens and whole
     * requests is an assumption.
     *
     * @param error relative error that 90 % of predictions stay below
     */
    public static double margin(double error, double confidencePercent) {
        return ABOVE * error * Math.max(0, Math.log10(EVEN / (PERCENT - confidencePercent)));
    }

    /** What to plan for: each time with its margin. */
    public Times planned(Times times, double confidencePercent) {
        return new Times(times.ttftMs() * (1 + margin(ttft, confidencePercent)),
                times.tpotMs() * (1 + margin(tpot, confidencePercent)),
                times.endToEndMs() * (1 + margin(throughput, confidencePercent)));
    }

    /** Of a layout, or of any that differs in its batches alone. */
    public static Accuracy of(ServingProblem problem, ServingLayout layout) {
        List<String> untested = new ArrayList<>();
        if (layout instanceof ServingLayout.Disaggregated) {
            untested.add("separate GPUs for prompts and answers");
        }
        if (layout instanceof ServingLayout.Pipeline pipeline) {
            untested.add("pipeline stages");
            add(pipeline.pools() > 1, "stages on different GPUs", untested);
        }
        addRequests(problem, untested);
        layout.groups().stream().map(ReplicaGroup::replica)
                .forEach(replica -> addReplica(problem, replica, untested));
        List<String> distinct = untested.stream().distinct().toList();
        Accuracy base = hasNarrowExperts(problem) ? NARROW_EXPERTS
                : !distinct.isEmpty() ? UNTESTED : isMeasured(problem, layout) ? MEASURED : OTHER_GPU;
        return new Accuracy(base.tpot, base.ttft, base.throughput, distinct);
    }

    private static boolean isMeasured(ServingProblem problem, ServingLayout layout) {
        return layout.groups().stream().allMatch(
                group -> problem.engine().isMeasured(problem.pool(group.replica().pool()).gpu()));
    }

    private static void addRequests(ServingProblem problem, List<String> untested) {
        add(problem.serving().load() instanceof Load.OpenLoop, "requests that arrive at random", untested);
        add(problem.serving().shortcuts().prefixHitRate() > 0, "cached prefixes", untested);
        add(problem.serving().shortcuts().speculation().isPresent(), "speculative decoding", untested);
        add(problem.model().attention() instanceof LatentAttention, "latent attention", untested);
        add(hasNarrowExperts(problem), "experts this narrow", untested);
    }

    private static boolean hasNarrowExperts(ServingProblem problem) {
        return problem.model().feedForward() instanceof MixtureOfExperts mixture
                && mixture.expert().width() < NARROWEST;
    }

    private static void addReplica(ServingProblem problem, Replica replica, List<String> untested) {
        Pool pool = problem.pool(replica.pool());
        Replica.Split split = replica.split();
        add(split.pipeline() > 1, "pipeline stages", untested);
        add(split.attentionData() > 1, "data-parallel attention", untested);
        add(split.gpus() > pool.domainGpus(), "replicas over several nodes", untested);
        add(split.tensor() > pool.scaleUpGpus(), "tensor parallelism over PCIe", untested);
        add(isLittleMeasured(replica), replica.formats().weights().label() + " weights", untested);
        add(isInIntegers(replica), replica.formats().keyValues().label() + " keys and values", untested);
        add(isUnpacked(replica, pool.gpu()), "fp8 weights unpacked to 16 bit", untested);
        add(isOtherVendor(problem.engine(), pool.gpu()), pool.gpu().name(), untested);
    }

    /** No run shows what the engine itself takes there. */
    private static boolean isOtherVendor(Engine engine, Gpu gpu) {
        return !engine.isMeasured(gpu) && (gpu.architecture().startsWith("cdna") || !engine.hasKernels(gpu));
    }

    private static boolean isLittleMeasured(Replica replica) {
        return switch (replica.formats().weights()) {
            case BF16, FP16, FP8, MXFP4, NVFP4 -> false;
            case INT8, INT8_WEIGHTS, INT4 -> true;
        };
    }

    private static boolean isInIntegers(Replica replica) {
        return switch (replica.formats().keyValues()) {
            case BF16, FP8 -> false;
            case INT8, INT4 -> true;
        };
    }

    private static boolean isUnpacked(Replica replica, Gpu gpu) {
        return replica.formats().weights() == WeightFormat.FP8 && !gpu.peak(Precision.FP8).isSupported();
    }

    private static void add(boolean isSo, String clause, List<String> untested) {
        if (isSo) {
            untested.add(clause);
        }
    }
}
