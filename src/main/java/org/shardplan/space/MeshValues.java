package org.shardplan.space;

import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.problem.Allowed.MeshChoices;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;

/**
 * Values worth trying for each factor of a mesh on one pool. A list in the problem's {@code allow} section replaces
 * them: then every listed value is tried.
 */
final class MeshValues {

    /** Fewer tokens of a sequence on one rank than this only cost efficiency. */
    private static final int LEAST_LOCAL_TOKENS = 1024;

    private final Problem problem;
    private final Pool pool;
    private final MeshChoices choices;
    private final int[] expert;

    MeshValues(Problem problem, Pool pool) {
        this.problem = problem;
        this.pool = pool;
        this.choices = problem.goal().allowed().mesh();
        this.expert = either(choices.expert(), problem.model().feedForward() instanceof MixtureOfExperts mixture
                ? Divisors.upTo(mixture.experts(), pool.count())
                : new int[] {1});
    }

    /** Divisors of the attention heads that fit a domain. */
    int[] tensor() {
        return either(choices.tensor(), Divisors.upTo(problem.model().attention().heads(), pool.domainGpus()));
    }

    /** Powers of two that leave at least 1,024 tokens of a sequence on a rank. */
    int[] context() {
        int sequence = problem.training().sequenceLength();
        return either(choices.context(), Divisors.powersOfTwo(Math.max(1, sequence / LEAST_LOCAL_TOKENS)));
    }

    /** Every number of stages up to the number of layers. */
    int[] pipeline() {
        return either(choices.pipeline(),
                IntStream.rangeClosed(1, Math.min(problem.model().layers(), pool.count())).toArray());
    }

    /** Divisors of the global batch. */
    int[] data() {
        return either(choices.data(), Divisors.upTo(problem.training().globalBatch(), pool.count()));
    }

    /** Divisors of the experts; 1 for dense models. */
    int[] expert() {
        return expert;
    }

    /** Whole experts, or experts split as the dense layers are; 1 for dense models. */
    int[] expertTensor(int tensor) {
        boolean both = problem.model().feedForward() instanceof MixtureOfExperts && tensor > 1;
        return either(choices.expertTensor(), both ? new int[] {1, tensor} : new int[] {1});
    }

    private static int[] either(IntChoice choice, int[] values) {
        List<Integer> listed = choice.values();
        return choice.isAny() ? values : listed.stream().mapToInt(Integer::intValue).toArray();
    }
}
