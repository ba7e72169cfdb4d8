package org.shardplan.io.catalogue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.WeightFormat.Arithmetic;
import org.shardplan.problem.Curve;
import org.shardplan.problem.KernelRates;
import org.shardplan.problem.KernelRates.AllReduce;
import org.shardplan.problem.KernelRates.Answer;
import org.shardplan.problem.KernelRates.Attention;
import org.shardplan.problem.KernelRates.Collectives;
import org.shardplan.problem.KernelRates.Compute;
import org.shardplan.problem.KernelRates.Device;
import org.shardplan.problem.KernelRates.Dispatch;
import org.shardplan.problem.KernelRates.Experts;
import org.shardplan.problem.KernelRates.Floor;
import org.shardplan.problem.KernelRates.Grouped;
import org.shardplan.problem.KernelRates.Latent;
import org.shardplan.problem.KernelRates.Matrix;
import org.shardplan.problem.KernelRates.Packed;
import org.shardplan.problem.KernelRates.Prompt;

/** Reads what kernels of one GPU architecture reach while serving. */
final class KernelRatesReader {

    private static final double PER_SECOND = 1e6;
    private static final double GIGA = 1e9;
    private static final double BYTES_PER_KIB = 1024;
    private static final Choice<Arithmetic> ARITHMETIC = Choice.of(Arithmetic.values());
    private static final ListOf<Fields> ENTRIES = new ListOf<>(Nested.OBJECT, 100);
    private static final ListOf<Double> POINTS = new ListOf<>(Decimal.positive(""), 100);
    private static final Decimal MICROSECONDS = Decimal.notNegative("us");
    private static final Decimal SHARE = Decimal.share();
    private static final Decimal FACTOR = Decimal.positive("");

    private KernelRatesReader() {
    }

    static KernelRates read(Fields fields) {
        return new KernelRates(
                device(fields),
                matrices(fields),
                new Attention(prompt(fields.required("prompt", Nested.OBJECT)),
                        answer(fields.required("answer", Nested.OBJECT)),
                        latent(fields.required("latent", Nested.OBJECT))),
                experts(fields.required("experts", Nested.OBJECT)),
                collectives(fields));
    }

    private static Device device(Fields fields) {
        return new Device(
                fields.required("processors", WholeNumber.between(1, 10_000, "")),
                fields.required("memory", SHARE),
                seconds(fields, "layerMicroseconds"),
                fields.required("source", Text.PROSE));
    }

    private static Map<Arithmetic, Matrix> matrices(Fields fields) {
        Map<Arithmetic, Matrix> matrices = new EnumMap<>(Arithmetic.class);
        for (Fields matrix : fields.required("matrices", ENTRIES)) {
            matrices.put(matrix.required("arithmetic", ARITHMETIC), new Matrix(
                    new Floor(seconds(matrix, "floorMicroseconds"), seconds(matrix, "quantizationMicroseconds")),
                    matrix.required("compute", SHARE), matrix.required("memory", SHARE),
                    matrix.required("sharpness", FACTOR), matrix.required("waves", Decimal.notNegative(""))));
        }
        return matrices;
    }

    private static Prompt prompt(Fields fields) {
        return new Prompt(
                seconds(fields, "floorMicroseconds"), fields.required("compute", SHARE),
                fields.required("waves", Decimal.notNegative("")), fields.required("memory", SHARE));
    }

    private static Answer answer(Fields fields) {
        return new Answer(seconds(fields, "floorMicroseconds"), fields.required("memory", SHARE),
                fields.required("sharpness", FACTOR));
    }

    private static Latent latent(Fields fields) {
        return new Latent(seconds(fields, "floorMicroseconds"), fields.required("compute", SHARE),
                fields.required("rows", WholeNumber.between(1, 1_000, "heads")));
    }

    private static Experts experts(Fields fields) {
        Packed packed = packed(fields.required("packed", Nested.OBJECT));
        return new Experts(
                fields.required("spread", FACTOR), grouped(fields.required("plain", Nested.OBJECT)),
                grouped(fields.required("triton", Nested.OBJECT)), packed,
                fields.optional("packedTriton", Nested.OBJECT).map(KernelRatesReader::packed).orElse(packed));
    }

    private static Packed packed(Fields fields) {
        return new Packed(grouped(fields),
                GIGA * fields.optional("unpackedGBpsPerProcessor", FACTOR, Double.POSITIVE_INFINITY),
                fields.optional("launchMicroseconds", MICROSECONDS, 0.0) / PER_SECOND);
    }

    private static Grouped grouped(Fields fields) {
        return new Grouped(
                seconds(fields, "floorMicroseconds"),
                new Compute(fields.required("compute", SHARE), fields.required("narrowCompute", SHARE)),
                fields.required("memory", SHARE), fields.required("tile", Decimal.notNegative("tokens")),
                fields.required("streams", Decimal.notNegative("")));
    }

    private static Collectives collectives(Fields fields) {
        return new Collectives(
                allReduce(fields.required("scaleUp", Nested.OBJECT)),
                fields.optional("pairShare", SHARE, 1.0),
                allReduce(fields.required("host", Nested.OBJECT)),
                seconds(fields, "skewMicroseconds"),
                dispatch(fields.required("dispatch", Nested.OBJECT)));
    }

    private static Dispatch dispatch(Fields fields) {
        return new Dispatch(seconds(fields, "lowLatencyMicroseconds"), seconds(fields, "normalMicroseconds"),
                fields.required("share", SHARE));
    }

    private static AllReduce allReduce(Fields fields) {
        List<Double> bytes = fields.required("messageKiB", POINTS).stream().map(kib -> kib * BYTES_PER_KIB).toList();
        SortedMap<Integer, Curve> seconds = new TreeMap<>();
        for (Fields group : fields.required("groups", ENTRIES)) {
            List<Double> times = group.required("microseconds", POINTS);
            seconds.put(group.required("gpus", WholeNumber.between(2, 1_000, "GPUs")),
                    new Curve(bytes, times.stream().map(time -> time / PER_SECOND).toList()));
        }
        return new AllReduce(fields.required("linkGBps", FACTOR), seconds);
    }

    private static double seconds(Fields fields, String name) {
        return fields.required(name, MICROSECONDS) / PER_SECOND;
    }
}
