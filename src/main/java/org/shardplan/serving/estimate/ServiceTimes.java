package org.shardplan.serving.estimate;

/**
 * What requests take.
 *
 * @param mean the mean request
 * @param late the request at the percentile the service levels name; the mean where they name the mean
 * @param planned the same with the margin that the confidence in the service levels asks for
 */
public record ServiceTimes(Times mean, Times late, Times planned) {

    /** Without a margin. */
    ServiceTimes(Times mean, Times late) {
        this(mean, late, late);
    }

    /** With the margin that predictions as far off as these ask for. */
    ServiceTimes plannedWith(Accuracy accuracy, double confidencePercent) {
        return new ServiceTimes(mean, late, accuracy.planned(late, confidencePercent));
    }

    /**
     * Times of one request.
     *
     * @param ttftMs milliseconds to the first token, waiting included
     * @param tpotMs milliseconds for each further token, 0 where there is none
     * @param endToEndMs milliseconds for the whole request
     */
    public record Times(double ttftMs, double tpotMs, double endToEndMs) {

        /** Of an answer of so many tokens: TTFT + (O - 1)·TPOT. */
        static Times of(double ttftMs, double tpotMs, int tokens) {
            return tokens == 1 ? new Times(ttftMs, 0, ttftMs)
                    : new Times(ttftMs, tpotMs, ttftMs + (tokens - 1) * tpotMs);
        }

        /** With a share of others. */
        Times plus(Times others, double share) {
            return new Times(ttftMs + share * others.ttftMs, tpotMs + share * others.tpotMs,
                    endToEndMs + share * others.endToEndMs);
        }

        /** The later of both. */
        Times or(Times other) {
            return new Times(Math.max(ttftMs, other.ttftMs), Math.max(tpotMs, other.tpotMs),
                    Math.max(endToEndMs, other.endToEndMs));
        }
    }
}
