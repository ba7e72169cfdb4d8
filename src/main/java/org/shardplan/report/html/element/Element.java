package org.shardplan.report.html.element;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element with its attributes and what is in it. It cannot be a script or a style sheet, nor have attributes that
 * run one.
 *
 * @param name name of the element
 * @param attributes values by name
 * @param children what is in it
 */
public record Element(String name, Map<String, String> attributes, List<Node> children) implements Node {

    private static final Set<String> VOID = Set.of("meta", "br");
    private static final String NAME = "(?!script|style|iframe|object|embed)[a-z][a-z0-9]*";
    private static final String ATTRIBUTE = "(?!on|srcdoc)[a-zA-Z][a-zA-Z-]*";

    public Element {
        if (!name.matches(NAME) || !attributes.keySet().stream().allMatch(key -> key.matches(ATTRIBUTE))) {
            throw new IllegalArgumentException("Not an element of a report: " + name + " " + attributes.keySet());
        }
    }

    public static Element of(String name, Node... children) {
        return new Element(name, Map.of(), List.of(children));
    }

    public static Element of(String name, String words) {
        return of(name, new Text(words));
    }

    /** An element of a class of the style sheet. */
    public static Element styled(String name, String style, Node... children) {
        return of(name, children).with("class", style);
    }

    public Element with(String attribute, Object value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value.toString());
        return new Element(name, more, children);
    }

    public Element holding(List<? extends Node> more) {
        List<Node> all = new ArrayList<>(children);
        all.addAll(more);
        return new Element(name, attributes, all);
    }

    @Override
    public void write(StringBuilder page) {
        page.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            page.append(' ').append(attribute).append("=\"");
            Text.escape(value, page);
            page.append('"');
        });
        page.append('>');
        if (!VOID.contains(name)) {
            children.forEach(child -> child.write(page));
            page.append("</").append(name).append('>');
        }
    }
}
