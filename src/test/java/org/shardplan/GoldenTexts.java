package org.shardplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that were looked at once and found right.
 *
 * @param good where they are
 * @param fresh where those of this run go
 */
record GoldenTexts(Path good, Path fresh) {

    void check(String name, String text) throws IOException {
        String file = name + ".txt";
        Files.createDirectories(fresh);
        Files.writeString(fresh.resolve(file), text);
        String accepted = Files.exists(good.resolve(file)) ? Files.readString(good.resolve(file)) : "";
        assertThat(text).as("To accept: cp %s %s", fresh.resolve(file), good.resolve(file)).isEqualTo(accepted);
    }
}
