package org.shardplan.serving.estimate;

/**
 * What requests take.
 *
 * @param mean the mean request
 * @param late the request at the percentile the service levels name; the mean where they name the mean
 */
public record ServiceTimes(Times mean, Times late) {

    /**
     * Times of one request.
     *
     * @param ttftMs milliseconds to the first token, waiting included
     * @param tpotMs milliseconds for each further token
     * @param endToEndMs milliseconds for the whole request
     */
    public record Times(double ttftMs, double tpotMs, double endToEndMs) {
    }
}
