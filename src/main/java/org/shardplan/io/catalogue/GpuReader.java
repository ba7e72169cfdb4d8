package org.shardplan.io.catalogue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Day;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Price;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;
import org.shardplan.units.Bandwidth;
import org.shardplan.units.Bytes;
import org.shardplan.units.FlopRate;

/** Reads the data sheet of a GPU, from the catalogue or inline. */
public final class GpuReader {

    public static final WholeNumber GPUS_PER_NODE = WholeNumber.between(1, 65_536, "GPUs");
    public static final Decimal GIB = Decimal.positive("GiB");
    public static final Decimal GBPS = Decimal.positive("GB/s");
    public static final Decimal USD_PER_HOUR = Decimal.positive("USD per hour");

    private static final Decimal TFLOPS = Decimal.positive("TFLOP/s");
    private static final Decimal PERHAPS_GBPS = Decimal.notNegative("GB/s");
    private static final Choice<String> ARCHITECTURE = Choice.of(List.of("volta", "ampere", "ada", "hopper",
            "blackwell", "blackwell-ultra", "cdna2", "cdna3", "cdna4", "tpu", "gaudi", "ascend", Calibration.OTHER));
    private static final Choice<Verification> VERIFIED = Choice.of(Verification.values());

    private GpuReader() {
    }

    /**
     * The GPU these fields describe.
     *
     * @param unnamed what it is called if it has no name, empty if it has to have one
     * @param source where the figures come from if the fields do not say it
     */
    static Gpu read(Fields fields, String unnamed, String source) {
        fields.optional("vendor", Text.NAME);
        return new Gpu(
                unnamed.isEmpty() ? fields.required("name", Text.KEY) : fields.optional("name", Text.KEY, unnamed),
                fields.optional("architecture", ARCHITECTURE, Calibration.OTHER),
                peaks(fields),
                new Gpu.Memory(
                        Bytes.ofGib(fields.required("memoryGiB", GIB)),
                        Bandwidth.ofGBps(fields.required("memoryGBps", GBPS))),
                links(fields),
                board(fields),
                provenance(fields, source));
    }

    private static Map<Precision, FlopRate> peaks(Fields fields) {
        Map<Precision, FlopRate> peaks = new EnumMap<>(Precision.class);
        for (Precision precision : Precision.values()) {
            OptionalDouble teraflops = fields.optionalNumber(precision.label() + "Tflops", TFLOPS);
            if (teraflops.isPresent()) {
                peaks.put(precision, FlopRate.ofTeraflops(teraflops.getAsDouble()));
            }
        }
        if (fields.isSound() && !peaks.containsKey(Precision.BF16) && !peaks.containsKey(Precision.FP16)) {
            fields.reject("missing field \"bf16Tflops\" or \"fp16Tflops\": attention computes in 16 bit");
        }
        return peaks;
    }

    private static Gpu.Links links(Fields fields) {
        double scaleUp = fields.required("scaleUpGBps", PERHAPS_GBPS);
        int scaleUpGpus = fields.required("scaleUpGpus", GPUS_PER_NODE);
        if (fields.isSound() && scaleUp == 0 && scaleUpGpus > 1) {
            fields.reject("scaleUpGBps", "be above 0 if scaleUpGpus (" + scaleUpGpus + ") is above 1", "");
        }
        return new Gpu.Links(
                Bandwidth.ofGBps(scaleUp),
                scaleUpGpus,
                Bandwidth.ofGBps(fields.required("networkGBps", GBPS)),
                Bandwidth.ofGBps(fields.optional("pcieGBps", GBPS, 32.0)));
    }

    private static Gpu.Board board(Fields fields) {
        return new Gpu.Board(
                fields.required("tdpWatts", Decimal.positive("W")),
                fields.optional("gpusPerNode", GPUS_PER_NODE, 8),
                price(fields));
    }

    private static Price price(Fields fields) {
        OptionalDouble onDemand = fields.optionalNumber("pricePerGpuHourUsd", USD_PER_HOUR);
        OptionalDouble spot = fields.optionalNumber("spotPricePerGpuHourUsd", USD_PER_HOUR);
        String source = fields.optional("priceSource", Text.PROSE, Provenance.USER.source());
        return onDemand.isEmpty() && spot.isEmpty() ? Price.UNKNOWN : new Price(onDemand, spot, source);
    }

    private static Provenance provenance(Fields fields, String source) {
        return new Provenance(
                fields.optional("verified", VERIFIED, Verification.USER),
                fields.optional("source", Text.PROSE, source),
                fields.optional("note", Text.PROSE, ""), fields.optional("noted", Day.DAY));
    }
}
