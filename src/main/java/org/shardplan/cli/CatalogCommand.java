package org.shardplan.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.shardplan.io.Catalogue;
import org.shardplan.io.CatalogueModel;
import org.shardplan.layout.Named;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Model;
import org.shardplan.report.CatalogueReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan catalog}. */
@Command(name = "catalog", header = "List the GPUs or models that problem files can name, with their sources.",
        footer = {"", "Examples:", "  shardplan catalog gpus", "  shardplan catalog models llama"})
final class CatalogCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(index = "0", paramLabel = "LIST", converter = NamedChoice.Listing.class,
            completionCandidates = NamedChoice.Listing.class, description = "gpus or models.")
    private Listing listing;

    @Parameters(index = "1", paramLabel = "NAME", arity = "0..1", defaultValue = "",
            description = "Only entries whose name has this in it.")
    private String part;

    @Option(names = "--json", order = -10, description = "Print the whole catalogue file.")
    private boolean json;

    /** What there is to list. */
    enum Listing implements Named {
        GPUS("gpus"),
        MODELS("models");

        private final String label;

        Listing(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    @Override
    public Integer call() {
        application.print(json ? Resources.text("catalogue/" + listing.label() + ".json") : table());
        return ExitCode.ANSWERED.number();
    }

    private String table() {
        CatalogueReport report = new CatalogueReport(application.style());
        return switch (listing) {
            case GPUS -> report.ofGpus(gpus());
            case MODELS -> report.ofModels(models());
        };
    }

    private List<Gpu> gpus() {
        return Catalogue.shipped().gpus().stream().filter(gpu -> isWanted(gpu.name())).toList();
    }

    private List<Model> models() {
        return Catalogue.shipped().models().stream().map(CatalogueModel::model)
                .filter(model -> isWanted(model.name())).toList();
    }

    private boolean isWanted(String name) {
        return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
