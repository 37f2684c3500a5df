package io.insula.formation;

import io.insula.formation.YamlNode.Mapping;
import io.insula.formation.YamlNode.Pair;
import io.insula.formation.YamlNode.Scalar;
import io.insula.formation.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Turns one file into a tree. It reads the parser's events instead of letting a library build objects: no tag can name a
 * class, nesting and the growth by aliases are bounded while reading, and every duplicate key is found, not only the
 * first.
 */
final class YamlReader {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_SIZE = 20_000;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(FormationSource.MAX_FILE_BYTES)
            .build();

    private final YamlText text;
    private final Findings findings;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();
    private Iterator<Event> events;
    private Place last;
    private int size;

    private YamlReader(String file, String content, Findings findings) {
        this.text = new YamlText(file, content);
        this.findings = findings;
        this.last = text.start();
    }

    /** The file's one document; empty if it has none or cannot be read, and then a fault says why. */
    static Optional<YamlNode> read(String file, String content, Findings findings) {
        return new YamlReader(file, content, findings).read(content);
    }

    private Optional<YamlNode> read(String content) {
        try {
            events = new Parse(SETTINGS).parseString(content).iterator();
            YamlNode root = document();
            if (root == null || (root instanceof Scalar scalar && scalar.isNothing())) {
                findings.fault(text.start(), "is empty");
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (Unreadable unreadable) {
            findings.fault(unreadable.place, unreadable.getMessage());
        } catch (MarkedYamlEngineException malformed) {
            findings.fault(text.place(malformed.getProblemMark()), YamlText.problem(malformed));
        } catch (ReaderException character) {
            findings.fault(
                    text.placeAt(character.getPosition()),
                    String.format("the character U+%04X is not allowed in YAML", character.getCodePoint()));
        } catch (IllegalArgumentException number) {
            // The parser answers a malformed escape with a number format exception, without a place.
            findings.fault(last, "after this place stands an escape such as \\x41 that is not valid in YAML");
        } catch (YamlEngineException refused) {
            findings.fault(text.start(), "is not YAML that can be read");
        }
        return Optional.empty();
    }

    private YamlNode document() {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (root != null) {
                        throw new Unreadable(
                                text.place(event.getStartMark()), "a second document begins here: one file holds one");
                    }
                    root = node(events.next(), 1);
                }
                default -> {
                    // The begin and end of the stream and of the document carry nothing.
                }
            }
        }
        return root;
    }

    private YamlNode node(Event event, int depth) {
        Place place = text.place(event.getStartMark());
        last = place;
        if (depth > MAX_DEPTH) {
            throw new Unreadable(place, "is nested deeper than " + MAX_DEPTH + " levels");
        }
        YamlNode node =
                switch (event.getEventId()) {
                    case Alias -> alias((AliasEvent) event, place);
                    case Scalar -> scalar((ScalarEvent) event, place);
                    case SequenceStart -> sequence((CollectionStartEvent) event, place, depth);
                    default -> mapping((CollectionStartEvent) event, place, depth);
                };
        size += event instanceof AliasEvent ? node.size() : 1;
        if (size > MAX_SIZE) {
            throw new Unreadable(place, "the file has more than " + MAX_SIZE + " values, aliases counted each time");
        }
        if (!(event instanceof AliasEvent)) {
            ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        }
        return node;
    }

    private YamlNode alias(AliasEvent event, Place place) {
        // An anchor is known only once its value is complete, so that nothing can contain itself.
        YamlNode target = anchors.get(event.getAlias());
        if (target == null) {
            throw new Unreadable(place, "the alias has no anchor before it");
        }
        return target;
    }

    private Scalar scalar(ScalarEvent event, Place place) {
        refuseTag(event.getTag(), place);
        return new Scalar(place, event.getValue(), event.isPlain(), text.references(event));
    }

    private Sequence sequence(CollectionStartEvent start, Place place, int depth) {
        refuseTag(start.getTag(), place);
        List<YamlNode> items = new ArrayList<>();
        int weight = 1;
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            YamlNode item = node(next, depth + 1);
            items.add(item);
            weight += item.size();
        }
        return new Sequence(place, List.copyOf(items), weight);
    }

    private Mapping mapping(CollectionStartEvent start, Place place, int depth) {
        refuseTag(start.getTag(), place);
        Map<String, Pair> pairs = new LinkedHashMap<>();
        int weight = 1;
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            Place keyPlace = text.place(next.getStartMark());
            YamlNode key = node(next, depth + 1);
            YamlNode value = node(events.next(), depth + 1);
            weight += key.size() + value.size();
            addPair(pairs, keyPlace, key, value);
        }
        return new Mapping(place, List.copyOf(pairs.values()), weight);
    }

    private void addPair(Map<String, Pair> pairs, Place keyPlace, YamlNode key, YamlNode value) {
        if (!(key instanceof Scalar name)) {
            findings.fault(keyPlace, "a key must be a single word, not a list or a mapping");
        } else if (name.plain() && "<<".equals(name.text())) {
            findings.fault(keyPlace, "merge keys (<<) are not read: write the keys out");
        } else {
            Pair earlier = pairs.putIfAbsent(name.text(), new Pair(name.text(), keyPlace, value));
            if (earlier != null) {
                findings.fault(
                        keyPlace,
                        "the key '" + Wording.shown(name.text()) + "' stands here again, it is first in line "
                                + earlier.keyPlace().line());
            }
        }
    }

    private static void refuseTag(Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            throw new Unreadable(place, "tags such as !!name are not read: write the value alone");
        }
    }

    /** Ends the reading of one file. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Place place;

        private Unreadable(Place place, String message) {
            super(message);
            this.place = place;
        }
    }
}
