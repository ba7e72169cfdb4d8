package org.shardplan.io.layout;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Source;
import org.shardplan.io.json.SourceFile;
import org.shardplan.problem.Problem;

/** Reads layouts from what training frameworks are launched with. */
public final class LaunchFile {

    private LaunchFile() {
    }

    /** Whether a text is launch flags rather than a layout. */
    public static boolean isFlags(String text) {
        return text.strip().startsWith("--") || text.contains(" --");
    }

    /** Megatron-LM's flags. */
    public static LayoutFile flags(String text, Problem problem) {
        return of(new Source("--layout", text), problem, LaunchFile::megatron);
    }

    /** A file: TOML is torchtitan's, JSON a solution, a layout or DeepSpeed's, everything else a script with flags. */
    public static LayoutFile read(Path path, Problem problem) {
        String name = path.toString();
        if (name.endsWith(".json")) {
            return LayoutReader.read(path, problem);
        }
        Findings findings = new Findings(new Source(name, ""));
        Optional<String> text = SourceFile.read(path, findings);
        if (text.isEmpty()) {
            return new LayoutFile(Optional.empty(), findings.conclude());
        }
        return read(name, text.get(), problem);
    }

    /** The same for its text. */
    static LayoutFile read(String name, String text, Problem problem) {
        if (text.strip().startsWith("{")) {
            return LayoutReader.read(name, text, problem);
        }
        return of(new Source(name, text), problem,
                name.endsWith(".toml") ? LaunchFile::torchtitan : LaunchFile::megatron);
    }

    private static Made megatron(Source source, Problem problem) {
        Findings findings = new Findings(source);
        return new Made(MegatronFlags.layout(LaunchFlags.read(source, findings), problem), findings);
    }

    private static Made torchtitan(Source source, Problem problem) {
        Findings findings = new Findings(source);
        return new Made(TorchtitanConfig.layout(TomlSettings.read(source, findings), problem), findings);
    }

    private static LayoutFile of(Source source, Problem problem, BiFunction<Source, Problem, Made> framework) {
        Made made = framework.apply(source, problem);
        Fields fields = Fields.of(made.layout(), made.findings());
        return LayoutFile.of(LayoutReader.read(fields, problem), made.findings());
    }

    /**
     * A layout in the making.
     *
     * @param layout the object a layout file would hold
     * @param findings what is wrong with it
     */
    private record Made(JsonObject layout, Findings findings) {
    }
}
