package org.shardplan.io;

import java.util.List;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Framework.AttentionKernel;
import org.shardplan.problem.Framework.Loss;
import org.shardplan.problem.Framework.Overlap;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;

/** Reads the profile of a training framework. */
final class FrameworkReader {

    private static final Choice<AttentionKernel> ATTENTION =
            new Choice<>(List.of("fused", "unfused"), List.of(AttentionKernel.FUSED, AttentionKernel.UNFUSED));
    private static final Choice<Verification> VERIFIED = Choice.of(Verification.values());
    private static final Decimal SHARE = Decimal.between(0, 1, "");

    private FrameworkReader() {
    }

    static Framework read(Fields fields) {
        return new Framework(
                fields.required("name", Text.NAME),
                fields.required("gradientBytes", WholeNumber.between(2, 4, "bytes")),
                fields.required("attention", ATTENTION),
                loss(fields.required("loss", Nested.OBJECT)),
                overlap(fields.required("overlap", Nested.OBJECT)),
                provenance(fields));
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
                fields.required("cudaGraphs", Flag.FLAG));
    }

    private static Provenance provenance(Fields fields) {
        return new Provenance(
                fields.required("verified", VERIFIED),
                fields.required("source", Text.PROSE),
                fields.optional("note", Text.PROSE, ""));
    }
}
