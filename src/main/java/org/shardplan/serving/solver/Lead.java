package org.shardplan.serving.solver;

import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.space.Branch;

/**
 * A branch to follow, the best first and of equal ones the one found first, which keeps answers reproducible.
 *
 * @param score what nothing in the branch beats
 * @param order when it was found
 * @param branch the branch
 */
record Lead(ServingScore score, long order, Branch branch) implements Comparable<Lead> {

    @Override
    public int compareTo(Lead other) {
        int byScore = score.compareTo(other.score);
        return byScore != 0 ? byScore : Long.compare(order, other.order);
    }
}
