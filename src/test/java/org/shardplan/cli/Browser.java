package org.shardplan.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.logging.LogType;

/** A headless Chromium, where one is installed with its driver. */
final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--hide-scrollbars", "--disable-background-networking", "--disable-component-update",
            "--disable-sync");

    /** Warns of what we do not use; kept here because loggers that nobody keeps are forgotten. */
    private static final Logger CHATTER = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** What to do where it is missing. */
    static final String MISSING =
            "no Chromium with chromedriver on the PATH; on Debian: apt-get install chromium chromium-driver";

    static boolean isInstalled() {
        return browser().isPresent() && remote().isPresent();
    }

    private static Optional<Path> browser() {
        return installed("chromium", "chromium-browser", "google-chrome");
    }

    private static Optional<Path> remote() {
        return installed("chromedriver");
    }

    /** Starts it with an empty profile. */
    static Browser start(Path profile) {
        CHATTER.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow().toFile());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile);
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", console);
        return new Browser(new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(remote().orElseThrow().toFile()).build(), options));
    }

    private static Optional<Path> installed(String... names) {
        return Stream.of(names).flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
    }

    /** Opens a file in a window of that width, in a light or dark scheme. */
    void open(Path page, int width, String scheme) {
        open(page, width, 900, scheme);
    }

    void open(Path page, int width, int height, String scheme) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        driver.get(page.toUri().toString());
    }

    /** What a script returns. */
    Object ask(String script) {
        return driver.executeScript(script);
    }

    /** The window as a picture. */
    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** What the console complains about since it was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
