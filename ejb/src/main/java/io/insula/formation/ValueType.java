package io.insula.formation;

import io.insula.formation.YamlNode.Scalar;
import io.insula.kernel.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What may stand behind a key. */
sealed interface ValueType {

    Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    Pattern WHOLE_NUMBER = Pattern.compile("[-+]?[0-9]{1,18}");
    Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,9}(\\.[0-9]{1,9})?");
    Pattern NOT_TEXT = Pattern.compile("|~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)"
            + "([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    /** As the documentation names it. */
    String label();

    /**
     * One value.
     *
     * @param requirement what a fault says about any other value
     * @param reading empty if the value is not of this type
     * @param kind what a reference to a secret means here
     */
    record Leaf(String label, String requirement, Function<Scalar, Optional<Object>> reading, Kind kind)
            implements ValueType {}

    /** What a reference to a secret means in a value. */
    enum Kind {
        /** The secret takes its place. */
        RESOLVED,
        /** It must exist, but the text is shown to callers and stays as written. */
        SHOWN,
        /** A user's credential may be referred to as well; whoever takes the value resolves both. */
        PERSONAL,
        /** It cannot stand there. */
        LITERAL
    }

    /** Keys below the key. */
    record Section(List<Key> keys) implements ValueType {

        @Override
        public String label() {
            return "section";
        }
    }

    /** A list; {@code each} is empty if whoever asked for it reads its items. */
    record Items(String label, Optional<Leaf> each) implements ValueType {}

    /** Keys that the formation names itself, each with one value. */
    record Named(String label, Leaf each) implements ValueType {}

    /** Keys that the formation names itself, each with a list. */
    record NamedLists(String label, Leaf each) implements ValueType {}

    /** Whatever a capability that is still to come will understand. */
    record Anything() implements ValueType {

        @Override
        public String label() {
            return "any";
        }
    }

    static Leaf text() {
        return new Leaf("text", "must be text: put it in quotes", ValueType::asText, Kind.SHOWN);
    }

    /** A text that others may read, so that no secret can stand in it. */
    static Leaf openText() {
        return new Leaf("text", "must be text: put it in quotes", ValueType::asText, Kind.LITERAL);
    }

    static Leaf secretText(String label) {
        return new Leaf(label, "must be text: put it in quotes", ValueType::asText, Kind.RESOLVED);
    }

    /** A text that may be different for each user. */
    static Leaf personalText(String label) {
        return new Leaf(label, "must be text: put it in quotes", ValueType::asText, Kind.PERSONAL);
    }

    /** Some tools of a server. */
    static Leaf tools() {
        return new Leaf(
                "tools",
                "must be SERVER/TOOL, SERVER, or * in the place of either",
                scalar -> asText(scalar)
                        .filter(text -> ToolRules.Tools.parse((String) text).isPresent()),
                Kind.LITERAL);
    }

    static Leaf slug() {
        return matching("slug", SLUG, "1 to 63 lower-case letters, digits and hyphens, beginning with no hyphen");
    }

    static Leaf name() {
        return matching("name", NAME, "1 to 63 letters, digits, hyphens and underscores");
    }

    static Leaf choice(List<String> words) {
        return new Leaf(
                String.join(" or ", words),
                "must be " + String.join(" or ", words),
                scalar -> asText(scalar).filter(words::contains),
                Kind.LITERAL);
    }

    /** A word by which a role grants something. */
    static Leaf permission() {
        List<String> words = Permission.words();
        return new Leaf(
                "permission",
                "must be one of " + String.join(", ", words),
                scalar -> asText(scalar).filter(words::contains),
                Kind.LITERAL);
    }

    /** To whom a role is assigned. */
    static Leaf subject() {
        return new Leaf(
                "subject",
                "must be user:NAME, user:TENANT:NAME, group:NAME, group:TENANT:NAME or \"*\"",
                scalar -> asText(scalar)
                        .filter(text -> Subject.parse((String) text).isPresent()),
                Kind.LITERAL);
    }

    static Leaf truth() {
        return new Leaf("true or false", "must be true or false, without quotes", ValueType::asTruth, Kind.LITERAL);
    }

    static Leaf number(long least, long most) {
        return new Leaf(
                least + " to " + most,
                "must be a whole number from " + least + " to " + most + ", without quotes",
                scalar -> asNumber(scalar)
                        .filter(number -> number >= least && number <= most)
                        .map(Object.class::cast),
                Kind.LITERAL);
    }

    /** A number, or a word in its place; either is read as text. */
    static Leaf numberOr(String word, long least, long most) {
        return new Leaf(
                word + " or " + least + " to " + most,
                "must be " + word + " or a whole number from " + least + " to " + most,
                scalar -> Optional.<Object>of(scalar.text())
                        .filter(text -> text.equals(word)
                                || asNumber(scalar)
                                        .filter(number -> number >= least && number <= most)
                                        .isPresent()),
                Kind.LITERAL);
    }

    static Leaf decimal(int least, int most) {
        return new Leaf(
                least + " to " + most + ", with decimals",
                "must be a number from " + least + " to " + most + ", without quotes",
                scalar -> asDecimal(scalar)
                        .filter(number -> number >= least && number <= most)
                        .map(Object.class::cast),
                Kind.LITERAL);
    }

    private static Leaf matching(String label, Pattern pattern, String grammar) {
        return new Leaf(
                label,
                "must be text of " + grammar + " (quotes around a number)",
                scalar -> asText(scalar)
                        .filter(text -> pattern.matcher((String) text).matches()),
                Kind.LITERAL);
    }

    private static Optional<Object> asText(Scalar scalar) {
        boolean other = scalar.plain() && NOT_TEXT.matcher(scalar.text()).matches();
        return other ? Optional.empty() : Optional.of(scalar.text());
    }

    private static Optional<Object> asTruth(Scalar scalar) {
        boolean truth = scalar.plain() && ("true".equals(scalar.text()) || "false".equals(scalar.text()));
        return truth ? Optional.of(Boolean.valueOf(scalar.text())) : Optional.empty();
    }

    private static Optional<Double> asDecimal(Scalar scalar) {
        boolean number = scalar.plain() && DECIMAL.matcher(scalar.text()).matches();
        return number ? Optional.of(Double.valueOf(scalar.text())) : Optional.empty();
    }

    private static Optional<Long> asNumber(Scalar scalar) {
        boolean number = scalar.plain() && WHOLE_NUMBER.matcher(scalar.text()).matches();
        return number ? Optional.of(Long.valueOf(scalar.text())) : Optional.empty();
    }
}
