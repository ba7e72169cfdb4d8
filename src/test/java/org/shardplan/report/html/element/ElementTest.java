package org.shardplan.report.html.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTest {

    private static final String HOSTILE = "</p><script>alert(1)</script>\" onload='x' & $(rm -rf) ]]> <!--";

    private static String written(Node node) {
        StringBuilder page = new StringBuilder();
        node.write(page);
        return page.toString();
    }

    @Test
    void wordsStayWordsInsideElementsAndAttributes() {
        String page = written(Element.of("p", HOSTILE).with("title", HOSTILE));
        assertThat(page).doesNotContain("<script", "<!--");
        org.jsoup.nodes.Element read = Jsoup.parseBodyFragment(page).body().child(0);
        assertThat(read.wholeText()).isEqualTo(HOSTILE);
        assertThat(read.attr("title")).isEqualTo(HOSTILE);
        assertThat(read.children()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "style", "iframe", "object", "embed", "p onclick", "Img", "a><b"})
    void anElementThatCouldRunSomethingCannotBeMade(String name) {
        assertThatThrownBy(() -> Element.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onclick", "onload", "srcdoc", "a=b", "x y"})
    void anAttributeThatCouldRunSomethingCannotBeMade(String attribute) {
        assertThatThrownBy(() -> Element.of("p").with(attribute, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
