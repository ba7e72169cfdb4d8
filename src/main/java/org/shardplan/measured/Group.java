package org.shardplan.measured;

/**
 * Runs that share one scale: observed over modelled time of one generation of one framework on one GPU.
 *
 * @param framework framework profile
 * @param era age class of the framework, may be empty
 * @param hardware GPU and precision
 * @param experts whether the models have experts
 */
public record Group(String framework, String era, Hardware hardware, boolean experts) {

    /**
     * GPU and precision.
     *
     * @param gpu catalogue name
     * @param architecture its architecture
     * @param recipe precision as the framework calls it
     */
    public record Hardware(String gpu, String architecture, String recipe) {

        /** Whether efficiencies may be carried over from there. */
        boolean isLike(Hardware other) {
            return architecture.equals(other.architecture) && bits().equals(other.bits());
        }

        /** Recipes of eight bits differ in how they scale, not in what the hardware does. */
        private String bits() {
            return recipe.contains("fp8") ? "fp8" : recipe;
        }
    }

    public static Group of(Setup setup) {
        return new Group(
                setup.problem().conditions().framework().name(),
                setup.software().era(),
                new Hardware(setup.gpu().name(), setup.gpu().architecture(), setup.software().recipe()),
                setup.hasExperts());
    }

    /** How reports call it. */
    public String label() {
        return framework + (era.isEmpty() ? "" : " " + era) + (experts ? ", experts" : "");
    }
}
