package org.shardplan.cli;

import java.util.Iterator;
import java.util.List;
import org.shardplan.batch.Aim;
import org.shardplan.export.Target;
import org.shardplan.layout.Named;
import org.shardplan.solver.SearchKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a choice by the name that files and reports use for it; completion scripts learn the names. */
abstract class NamedChoice<T extends Named> implements ITypeConverter<T>, Iterable<String> {

    private final T[] choices;

    NamedChoice(T[] choices) {
        this.choices = choices;
    }

    @Override
    public T convert(String name) {
        return Named.find(choices, name).orElseThrow(() -> new TypeConversionException(
                "The value (" + name + ") must be one of " + String.join(", ", Named.labels(choices)) + "."));
    }

    @Override
    public Iterator<String> iterator() {
        return List.copyOf(Named.labels(choices)).iterator();
    }

    /** Searches. */
    static final class Search extends NamedChoice<SearchKind> {

        Search() {
            super(SearchKind.values());
        }
    }

    /** What a frontier weighs. */
    static final class Aims extends NamedChoice<Aim> {

        Aims() {
            super(Aim.values());
        }
    }

    /** When to colour. */
    static final class Colour extends NamedChoice<Terminal.Colour> {

        Colour() {
            super(Terminal.Colour.values());
        }
    }

    /** What the catalogue lists. */
    static final class Listing extends NamedChoice<CatalogCommand.Listing> {

        Listing() {
            super(CatalogCommand.Listing.values());
        }
    }

    /** Frameworks to export to. */
    static final class Targets extends NamedChoice<Target> {

        Targets() {
            super(Target.values());
        }
    }

    /** What a schema describes. */
    static final class Document extends NamedChoice<SchemaCommand.Document> {

        Document() {
            super(SchemaCommand.Document.values());
        }
    }
}
