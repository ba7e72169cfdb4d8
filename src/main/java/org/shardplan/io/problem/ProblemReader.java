package org.shardplan.io.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.io.catalogue.Reading;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Printable;
import org.shardplan.problem.Question;

/** Reads problem files and finds everything wrong with them in one run. */
public final class ProblemReader {

    private final Catalogue catalogue;
    private final Profiles profiles;

    /** A reader that knows these GPUs, models and frameworks by name. */
    public ProblemReader(Catalogue catalogue, Profiles profiles) {
        this.catalogue = catalogue;
        this.profiles = profiles;
    }

    /** A reader that knows what comes with the application. */
    public static ProblemReader shipped() {
        return new ProblemReader(Catalogue.shipped(), Profiles.shipped());
    }

    /** The problem in a file; whatever is wrong with the file is a diagnostic, never an exception. */
    public ProblemFile read(Path path) {
        return read(Document.of(path), stem(path.toString()), folder(path));
    }

    /**
     * The problem in a text that takes the place of a file.
     *
     * @param path the file
     * @param name what diagnostics call the text
     * @param text the JSON
     */
    public ProblemFile read(Path path, String name, String text) {
        return read(Document.of(name, text), stem(path.toString()), folder(path));
    }

    private static Path folder(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path : folder;
    }

    /**
     * The problem in a text.
     *
     * @param name what diagnostics call the text
     * @param text the JSON
     */
    public ProblemFile read(String name, String text) {
        return read(Document.of(name, text), stem(name), Path.of(""));
    }

    private ProblemFile read(Document document, String defaultName, Path folder) {
        Optional<Question> question = Optional.empty();
        if (document.root().isPresent()) {
            List<String> assumptions = new ArrayList<>();
            Reading reading = new Reading(catalogue, profiles, assumptions, folder);
            question = Optional.of(new ProblemFields(document.root().get(), reading).read(defaultName));
        }
        List<Diagnostic> diagnostics = document.findings().conclude();
        return new ProblemFile(hasError(diagnostics) ? Optional.empty() : question, diagnostics);
    }

    private static boolean hasError(List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.isError()) {
                return true;
            }
        }
        return false;
    }

    /** The file name without folders and extension, fit to print. */
    private static String stem(String path) {
        String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        return Printable.of(dot > 0 ? file.substring(0, dot) : file);
    }
}
