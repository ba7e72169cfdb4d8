package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.catalogue.CatalogueModel;
import org.shardplan.layout.Named;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Model;
import org.shardplan.report.CatalogueReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan catalog}. */
@Command(name = "catalog", header = "List the GPUs, models or links that problem files can name, with their sources.",
        footer = {"", "Examples:", "  shardplan catalog gpus", "  shardplan catalog models llama",
            "  shardplan catalog gpus --catalogue my-gpus.json"})
final class CatalogCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(index = "0", paramLabel = "LIST", converter = NamedChoice.Listing.class,
            completionCandidates = NamedChoice.Listing.class,
            description = "gpus, models, or links: what connects the GPUs.")
    private Listing listing;

    @Parameters(index = "1", paramLabel = "NAME", arity = "0..1", defaultValue = "",
            description = "Only entries whose name has this in it.")
    private String part;

    @Option(names = "--json", order = -10, description = "Print the whole shipped catalogue file; links are in that of "
            + "the GPUs.")
    private boolean json;

    @Option(names = "--catalogue", paramLabel = "FILE", order = -9,
            description = "A catalogue of your own over the shipped one, as a problem file can name it.")
    private Path file;

    /** What there is to list. */
    enum Listing implements Named {
        GPUS("gpus", "gpus"),
        MODELS("models", "models"),
        LINKS("links", "gpus");

        private final String label;
        private final String resource;

        Listing(String label, String resource) {
            this.label = label;
            this.resource = resource;
        }

        @Override
        public String label() {
            return label;
        }
    }

    @Override
    public Integer call() {
        if (json) {
            application.print(Resources.text("catalogue/" + listing.resource + ".json"));
            return ExitCode.ANSWERED.number();
        }
        Catalogue.Read read = file == null ? Catalogue.Read.shipped() : Catalogue.read(file);
        ProblemSource.tell(application, read.diagnostics());
        read.catalogue().ifPresent(catalogue -> application.print(table(catalogue)));
        return (read.catalogue().isPresent() ? ExitCode.ANSWERED : ExitCode.UNUSABLE).number();
    }

    private String table(Catalogue catalogue) {
        CatalogueReport report = new CatalogueReport(application.style());
        return switch (listing) {
            case GPUS -> report.ofGpus(gpus(catalogue));
            case MODELS -> report.ofModels(models(catalogue));
            case LINKS -> report.ofLinks(gpus(catalogue));
        };
    }

    private List<Gpu> gpus(Catalogue catalogue) {
        return catalogue.gpus().stream().filter(gpu -> isWanted(gpu.name())).toList();
    }

    private List<Model> models(Catalogue catalogue) {
        return catalogue.models().stream().map(CatalogueModel::model).filter(model -> isWanted(model.name())).toList();
    }

    private boolean isWanted(String name) {
        return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
