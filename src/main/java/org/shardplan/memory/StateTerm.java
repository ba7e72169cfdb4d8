package org.shardplan.memory;

import java.util.Locale;

/**
 * Bytes a rank keeps for every parameter it holds.
 *
 * @param part the part of memory
 * @param bytesEach bytes of one parameter
 * @param dense parameters of the stage that are no routed experts
 * @param experts routed expert parameters of the stage
 */
public record StateTerm(MemoryPart part, double bytesEach, Share dense, Share experts) implements MemoryTerm {

    private static final double BILLION = 1e9;

    /**
     * Parameters and the ranks that share them.
     *
     * @param parameters parameters of one rank if nothing is sharded
     * @param ranks ranks that keep a part each, 1 if everyone keeps everything
     */
    public record Share(double parameters, int ranks) {

        static final Share NONE = new Share(0, 1);

        private String text() {
            String amount = String.format(Locale.ROOT, parameters < 0.1 * BILLION ? "%.4f" : "%.2f",
                    parameters / BILLION) + " B parameters";
            return ranks == 1 ? amount : amount + " / " + ranks + " ranks";
        }
    }

    @Override
    public double bytes() {
        return bytesEach * (dense.parameters() / dense.ranks() + experts.parameters() / experts.ranks());
    }

    @Override
    public String formula() {
        String each = String.format(Locale.ROOT, bytesEach == Math.rint(bytesEach) ? "%.0f" : "%.3f", bytesEach)
                + " bytes · ";
        return experts.parameters() == 0
                ? each + dense.text()
                : each + "(" + dense.text() + " + experts " + experts.text() + ")";
    }

    @Override
    public String source() {
        return "ZeRO, arXiv:1910.02054, section 3";
    }
}
