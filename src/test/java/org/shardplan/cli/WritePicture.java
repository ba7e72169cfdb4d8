package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes the picture of a web page that the README shows: {@code mvn -q test -Dtest=WritePicture}. Its name keeps it out
 * of every other build; it needs Chromium.
 */
class WritePicture {

    private static final Path PICTURE = Path.of("src/site/resources/report.png");

    @TempDir
    private static Path folder;

    @Test
    void thePictureIsWhatABrowserShows() throws IOException {
        Path page = folder.resolve("report.html");
        assertThat(CommandLineRun.of("solve", "problems/gpt3-175b-64xa100.json", "--html", page).exitCode()).isZero();
        Files.createDirectories(PICTURE.getParent());
        try (Browser browser = Browser.start(folder.resolve("profile"))) {
            browser.open(page, 1080, 1500, "light");
            Files.write(PICTURE, browser.picture());
        }
    }
}
