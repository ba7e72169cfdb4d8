package org.shardplan.report.html.element;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssetTest {

    /** The file in the npm package; NOTICE.md beside it names the same. */
    private static final String PUBLISHED = "61f13280aba3161f77fc801bf5f9c786f55f10432153a0683fc5cc0700b013d5";

    @Test
    void theChartLibraryIsThePublishedFile() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(Asset.CHART_LIBRARY.text().getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(PUBLISHED);
        assertThat(Asset.CHART_LIBRARY.text()).contains("Licensed to the Apache Software Foundation");
    }

    @ParameterizedTest
    @EnumSource
    void noAssetEndsItsOwnElement(Asset asset) {
        assertThat(asset.text()).doesNotContainIgnoringCase("</script").doesNotContainIgnoringCase("</style")
                .doesNotContain("<!--");
    }
}
