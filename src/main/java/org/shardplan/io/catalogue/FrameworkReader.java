package org.shardplan.io.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Framework.AttentionKernel;
import org.shardplan.problem.Framework.Kernels;
import org.shardplan.problem.Framework.Loss;
import org.shardplan.problem.Framework.Observed;
import org.shardplan.problem.Framework.Overheads;
import org.shardplan.problem.Framework.Overlap;
import org.shardplan.problem.Framework.Selective;
import org.shardplan.problem.Framework.States;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;

/** Reads the profile of a training framework. */
final class FrameworkReader {

    private static final Choice<AttentionKernel> ATTENTION = Choice.of(AttentionKernel.values());
    private static final Choice<Selective> SELECTIVE = Choice.of(Selective.values());
    private static final Choice<Verification> VERIFIED = Choice.of(Verification.values());
    private static final Choice<Precision> PRECISION = Choice.of(Precision.values());
    private static final ListOf<Fields> SCALES = new ListOf<>(Nested.OBJECT, 100);
    /** NCCL channels of one communicator: 342-392 MiB (aiconfigurator, systems/h100_sxm.yaml). */
    private static final double COMMUNICATOR_GIB = 0.375;
    private static final Decimal SHARE = Decimal.between(0, 1, "");

    private FrameworkReader() {
    }

    static Framework read(Fields fields) {
        fields.optional("aliases", Shelf.ALIASES);
        return new Framework(
                fields.required("name", Text.NAME),
                kernels(fields.required("kernels", Nested.OBJECT)),
                states(fields.required("states", Nested.OBJECT)),
                loss(fields.required("loss", Nested.OBJECT)),
                overlap(fields.required("overlap", Nested.OBJECT)),
                overheads(fields.required("overheads", Nested.OBJECT)),
                scales(fields),
                provenance(fields));
    }

    private static Kernels kernels(Fields fields) {
        return new Kernels(fields.required("attention", ATTENTION), fields.required("fusedNorms", Flag.FLAG),
                fields.optional("selective", SELECTIVE, Selective.ATTENTION));
    }

    private static States states(Fields fields) {
        return new States(
                fields.required("gradientBytes", WholeNumber.between(2, 4, "bytes")),
                fields.optional("optimizerGroup", WholeNumber.between(0, 1_000_000, "ranks"), 0),
                fields.optional("shardSeconds", Decimal.notNegative("s"), 0.0));
    }

    private static Overheads overheads(Fields fields) {
        return new Overheads(
                fields.required("contextGiB", Decimal.notNegative("GiB")),
                fields.optional("communicatorGiB", Decimal.notNegative("GiB"), COMMUNICATOR_GIB),
                fields.required("fragmentation", SHARE),
                fields.required("launchFactor", Decimal.notNegative("")));
    }

    private static Map<Observed, Double> scales(Fields fields) {
        Map<Observed, Double> scales = new LinkedHashMap<>();
        for (Fields scale : fields.optional("scales", SCALES, List.of())) {
            scales.put(observed(scale), scale.required("scale", Decimal.positive("")));
        }
        return scales;
    }

    static Observed observed(Fields fields) {
        return new Observed(
                fields.required("architecture", Text.NAME), fields.required("precision", PRECISION),
                fields.optional("experts", Flag.FLAG, false));
    }

    private static Loss loss(Fields fields) {
        return new Loss(
                fields.required("gathered", Flag.FLAG),
                fields.required("bytesPerLogit", Decimal.positive("bytes")));
    }

    private static Overlap overlap(Fields fields) {
        return new Overlap(
                fields.required("exposedDataParallel", SHARE),
                fields.required("exposedTensorParallel", SHARE),
                fields.optional("exposedExpertParallel", SHARE, 1.0));
    }

    private static Provenance provenance(Fields fields) {
        return new Provenance(
                fields.required("verified", VERIFIED),
                fields.required("source", Text.PROSE),
                fields.optional("note", Text.PROSE, ""));
    }
}
