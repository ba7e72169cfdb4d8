package org.shardplan.measured;

import org.shardplan.problem.Framework.Observed;

/**
 * Observed over modelled step time of one framework.
 *
 * @param key framework, and what of it was observed
 * @param scale the factor
 * @param runs runs it comes from
 */
public record FrameworkScale(Key key, double scale, int runs) {

    /**
     * What shares a scale.
     *
     * @param framework profile name
     * @param observed architecture, precision and kind of model
     */
    public record Key(String framework, Observed observed) {

        static Key of(Setup setup) {
            return new Key(setup.problem().conditions().framework().name(), setup.observed());
        }
    }
}
