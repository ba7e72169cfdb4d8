package org.shardplan.io.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.shardplan.problem.Model;

/**
 * A model of the catalogue and what is known of it beyond its shape.
 *
 * @param model the shape, with its provenance
 * @param aliases other names it goes by
 * @param huggingFaceId repository on Hugging Face
 * @param official parameters as the authors count them
 * @param maxPositions longest sequence it was made for, in tokens
 */
public record CatalogueModel(
        Model model, List<String> aliases, Optional<String> huggingFaceId, Official official,
        OptionalInt maxPositions) {

    /**
     * Official parameter counts.
     *
     * @param parametersBillion all parameters, in 10^9
     * @param activeBillion parameters that each token meets, in 10^9
     */
    public record Official(OptionalDouble parametersBillion, OptionalDouble activeBillion) {
    }
}
