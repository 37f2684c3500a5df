package io.insula.memory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a statement comes to, as a digest: two statements of one gist say the same, so that one memory is enough for both.
 *
 * <p>Everything that bears meaning stays in, and in its order: names, numbers, negations, tenses, prepositions, question
 * marks. Only what bears none is taken out: case, punctuation, articles, an opening such as "remember that", and whether
 * "is not" is written "isn't" or 5,000 "5000". "My favourite drink is green tea" and "Green tea is my favourite drink"
 * have one gist, because a possession can stand on either side of "is". Whatever is in doubt keeps two gists: a
 * repetition costs a row, a wrong merge costs a fact. Contractions, articles and openings are English.
 */
final class Gist {

    private static final Pattern OPENING = Pattern.compile(
            "^(?:(?:please|remember|note|keep in mind|by the way|btw|fyi|also|and|so|well|ok|okay|hi|hello|hey)\\b(?: that\\b)?"
                    + "[\\s,:;.!-]*)+");
    /** In this order: "won't" is no "wo" that is negated. */
    private static final List<Form> WRITTEN_OUT = List.of(
            new Form("\\bwon't\\b", "will not"),
            new Form("\\bcan(?:'t|not)\\b", "can not"),
            new Form("(?<=[a-z])n't\\b", " not"),
            new Form("\\bi'm\\b", "i am"),
            new Form("(?<=[a-z])'re\\b", " are"),
            new Form("(?<=[a-z])'ve\\b", " have"),
            new Form("(?<=[a-z])'ll\\b", " will"),
            new Form("\\b(it|he|she|that|there)'s\\b", "$1 is"),
            new Form("(?<=\\d),(?=\\d{3}(?!\\d))", ""));
    /** Words with their apostrophes, numbers with their decimals, and each symbol that is no mere punctuation. */
    private static final Pattern TOKEN = Pattern.compile(
            "\\p{N}+(?:[.,:]\\p{N}+)*|[\\p{L}\\p{M}]+(?:'[\\p{L}\\p{M}]+)*|(?<!\\S)-(?=\\p{N})|[\\p{S}%&@#*/\\\\?]");

    private static final Set<String> ARTICLES = Set.of("a", "an", "the");
    private static final Set<String> COPULAS = Set.of("is", "are");
    private static final Set<String> POSSESSIVES = Set.of("my", "our", "your", "his", "her", "its", "their");

    private record Form(Pattern in, String out) {

        Form(String in, String out) {
            this(Pattern.compile(in), out);
        }
    }

    private Gist() {}

    /** The digest, or null where nothing is said. */
    static String of(String statement) {
        List<String> tokens = tokens(statement);
        return tokens.isEmpty() ? null : digest(String.join(" ", turned(tokens)));
    }

    static List<String> tokens(String statement) {
        String plain = Normalizer.normalize(statement, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .strip();
        String opened = OPENING.matcher(plain).replaceFirst("");
        String text = opened.isEmpty() ? plain : opened;
        for (Form form : WRITTEN_OUT) {
            text = form.in().matcher(text).replaceAll(form.out());
        }
        List<String> tokens = new ArrayList<>();
        Matcher found = TOKEN.matcher(text);
        while (found.find()) {
            if (!ARTICLES.contains(found.group())) {
                tokens.add(found.group());
            }
        }
        return tokens;
    }

    /** Puts the sides of one "is" into one order, if a possession stands on either. */
    private static List<String> turned(List<String> tokens) {
        int at = onlyCopula(tokens);
        if (at <= 0 || at == tokens.size() - 1 || tokens.contains("not") || tokens.contains("?")) {
            return tokens;
        }
        List<String> left = tokens.subList(0, at);
        List<String> right = tokens.subList(at + 1, tokens.size());
        boolean inOrder = String.join(" ", left).compareTo(String.join(" ", right)) <= 0;
        if (inOrder || !(isPossession(left) || isPossession(right))) {
            return tokens;
        }
        List<String> turned = new ArrayList<>(right);
        turned.add(tokens.get(at));
        turned.addAll(left);
        return turned;
    }

    /** Where the one copula stands; -1 where there is none or more than one. */
    private static int onlyCopula(List<String> tokens) {
        int[] copulas = IntStream.range(0, tokens.size())
                .filter(i -> COPULAS.contains(tokens.get(i)))
                .toArray();
        return copulas.length == 1 ? copulas[0] : -1;
    }

    private static boolean isPossession(List<String> side) {
        return POSSESSIVES.contains(side.get(0));
    }

    private static String digest(String canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
