package org.shardplan.measured;

/**
 * Observed over modelled step time of one framework.
 *
 * @param key framework, architecture and precision
 * @param scale the factor
 * @param runs runs it comes from
 */
public record FrameworkScale(Key key, double scale, int runs) {

    /**
     * What shares a scale.
     *
     * @param framework profile name
     * @param architecture architecture of the GPU
     * @param precision precision of matrix multiplications
     */
    public record Key(String framework, String architecture, String precision) {

        static Key of(Setup setup) {
            return new Key(setup.problem().conditions().framework().name(), setup.gpu().architecture(),
                    setup.layout().execution().precision().label());
        }
    }
}
