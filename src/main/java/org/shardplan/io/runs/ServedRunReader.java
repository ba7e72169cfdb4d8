package org.shardplan.io.runs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.catalogue.CatalogueModel;
import org.shardplan.io.catalogue.Engines;
import org.shardplan.io.json.Printable;
import org.shardplan.io.json.Sentence;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.measured.Evidence;
import org.shardplan.measured.Origin;
import org.shardplan.measured.Run;
import org.shardplan.measured.ServedOutcome;
import org.shardplan.measured.ServedRun;
import org.shardplan.measured.ServedSetup;
import org.shardplan.measured.ServedSetup.Launch;
import org.shardplan.measured.ServedSetup.Mode;
import org.shardplan.measured.UnsupportedRun;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Engine;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Load;
import org.shardplan.problem.Model;
import org.shardplan.problem.Network;
import org.shardplan.problem.Node;
import org.shardplan.problem.Operations;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Lengths;
import org.shardplan.problem.Serving.Shortcuts;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingGoal;
import org.shardplan.problem.ServingLimits;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.units.Bytes;

/** Turns a row of a table of served models into a run. */
final class ServedRunReader {

    /** The column that tables of served models have and others have not. */
    static final String INPUT = "isl";

    /** What came out; none of it may ever reach a prediction. */
    private static final Set<String> MEASURED = Set.of("ttft_ms", "tpot_ms", "e2e_latency_s", "tokens_per_s_total",
            "tokens_per_s_per_gpu", "peak_mem_gb");
    /** What an attention group runs together at most, and prompt tokens of a step, where nobody says otherwise. */
    private static final int MOST_SEQUENCES = 2048;
    private static final int CHUNK = 8192;
    /** Prompt tokens that engines with static batches work off together. */
    private static final int STATIC_CHUNK = 16384;

    private final Catalogue catalogue;
    private final Engines engines = Engines.shipped();
    private final ServedRules rules = ServedRules.shipped();
    private final Map<String, Optional<Gpu>> gpus = new HashMap<>();
    private final Map<String, Optional<Model>> models = new HashMap<>();

    ServedRunReader(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Run read(String file, long line, Map<String, String> row) {
        ServedRules.Reading reading = rules.read(row);
        Map<String, String> decided = new HashMap<>(reading.cells());
        decided.keySet().removeAll(MEASURED);
        Map<String, String> measured = new HashMap<>(row);
        measured.keySet().retainAll(MEASURED);
        RunCells cells = new RunCells(decided);
        Origin origin = new Origin(file, line,
                Printable.of(Sentence.cut(cells.text("source").orElse("runs"))), Evidence.MEASURED);
        Optional<ServedSetup> setup = setup(cells, reading.reasons());
        if (setup.isEmpty() || !cells.obstacles().isEmpty()) {
            return new UnsupportedRun(origin, Printable.of(Sentence.cut(cells.text("model").orElse("unnamed"))),
                    String.join(" ", cells.obstacles()));
        }
        return new ServedRun(origin, setup.get(), outcome(new RunCells(measured), cells, setup.get()));
    }

    private Optional<ServedSetup> setup(RunCells cells, List<String> reasons) {
        Optional<Gpu> gpu = known(cells, "gpu", name -> gpus.computeIfAbsent(name, catalogue::gpu));
        Optional<Model> model = known(cells, "model", name -> models.computeIfAbsent(name, this::model));
        if (gpu.isEmpty() || model.isEmpty()) {
            return Optional.empty();
        }
        Engine engine = new ServedEngine(cells, engines).read();
        Mode mode = mode(cells, engine);
        ReplicaGroup replicas = replicas(cells, model.get(), engine, mode);
        ServingProblem problem = new ServingProblem(model.get().name(), model.get(),
                serving(cells, mode), new Cluster(List.of(pool(gpu.get(), replicas, cells))),
                new ServingGoal(ServingObjective.THROUGHPUT, ServingLimits.NONE, ServingAllowed.DEFAULT), engine,
                Operations.DEFAULT.power(), List.copyOf(cells.assumptions()));
        return Optional.of(new ServedSetup(problem, replicas, mode, launch(cells, reasons)));
    }

    private static Launch launch(RunCells cells, List<String> reasons) {
        return new Launch(cells.text("engine_version").orElse(""), cells.number("wait_steps").orElse(0),
                cells.whole("requests").orElse(0), reasons);
    }

    private interface Lookup<T> {
        Optional<T> find(String name);
    }

    private static <T> Optional<T> known(RunCells cells, String column, Lookup<T> lookup) {
        Optional<String> name = cells.text(column);
        Optional<T> found = name.flatMap(lookup::find);
        if (found.isEmpty()) {
            cells.obstacle(name.isPresent()
                    ? "The " + column + " (" + Sentence.cut(name.get()) + ") must be in the catalogue."
                    : "The " + column + " is not given.");
        }
        return found;
    }

    private Optional<Model> model(String name) {
        return catalogue.model(name).or(() -> catalogue.model(name.replaceAll("\\s*\\(.*\\)", "").strip()))
                .map(CatalogueModel::model);
    }

    /** Old engines run one batch from the first prompt to the last token. */
    private static Mode mode(RunCells cells, Engine engine) {
        String word = cells.text("mode").orElse("online");
        boolean batch = cells.text("batch_or_concurrency").isPresent();
        if (word.equals("memory")) {
            return Mode.CAPACITY;
        }
        if (engine.name().equals("fastertransformer") || engine.name().equals("tensorrt-llm-static")) {
            return Mode.STATIC;
        }
        return word.startsWith("offline") && !batch ? Mode.OFFLINE : Mode.ONLINE;
    }

    private ReplicaGroup replicas(RunCells cells, Model model, Engine engine, Mode mode) {
        int data = cells.whole("dp").orElse(1);
        int expert = cells.whole("ep").orElse(1);
        boolean together = data > 1 && expert > 1;
        int tensor = tensor(cells, data);
        Split split = new Split(tensor, cells.whole("pp").orElse(1), together ? data : 1, expert);
        int gpus = cells.required("gpus");
        if (gpus % split.gpus() != 0) {
            cells.obstacle("The gpus (" + gpus + ") must be a multiple of tp · pp · dp.");
        }
        if (split.gpusPerStage() % expert != 0) {
            cells.obstacle("The ep (" + expert + ") must divide tp · dp (" + split.gpusPerStage() + ").");
        }
        int count = Math.max(1, gpus / split.gpus());
        int sequences = mode == Mode.OFFLINE ? MOST_SEQUENCES * split.attentionData() : slots(cells, count);
        return new ReplicaGroup(new Replica(0, split, new ServedFormats(cells).read(model.name(), engine),
                new Batching(sequences, mode == Mode.STATIC ? STATIC_CHUNK : CHUNK)), count);
    }

    private static int tensor(RunCells cells, int data) {
        OptionalInt tensor = cells.whole("tp");
        if (tensor.isEmpty()) {
            cells.assume("tp not given: all GPUs of a replica.");
        }
        return tensor.orElse(Math.max(1, cells.required("gpus") / data / cells.whole("pp").orElse(1)));
    }

    /** What a replica runs together: all its clients, but for slots that engines are known to leave idle. */
    private static int slots(RunCells cells, int replicas) {
        int clients = (int) Math.ceil((double) concurrency(cells) / replicas);
        return Math.max(1, clients - cells.whole("idle_slots").orElse(0));
    }

    private static int concurrency(RunCells cells) {
        return cells.required("batch_or_concurrency");
    }

    private static Serving serving(RunCells cells, Mode mode) {
        Load load = mode == Mode.OFFLINE ? new Load.Offline() : new Load.ClosedLoop(concurrency(cells));
        return new Serving(new Lengths(tokens(cells, INPUT), tokens(cells, "osl"), 0), load, ServiceLevels.NONE,
                Shortcuts.NONE);
    }

    /** Mean lengths need not be whole; a row about memory has no answer. */
    private static int tokens(RunCells cells, String column) {
        if (cells.text(column).isEmpty()) {
            cells.obstacle("The " + column + " is not given.");
        }
        return (int) Math.max(1, Math.min(1e8, Math.round(cells.number(column).orElse(1) * lengthShare(cells))));
    }

    /** Mean lengths over those of the row, where lengths are drawn at random. */
    private static double lengthShare(RunCells cells) {
        double share = cells.number("length_share").orElse(1);
        if (share <= 0 || share > 1) {
            cells.obstacle("The length_share (" + Printable.of(Sentence.cut(cells.text("length_share").orElse("")))
                    + ") must be above 0 and at most 1.");
        }
        return share;
    }

    private static Pool pool(Gpu gpu, ReplicaGroup replicas, RunCells cells) {
        int nodes = cells.whole("nodes").orElse(1);
        int perNode = Math.max(1, Math.max(gpu.board().gpusPerNode(), replicas.gpus() / nodes));
        return new Pool(gpu.name(), gpu, new Pool.Inventory(replicas.gpus(), true),
                new Node(nodes > 1 ? Math.max(1, replicas.gpus() / nodes) : perNode, new Bytes(Double.MAX_VALUE)),
                Network.flat(gpu.links().network()), gpu.board().price());
    }

    private static ServedOutcome outcome(RunCells measured, RunCells decided, ServedSetup setup) {
        boolean ranOut = decided.text("notes").orElse("").strip().equals("OOM")
                || measured.text("peak_mem_gb").orElse("").equalsIgnoreCase("OOM");
        return new ServedOutcomeCells(measured).read(ranOut, setup.mode() == Mode.CAPACITY);
    }
}
