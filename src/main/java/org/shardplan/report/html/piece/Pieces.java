package org.shardplan.report.html.piece;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.Problem;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.fleet.FleetTitle;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Title;
import org.shardplan.report.serving.ServingTitle;

/** What several pages are made of. */
public final class Pieces {

    private static final String SEPARATOR = " · ";

    private Pieces() {
    }

    /** The name of the question, and what was asked. */
    public static Element title(Problem problem) {
        return title(problem.name(), Title.question(problem), Title.circumstances(problem));
    }

    /** The name of the question, and what was asked. */
    public static Element title(ServingProblem problem) {
        return title(problem.name(), ServingTitle.question(problem), ServingTitle.circumstances(problem));
    }

    /** The name of the question, and what was asked. */
    public static Element title(FleetProblem problem) {
        return title(problem.name(), FleetTitle.question(problem), FleetTitle.circumstances(problem));
    }

    private static Element title(String name, List<String> question, List<List<String>> circumstances) {
        Element header = Element.of("header", Element.of("h1", name),
                Element.styled("p", "question", new Text(String.join(SEPARATOR, question))));
        return header.holding(circumstances.stream()
                .map(line -> Element.styled("p", "faint", new Text(String.join(SEPARATOR, line)))).toList());
    }

    /** The one sentence that matters, in the colour of its mood, which the words say as well. */
    public static Element verdict(Mood mood, String word, String sentence) {
        return Element.styled("p", "verdict " + mood.style, Element.of("strong", word), new Text(" " + sentence));
    }

    /** Good news or bad. */
    public enum Mood {
        GOOD("good"),
        UNSURE("unsure"),
        BAD("bad");

        private final String style;

        Mood(String style) {
            this.style = style;
        }
    }

    public static Element facts(List<Fact> facts) {
        return Element.styled("dl", "facts").holding(facts.stream().map(Pieces::fact).toList());
    }

    private static Element fact(Fact fact) {
        List<String> details = fact.details().stream().filter(detail -> !detail.isEmpty()).toList();
        return Element.of("div", Element.of("dt", fact.label()), Element.of("dd", Element.of("b", fact.value()),
                Element.styled("span", "faint", new Text(String.join(SEPARATOR, details)))));
    }

    public static Element paragraph(String words) {
        return Element.of("p", words);
    }

    public static Element remark(String words) {
        return Element.styled("p", "faint", new Text(words));
    }

    public static Element list(List<String> items) {
        return Element.of("ul").holding(items.stream().map(item -> Element.of("li", item)).toList());
    }

    /** Commands to be copied. */
    static List<Element> commands(List<String> commands) {
        List<Element> blocks = new ArrayList<>();
        commands.forEach(command -> blocks.add(Element.of("pre", Element.of("code", command))));
        return blocks;
    }

    /** Something with smaller words below it. */
    public static Element twoLines(String first, List<String> below) {
        Element cell = Element.of("div", new Text(first));
        return below.isEmpty() ? cell : cell.holding(List.of(
                Element.styled("small", "faint", new Text(String.join(", ", below)))));
    }
}
