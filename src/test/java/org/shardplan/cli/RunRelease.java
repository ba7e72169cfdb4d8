package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is released, unpacked and run as a user would run it; part of {@code mvn -Pdist verify}, which makes it. */
class RunRelease {

    private static final Path TARGET = Path.of("target");
    private static final String PROBLEM = "problems/llama-3.1-8b-8xh100.json";

    @TempDir
    private static Path folder;
    private static Path zip;
    private static Path release;

    @BeforeAll
    static void unpack() throws IOException {
        zip = made(".zip");
        try (FileSystem content = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                Stream<Path> files = Files.walk(content.getPath("/"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, folder.resolve(file.toString().substring(1)));
            }
        }
        release = folder.resolve(zip.getFileName().toString().replace(".zip", ""));
    }

    private static void copy(Path file, Path copy) throws IOException {
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
        Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
    }

    private static Path made(String ending) throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().matches("shardplan-[0-9.]+(-SNAPSHOT)?" + ending))
                    .findFirst().orElseThrow(() -> new AssertionError("no " + ending + ": run mvn -Pdist verify"));
        }
    }

    @Test
    void checksumsAreThoseOfTheFiles() throws Exception {
        List<String> lines = Files.readAllLines(made(".sha256"));
        assertThat(lines).extracting(line -> line.split(" \\*")[1])
                .containsExactlyInAnyOrder(zip.getFileName().toString(), made("-sbom.json").getFileName().toString());
        for (String line : lines) {
            assertThat(sha256(TARGET.resolve(line.split(" \\*")[1]))).isEqualTo(line.split(" \\*")[0]);
        }
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void theBillOfMaterialsNamesTheLibrariesThatAreInTheZip() throws IOException {
        assertThat(Files.mismatch(release.resolve("sbom.json"), made("-sbom.json"))).isEqualTo(-1);
        JsonNode bill = new ObjectMapper().readTree(release.resolve("sbom.json").toFile());
        assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
        Set<String> named = new TreeSet<>();
        bill.get("components").forEach(part ->
                named.add(part.get("name").asText() + "-" + part.get("version").asText() + ".jar"));
        try (Stream<Path> libraries = Files.list(release.resolve("lib"))) {
            assertThat(libraries.map(library -> library.getFileName().toString())).hasSizeGreaterThan(10)
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void aFreshReleaseSolvesWithoutBuildingAnything() throws Exception {
        Run run = run("solve", PROBLEM);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Best layout", "Proved");
        assertThat(run.exitCode()).isZero();
        assertThat(release.resolve("shardplan.jsa")).isNotEmptyFile();
    }

    @Test
    void itExplains() throws Exception {
        Run run = run("explain", PROBLEM, "--layout", "tp=2,dp=4,zeroStage=0");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Memory per GPU");
        assertThat(run.exitCode()).isIn(0, 3);
    }

    @Test
    void itSaysItsVersion() throws Exception {
        String version = zip.getFileName().toString().replaceAll("shardplan-|\\.zip", "");
        assertThat(run("--version").out()).contains(version);
    }

    /** The launcher, from another folder than its own. */
    private static Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(release.resolve("shardplan").toString()));
        for (String argument : arguments) {
            command.add(argument.startsWith("problems/") ? release.resolve(argument).toString() : argument);
        }
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        int exitCode = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile()).start().waitFor();
        return new Run(exitCode, Files.readString(out), Files.readString(err));
    }

    private record Run(int exitCode, String out, String err) {
    }
}
