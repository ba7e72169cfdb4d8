package org.shardplan.report.html.piece;

import java.util.List;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.RulePrice;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Violation;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.Rejection;

/** Which rules rejected what, and what one layout breaks. */
public final class Rejected {

    private Rejected() {
    }

    /** How often each rule of training said no, and what would be better without it. */
    public static List<Element> rules(Answer answer) {
        return rules(answer.rejections(), RulePrice.of(answer), RuleBook.standard());
    }

    /** How often each rule of serving said no, and what would be better without it. */
    public static List<Element> rules(ServingAnswer answer) {
        return rules(answer.rejections(), RulePrice.of(answer), ServingRules.book());
    }

    private static <E> List<Element> rules(List<Rejection<E>> rejections, RulePrice<E> price, RuleBook<?> book) {
        if (rejections.isEmpty()) {
            return List.of();
        }
        Table table = new Table(Column.words("Rule"), Column.words("What it costs"), Column.number("Rejected"));
        rejections.forEach(rejection -> table.row(rule(rejection, book),
                Element.of("div", price.cost(rejection).orElse("")), count(rejection)));
        return List.of(table.element());
    }

    private static Element rule(Rejection<?> rejection, RuleBook<?> book) {
        return Pieces.twoLines(rejection.rule(),
                book.rule(rejection.rule()).map(found -> found.sentence()).stream().toList());
    }

    private static Text count(Rejection<?> rejection) {
        return new Text(Figures.count(rejection.count()) + " " + rejection.unit().label());
    }

    /** Every broken rule with its numbers. */
    public static Element violations(List<Violation> violations) {
        return Element.styled("ul", "violations").holding(violations.stream().map(violation -> Element.of("li",
                Element.of("b", violation.rule()), Pieces.paragraph(violation.message()))).toList());
    }
}
