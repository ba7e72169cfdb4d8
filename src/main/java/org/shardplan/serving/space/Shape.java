package org.shardplan.serving.space;

import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.problem.ServingProblem;

/**
 * A replica of which only the number of sequences is open.
 *
 * @param pool index of the pool in the cluster
 * @param split GPUs and their split
 * @param formats how weights, keys and values are stored
 * @param chunkTokens prompt tokens of one step at most
 */
public record Shape(int pool, Split split, Formats formats, int chunkTokens) {

    /** Tokens from which on steps, not prompts, decide how more sequences do: judged. */
    private static final int LONG_ANSWER = 64;

    public int gpus() {
        return split.gpus();
    }

    /** How many settings differ: pool, each degree of the split, formats, chunk. */
    int settingsOtherThan(Shape other) {
        Split theirs = other.split;
        return differs(pool, other.pool) + differs(split.tensor(), theirs.tensor())
                + differs(split.pipeline(), theirs.pipeline()) + differs(split.attentionData(), theirs.attentionData())
                + differs(split.expert(), theirs.expert()) + differs(chunkTokens, other.chunkTokens)
                + (formats.equals(other.formats) ? 0 : 1);
    }

    private static int differs(int one, int other) {
        return one == other ? 0 : 1;
    }

    /**
     * Whether more sequences at a time never work off fewer requests. Over the host's links they may: the all-reduces
     * measured there take seven times as long for four times the bytes where the algorithm changes. With short answers
     * they may, too: prompts decide then, and each takes a little longer beside more answers.
     */
    boolean isSteady(ServingProblem problem) {
        return problem.serving().lengths().output() >= LONG_ANSWER
                && (split.tensor() == 1 || split.tensor() <= problem.pool(pool).scaleUpGpus());
    }

    /** The replica that runs so many sequences at a time. */
    public Replica replica(int sequences) {
        return new Replica(pool, split, formats, new Batching(sequences, chunkTokens));
    }
}
