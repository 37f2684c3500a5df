package io.insula.formation;

import io.insula.formation.ValueType.Items;
import io.insula.formation.ValueType.Kind;
import io.insula.formation.ValueType.Leaf;
import io.insula.formation.ValueType.Named;
import io.insula.formation.ValueType.NamedLists;
import io.insula.formation.ValueType.Section;
import io.insula.formation.YamlNode.Mapping;
import io.insula.formation.YamlNode.Pair;
import io.insula.formation.YamlNode.Scalar;
import io.insula.formation.YamlNode.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Compares one file, or one agent inside a file, with the vocabulary and keeps what may be used. */
final class VocabularyCheck {

    private final Key root;
    private final Placeholders placeholders;
    private final Findings findings;
    private final Settings settings;

    private VocabularyCheck(Key root, Placeholders placeholders, Findings findings) {
        this.root = root;
        this.placeholders = placeholders;
        this.findings = findings;
        this.settings = new Settings(root);
    }

    static Settings check(YamlNode node, Key root, Placeholders placeholders, Findings findings) {
        VocabularyCheck check = new VocabularyCheck(root, placeholders, findings);
        if (node instanceof Mapping mapping) {
            check.section(mapping, root, "", root.activity() == Activity.NOT_YET);
        } else {
            findings.fault(node.place(), "must be keys with values, such as 'id: name'");
        }
        return check.settings;
    }

    private void section(Mapping mapping, Key section, String prefix, boolean announced) {
        Set<String> present = new HashSet<>();
        for (Pair pair : mapping.pairs()) {
            Optional<Key> key = section.child(pair.key());
            if (key.isPresent()) {
                present.add(pair.key());
                known(pair, key.get(), Vocabulary.join(prefix, pair.key()), announced);
            } else {
                unknown(pair, section, prefix);
            }
        }
        section.children().stream()
                .filter(key -> key.mandatory() && !present.contains(key.name()))
                .forEach(key -> findings.fault(
                        mapping.place(), "the key " + Vocabulary.join(prefix, key.name()) + " is missing"));
    }

    private void unknown(Pair pair, Key section, String prefix) {
        String path = Wording.shown(Vocabulary.join(prefix, pair.key()));
        List<String> siblings = section.children().stream().map(Key::name).toList();
        String hint = Wording.nearest(pair.key(), siblings)
                .map(name -> Vocabulary.join(prefix, name))
                .or(() -> Vocabulary.elsewhere(root, pair.key()))
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
        findings.warning(pair.keyPlace(), "the key '" + path + "' is unknown and has no effect" + hint);
        placeholders.check(pair.value(), false);
    }

    private void known(Pair pair, Key key, String path, boolean announced) {
        if (key.activity() == Activity.NOT_YET && !announced) {
            findings.notActive(pair.keyPlace(), path + " is not active yet");
        }
        if (pair.value() instanceof Scalar scalar && scalar.isNothing()) {
            nothing(pair, key, path);
            return;
        }
        value(pair.value(), key, path, announced || key.activity() == Activity.NOT_YET);
    }

    private void nothing(Pair pair, Key key, String path) {
        if (key.type() instanceof Section) {
            settings.putSection(path);
        }
        if (key.mandatory()) {
            findings.fault(pair.keyPlace(), path + " has no value");
        } else if (key.type() instanceof Leaf && key.activity() == Activity.ACTIVE) {
            findings.warning(pair.keyPlace(), path + " has no value: it is read as if it were absent");
        }
    }

    private void value(YamlNode node, Key key, String path, boolean announced) {
        if (key.type() instanceof Leaf leaf) {
            leaf(node, key, leaf, path);
        } else if (key.type() instanceof Section) {
            if (node instanceof Mapping mapping) {
                settings.putSection(path);
                section(mapping, key, path, announced);
            } else {
                findings.fault(node.place(), path + " must hold keys with values");
                placeholders.check(node, false);
            }
        } else if (key.type() instanceof Items items) {
            items(node, items, path);
        } else if (key.type() instanceof Named named) {
            named(node, path, pair -> {
                settings.putName(path, pair.key(), pair.keyPlace());
                leaf(pair.value(), Key.key(pair.key(), named.each()), named.each(), join(path, pair));
            });
        } else if (key.type() instanceof NamedLists lists) {
            named(node, path, pair -> {
                settings.putName(path, pair.key(), pair.keyPlace());
                items(pair.value(), new Items(lists.label(), Optional.of(lists.each())), join(path, pair));
            });
        } else {
            placeholders.check(node, false);
        }
    }

    private void items(YamlNode node, Items items, String path) {
        if (!(node instanceof Sequence sequence)) {
            findings.fault(node.place(), path + " must be a list");
            placeholders.check(node, false);
            return;
        }
        settings.putItems(path, sequence.items());
        items.each().ifPresent(leaf -> {
            Key item = Key.key(path, leaf);
            sequence.items().forEach(each -> leaf(each, item, leaf, path + "[]"));
        });
    }

    private void named(YamlNode node, String path, Consumer<Pair> reading) {
        if (!(node instanceof Mapping mapping)) {
            findings.fault(node.place(), path + " must hold keys with values");
            placeholders.check(node, false);
            return;
        }
        for (Pair pair : mapping.pairs()) {
            if (ValueType.NAME.matcher(pair.key()).matches()) {
                reading.accept(pair);
            } else {
                findings.fault(
                        pair.keyPlace(), join(path, pair) + " is no name: letters, digits, hyphens and underscores");
                placeholders.check(pair.value(), false);
            }
        }
    }

    private static String join(String path, Pair pair) {
        return Vocabulary.join(path, Wording.shown(pair.key()));
    }

    private void leaf(YamlNode node, Key key, Leaf leaf, String path) {
        if (!(node instanceof Scalar scalar)) {
            findings.fault(node.place(), path + " " + leaf.requirement());
            placeholders.check(node, false);
            return;
        }
        String why = key.refused().get(scalar.text());
        if (why != null) {
            findings.fault(scalar.place(), path + ": " + scalar.text() + " is refused: " + why);
            return;
        }
        boolean asWritten = leaf.kind() == Kind.LITERAL || leaf.kind() == Kind.PERSONAL;
        String resolved = asWritten ? scalar.text() : resolved(scalar, path);
        Optional<Object> read = leaf.reading().apply(scalar);
        if (read.isEmpty()) {
            findings.fault(scalar.place(), path + " " + leaf.requirement() + suggestion(scalar, leaf));
        } else {
            settings.put(path, leaf.kind() == Kind.RESOLVED ? resolved : read.get(), scalar);
        }
    }

    private String resolved(Scalar scalar, String path) {
        return FormationKeys.PATHS.contains(path)
                ? placeholders.resolveKey(scalar)
                : placeholders.resolve(scalar, false);
    }

    private static String suggestion(Scalar scalar, Leaf leaf) {
        return leaf.kind() == Kind.LITERAL && Placeholders.occurIn(scalar) ? "; a secret cannot stand here" : "";
    }
}
