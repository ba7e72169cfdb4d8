package org.shardplan.io.runs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.catalogue.CatalogueModel;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.io.json.Printable;
import org.shardplan.io.json.Sentence;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Precision;
import org.shardplan.measured.Evidence;
import org.shardplan.measured.MeasuredRun;
import org.shardplan.measured.Origin;
import org.shardplan.measured.Run;
import org.shardplan.measured.Setup;
import org.shardplan.measured.UnsupportedRun;
import org.shardplan.problem.Allowed;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Conditions;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Limits;
import org.shardplan.problem.LowRankAdapter;
import org.shardplan.problem.Model;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Operations;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Training;

/** Turns a row into a run. */
final class RunReader {

    private static final int USUAL_RANK = 16;
    private static final Pattern RANK = Pattern.compile("(?:rank|\\br)\\s*=?\\s*(\\d+)", Pattern.CASE_INSENSITIVE);

    private final Catalogue catalogue;
    private final Profiles profiles;
    private final RunRules rules;
    private final Optional<String> framework;
    private final Calibration calibration;
    private final Map<String, Optional<Gpu>> gpus = new HashMap<>();
    private final Map<String, Optional<Model>> models = new HashMap<>();
    private final Map<String, Optional<Framework>> frameworks = new HashMap<>();

    /**
     * A reader that knows these names.
     *
     * @param framework the framework of all runs, if not the rules decide
     */
    RunReader(Catalogue catalogue, Profiles profiles, RunRules rules, Optional<String> framework) {
        this.catalogue = catalogue;
        this.profiles = profiles;
        this.rules = rules;
        this.framework = framework;
        this.calibration = profiles.calibration();
    }

    static RunReader shipped(Optional<String> framework) {
        return new RunReader(Catalogue.shipped(), Profiles.shipped(), RunRules.shipped(), framework);
    }

    static RunReader refitting(Optional<String> framework) {
        return new RunReader(Catalogue.shipped(), Profiles.shipped(), RunRules.refit(), framework);
    }

    Run read(String file, long line, Map<String, String> row) {
        Map<String, String> decided = new HashMap<>(row);
        decided.keySet().removeAll(RunTableColumns.MEASURED);
        Map<String, String> measured = new HashMap<>(row);
        measured.keySet().retainAll(RunTableColumns.MEASURED);
        return read(file, line, new RunCells(decided), new RunCells(measured));
    }

    private Run read(String file, long line, RunCells decided, RunCells measured) {
        RunTraits traits = rules.traits(decided);
        Origin origin = origin(file, line, decided, traits);
        traits.get(RunTraits.UNSUPPORTED).ifPresent(decided::obstacle);
        Optional<Setup> setup = setup(decided, traits);
        if (setup.isEmpty() || !decided.obstacles().isEmpty()) {
            return new UnsupportedRun(origin, Printable.of(Sentence.cut(decided.text("model").orElse("unnamed"))),
                    String.join(" ", decided.obstacles()));
        }
        return new MeasuredRun(origin, setup.get(), new RunObservation(measured, traits).read(setup.get()));
    }

    private static Origin origin(String file, long line, RunCells cells, RunTraits traits) {
        String source = traits.get(RunTraits.SOURCE, Printable.of(Sentence.cut(cells.text("source").orElse("runs"))));
        return new Origin(file, line, source, traits.get(RunTraits.EVIDENCE, Evidence.MEASURED));
    }

    private Optional<Setup> setup(RunCells cells, RunTraits traits) {
        Optional<Gpu> gpu = gpu(cells);
        if (gpu.isEmpty()) {
            return Optional.empty();
        }
        Framework software = new RunFramework(traits).read(framework(traits));
        RunPrecision words = new RunPrecision(cells, traits);
        Precision precision = words.read(gpu.get());
        Layout layout = new RunLayout(cells, traits).read(precision, software);
        Problem problem = problem(cells, traits, gpu.get(), layout, software);
        return Optional.of(new Setup(problem, layout,
                new Setup.Software(traits.get(RunTraits.ERA, ""), words.recipe(precision)),
                cells.text("recompute").isPresent() || traits.get(RunTraits.RECOMPUTE).isPresent()));
    }

    private Problem problem(RunCells cells, RunTraits traits, Gpu gpu, Layout layout, Framework software) {
        Model model = new RunShape(cells, traits, model(cells)).model();
        Training training = training(cells, traits, layout);
        return new Problem(model.name(), model, training, new RunCluster(cells, traits).read(gpu),
                new Goal(Objective.STEP_TIME, Limits.NONE, Allowed.DEFAULT),
                new Conditions(software, calibration, Operations.DEFAULT), List.copyOf(cells.assumptions()));
    }

    private static Training training(RunCells cells, RunTraits traits, Layout layout) {
        OptionalInt batch = cells.whole("global_batch_seqs");
        int together = layout.mesh().data() * layout.execution().microBatch();
        if (batch.isEmpty() && layout.mesh().pipeline() > 1) {
            cells.obstacle("The global_batch_seqs is not given.");
        }
        if (batch.isEmpty()) {
            cells.assume("global_batch_seqs not given: one micro-batch a rank, " + together + ".");
        }
        return new Training(cells.required("seq_len"), batch.orElse(together), OptionalDouble.empty(),
                adapter(cells, traits));
    }

    private static Optional<LowRankAdapter> adapter(RunCells cells, RunTraits traits) {
        if (!traits.get(RunTraits.ADAPTER, false)) {
            return Optional.empty();
        }
        Matcher rank = RANK.matcher(cells.text("other").orElse("") + " " + cells.text("notes").orElse(""));
        if (rank.find()) {
            return Optional.of(new LowRankAdapter(Integer.parseInt(rank.group(1))));
        }
        cells.assume("Rank of the adapters not given: " + USUAL_RANK + ".");
        return Optional.of(new LowRankAdapter(USUAL_RANK));
    }

    private Framework framework(RunTraits traits) {
        String name = framework.orElse(traits.get(RunTraits.FRAMEWORK, Profiles.DEFAULT_FRAMEWORK));
        return frameworks.computeIfAbsent(name, profiles::framework).orElseThrow(
                () -> new IllegalStateException("The framework (" + name + ") must have a profile."));
    }

    private Optional<Gpu> gpu(RunCells cells) {
        Optional<String> name = cells.text("gpu");
        Optional<Gpu> gpu = name.flatMap(known -> gpus.computeIfAbsent(known, catalogue::gpu));
        if (gpu.isEmpty()) {
            cells.obstacle(name.isPresent()
                    ? "The gpu (" + Sentence.cut(name.get()) + ") must be in the catalogue."
                    : "The gpu is not given.");
        }
        return gpu;
    }

    /** By its name, or by its name without what stands in parentheses. */
    private Optional<Model> model(RunCells cells) {
        return cells.text("model").flatMap(name -> models.computeIfAbsent(name, this::model));
    }

    private Optional<Model> model(String name) {
        return catalogue.model(name).or(() -> catalogue.model(name.replaceAll("\\s*\\(.*\\)", "").strip()))
                .map(CatalogueModel::model);
    }
}
