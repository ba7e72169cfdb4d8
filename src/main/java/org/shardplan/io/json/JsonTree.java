package org.shardplan.io.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonBoolean;
import org.shardplan.io.json.JsonValue.JsonNull;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.JsonValue.Member;

/** Reads the tokens of a JSON text once into a tree that remembers where everything stood. */
public final class JsonTree {

    static final int DEEPEST_NESTING = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_NESTING)
                    .maxNumberLength(64)
                    .maxNameLength(1_000)
                    .maxStringLength(100_000)
                    .maxTokenCount(1_000_000)
                    .build())
            .build();

    private final Source source;
    private final JsonParser parser;
    private final Findings findings;

    private JsonTree(Source source, JsonParser parser, Findings findings) {
        this.source = source;
        this.parser = parser;
        this.findings = findings;
    }

    /** The tree, or nothing if the text is no JSON and the findings say why. */
    public static Optional<JsonValue> parse(Source source, Findings findings) {
        if (source.text().isBlank()) {
            findings.error(Sentence.must("file", source.name(), "hold a JSON object", "it was not saved; it is empty"));
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(source.text())) {
            return new JsonTree(source, parser, findings).document();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Optional<JsonValue> document() throws IOException {
        try {
            parser.nextToken();
            JsonValue root = value(Pointer.ROOT);
            if (parser.nextToken() != null) {
                findings.error(here(1, Pointer.ROOT), "not valid JSON: something follows the end of the document", "");
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (JsonProcessingException failure) {
            SyntaxError.in(source, parser, failure).reportTo(findings);
            return Optional.empty();
        }
    }

    private JsonValue value(Pointer pointer) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_STRING -> string(pointer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(pointer);
            case VALUE_TRUE -> new JsonBoolean(here(4, pointer), true);
            case VALUE_FALSE -> new JsonBoolean(here(5, pointer), false);
            case VALUE_NULL -> new JsonNull(here(4, pointer));
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("No value starts with " + parser.currentToken());
        };
    }

    private JsonObject object(Pointer pointer) throws IOException {
        Place place = here(1, pointer);
        Map<String, Member> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place key = quotedPlace(pointer.to(name));
            parser.nextToken();
            Member earlier = members.putIfAbsent(name, new Member(key, value(key.pointer())));
            if (earlier != null) {
                reportDuplicate(name, key, earlier.key());
            }
        }
        return new JsonObject(place, members);
    }

    private void reportDuplicate(String name, Place key, Place earlier) {
        String suggestion = findings.isFull() ? "" : "first given in line " + source.lineOf(earlier);
        findings.error(key, "duplicate field " + Sentence.quoted(name), suggestion);
    }

    private JsonArray array(Pointer pointer) throws IOException {
        Place place = here(1, pointer);
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(pointer.to(items.size())));
        }
        return new JsonArray(place, items);
    }

    private JsonString string(Pointer pointer) throws IOException {
        return new JsonString(quotedPlace(pointer), parser.getText());
    }

    private JsonNumber number(Pointer pointer) throws IOException {
        String text = parser.getText();
        return new JsonNumber(here(text.length(), pointer), text);
    }

    private Place here(int length, Pointer pointer) {
        return new Place((int) parser.currentTokenLocation().getCharOffset(), length, pointer);
    }

    /** The place of the current string or key, from quote to quote. */
    private Place quotedPlace(Pointer pointer) {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        int end = start + 1;
        while (end < source.text().length() && source.text().charAt(end) != '"') {
            end += source.text().charAt(end) == '\\' ? 2 : 1;
        }
        return new Place(start, end + 1 - start, pointer);
    }
}
