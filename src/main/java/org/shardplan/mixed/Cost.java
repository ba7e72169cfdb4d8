package org.shardplan.mixed;

import org.shardplan.mixed.Lineup.Weights;

/**
 * What a pipeline costs, or what it costs at least.
 *
 * @param sum seconds of one micro-batch through all stages and links
 * @param slowest the slowest stage
 * @param closing the longest closing
 * @param link the slowest link
 */
public record Cost(double sum, double slowest, double closing, double link) {

    static final Cost NOTHING = new Cost(0, 0, 0, 0);
    static final Cost UNLIMITED = new Cost(0, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);

    /** With one more stage. */
    Cost with(double seconds, double closes) {
        return new Cost(sum + seconds, Math.max(slowest, seconds), Math.max(closing, closes), link);
    }

    /** With one more link. */
    Cost withLink(double seconds) {
        return new Cost(sum + seconds, slowest, closing, Math.max(link, seconds));
    }

    Cost withSum(double other) {
        return new Cost(other, slowest, closing, link);
    }

    Cost withSlowest(double other) {
        return new Cost(sum, other, closing, link);
    }

    Cost withClosing(double other) {
        return new Cost(sum, slowest, other, link);
    }

    Cost withSlowestLink(double other) {
        return new Cost(sum, slowest, closing, other);
    }

    /** With slowest stages, closings and links no faster than these. */
    Cost raised(Cost other) {
        return new Cost(sum, Math.max(slowest, other.slowest), Math.max(closing, other.closing),
                Math.max(link, other.link));
    }

    /** Whether stages, closings and links are no slower than these. */
    boolean isWithin(Cost caps) {
        return slowest <= caps.slowest && closing <= caps.closing && link <= caps.link;
    }

    /** Seconds of a step. */
    public double total(Weights weights) {
        return sum + weights.pace() * slowest + closing + weights.link() * link;
    }
}
