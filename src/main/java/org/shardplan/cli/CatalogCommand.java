package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.catalogue.CatalogueModel;
import org.shardplan.io.catalogue.PublishedLossesReader;
import org.shardplan.layout.Named;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Model;
import org.shardplan.problem.PublishedLosses;
import org.shardplan.problem.PublishedLosses.Loss;
import org.shardplan.report.CatalogueReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code shardplan catalog}. */
@Command(name = "catalog", header = "List GPUs, models, links or what quantization costs, with their sources.",
        footer = {"", "Examples:", "  shardplan catalog gpus", "  shardplan catalog models llama",
            "  shardplan catalog quantization fp8", "  shardplan catalog gpus --catalogue my-gpus.json"})
final class CatalogCommand implements Callable<Integer> {

    @ParentCommand
    private ShardplanCommand application;

    @Parameters(index = "0", paramLabel = "LIST", converter = NamedChoice.Listing.class,
            completionCandidates = NamedChoice.Listing.class,
            description = "gpus, models, links: what connects the GPUs, or quantization: published losses of score.")
    private Listing listing;

    @Parameters(index = "1", paramLabel = "NAME", arity = "0..1", defaultValue = "",
            description = "Only entries whose name, or format, has this in it.")
    private String part;

    @Option(names = "--json", order = -10, description = "Print the whole shipped catalogue file; links are in that of "
            + "the GPUs.")
    private boolean json;

    @Option(names = "--catalogue", paramLabel = "FILE", order = -9,
            description = "A catalogue of your own over the shipped one, as a problem file can name it.")
    private Path file;

    /** What there is to list. */
    enum Listing implements Named {
        GPUS("gpus", "catalogue/gpus.json"),
        MODELS("models", "catalogue/models.json"),
        LINKS("links", "catalogue/gpus.json"),
        QUANTIZATION("quantization", "profile/quantization.json");

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
            application.print(Resources.text(listing.resource));
            return ExitCode.ANSWERED.number();
        }
        Catalogue.Read read = file == null ? Catalogue.Read.shipped() : Catalogue.read(file);
        ProblemSource.tell(application, read.diagnostics());
        return read.catalogue().map(this::list).orElse(ExitCode.UNUSABLE).number();
    }

    private ExitCode list(Catalogue catalogue) {
        CatalogueReport report = new CatalogueReport(application.style());
        return switch (listing) {
            case GPUS -> print(gpus(catalogue), List.of(), report::ofGpus);
            case MODELS -> print(models(catalogue), List.of(), report::ofModels);
            case LINKS -> print(gpus(catalogue), List.of(), report::ofLinks);
            case QUANTIZATION -> print(losses(), PublishedLosses.NONE, report::ofLosses);
        };
    }

    private <E> ExitCode print(E entries, E nothing, Function<E, String> table) {
        if (entries.equals(nothing)) {
            return application.failures().unusable("The name (" + part + ") must be part of an entry's. Maybe leave it "
                    + "out: shardplan catalog " + listing.label() + " lists all.");
        }
        application.print(table.apply(entries));
        return ExitCode.ANSWERED;
    }

    private List<Gpu> gpus(Catalogue catalogue) {
        return catalogue.gpus().stream().filter(gpu -> isWanted(gpu.name())).toList();
    }

    private List<Model> models(Catalogue catalogue) {
        return catalogue.models().stream().map(CatalogueModel::model).filter(model -> isWanted(model.name())).toList();
    }

    private PublishedLosses losses() {
        PublishedLosses all = PublishedLossesReader.shipped();
        return new PublishedLosses(wanted(all.weights()), wanted(all.keyValues()));
    }

    private List<Loss> wanted(List<Loss> losses) {
        return losses.stream().filter(loss -> isWanted(loss.format()) || isWanted(loss.model())).toList();
    }

    private boolean isWanted(String name) {
        return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
