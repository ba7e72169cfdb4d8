package org.shardplan.io.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gets the text of a file, whatever the file turns out to be. */
public final class SourceFile {

    /** The largest honest file, a solution with many alternatives, has a few hundred kilobytes. */
    static final int LARGEST_FILE = 16 * 1024 * 1024;

    private final Path path;
    private final Findings findings;

    private SourceFile(Path path, Findings findings) {
        this.path = path;
        this.findings = findings;
    }

    /** The text, or nothing if there is none and the findings say why. */
    public static Optional<String> read(Path path, Findings findings) {
        return new SourceFile(path, findings).text();
    }

    private Optional<String> text() {
        if (Files.isDirectory(path)) {
            return must("be a file, it is a directory", "name a file inside it");
        }
        if (!Files.exists(path)) {
            return must("exist", "check the spelling and the working directory");
        }
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] bytes = stream.readNBytes(LARGEST_FILE + 1);
            return bytes.length > LARGEST_FILE
                    ? must("have at most 16 MiB", "it is not the one you mean") : decoded(bytes);
        } catch (IOException failure) {
            return must("be readable", "check its permissions");
        }
    }

    private Optional<String> decoded(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
        } catch (CharacterCodingException failure) {
            return must("be UTF-8 text, its byte " + (buffer.position() + 1) + " is not", "save it as UTF-8");
        }
    }

    private Optional<String> must(String demand, String advice) {
        findings.error(Sentence.must("file", path.toString(), demand, advice));
        return Optional.empty();
    }
}
