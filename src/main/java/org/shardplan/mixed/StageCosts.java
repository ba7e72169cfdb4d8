package org.shardplan.mixed;

/** What a stage costs, whoever knows it. */
@FunctionalInterface
public interface StageCosts {

    /**
     * The costs of a stage by its layers.
     *
     * @param group which nodes it runs on
     * @param behind stages between it and the loss: none behind the last stage
     * @param first whether it is the first stage, which also embeds; a first stage always has others behind it
     */
    Row row(int group, int behind, boolean first);

    /**
     * Costs of a stage with 0, 1, 2, … layers. More layers never take less time; the row ends where memory does.
     *
     * @param seconds of one micro-batch
     * @param closing seconds after the last micro-batch of a step
     */
    record Row(double[] seconds, double[] closing) {

        /** Most layers the stage can hold. */
        public int mostLayers() {
            return seconds.length - 1;
        }

        /** Most layers with which neither a micro-batch nor the closing exceeds the caps; 0 if there are none. */
        int mostLayers(Cost caps) {
            int layers = mostLayers(caps.slowest());
            while (layers > 0 && closing[layers] > caps.closing()) {
                layers--;
            }
            return layers;
        }

        private int mostLayers(double most) {
            int fits = 0;
            int tooMany = seconds.length;
            while (tooMany - fits > 1) {
                int layers = (fits + tooMany) >>> 1;
                if (seconds[layers] <= most) {
                    fits = layers;
                } else {
                    tooMany = layers;
                }
            }
            return fits;
        }
    }
}
