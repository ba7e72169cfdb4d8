package org.shardplan.report.html;

import java.util.List;
import java.util.Optional;
import org.shardplan.report.Figures;
import org.shardplan.report.Rejections;
import org.shardplan.report.html.Table.Column;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Violation;
import org.shardplan.solver.Answer;

/** Which rules rejected what, and what one layout breaks. */
final class Rejected {

    private Rejected() {
    }

    /** How often each rule said no, and what would be better without it. */
    static List<Element> rules(Answer answer) {
        if (answer.rejections().isEmpty()) {
            return List.of();
        }
        Table table = new Table(Column.words("Rule"), Column.words("What it costs"), Column.number("Rejected"));
        answer.rejections().forEach(rejection -> table.row(
                Pieces.twoLines(rejection.rule(), sentence(rejection.rule())),
                Element.of("div", Rejections.cost(rejection, answer.best()).orElse("")),
                new Text(Figures.count(rejection.count()) + " " + rejection.unit().label())));
        return List.of(table.element());
    }

    private static List<String> sentence(String rule) {
        Optional<Rule<Candidate>> found = RuleBook.standard().rules().stream()
                .filter(one -> one.id().equals(rule)).findFirst();
        return found.map(Rule::sentence).stream().toList();
    }

    /** Every broken rule with its numbers. */
    static Element violations(List<Violation> violations) {
        return Element.styled("ul", "violations").holding(violations.stream().map(violation -> Element.of("li",
                Element.of("b", violation.rule()), Pieces.paragraph(violation.message()))).toList());
    }
}
