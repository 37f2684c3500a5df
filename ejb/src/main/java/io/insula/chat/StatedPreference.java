package io.insula.chat;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A preference that a sentence states, by the form of the sentence:
 *
 * <table>
 * <caption>Forms, in English</caption>
 * <tr><th>sentence</th><th>preference</th></tr>
 * <tr><td>I like, love, enjoy, adore, prefer X (and Y); I am fond of X</td><td>{@code x = true} ({@code y = true})</td></tr>
 * <tr><td>I do not like, dislike, hate, can't stand X; I no longer like X</td><td>{@code x = false}</td></tr>
 * <tr><td>I use X</td><td>{@code uses.x = true}</td></tr>
 * <tr><td>I use X for Y</td><td>{@code uses.y = "X"}</td></tr>
 * <tr><td>my favorite X is Y</td><td>{@code favorite.x = "Y"}</td></tr>
 * <tr><td>my X is Y</td><td>{@code x = "Y"}</td></tr>
 * </table>
 *
 * <p>"Remember that", "please note" and the like may stand before. What a preference is about is at most four words, so
 * that no clause becomes a key; what is conditional ("I would like", "if"), past ("I used to like") or points elsewhere
 * ("I like it") states none.
 *
 * @param key one or two words parted by a dot, each of {@code a-z 0-9 _}
 */
record StatedPreference(String key, JsonValue value) {

    private static final int MOST_WORDS = 4;
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_WORD = 64;

    private static final String BEFORE =
            "^(?:(?:please|kindly|also|and|so|well|by the way|btw)[, ]+)*(?:(?:can|could) you )?"
                    + "(?:(?:remember|note|keep in mind|don't forget|do not forget|know)(?: that|:)? )?";
    private static final String SURELY = "(?:(?:really|also|still|very much|absolutely|truly|just|mostly|usually) )*";

    private static final Pattern LIKES = form("(?:I " + SURELY
            + "(?:like|love|enjoy|adore|prefer|favou?r|am (?:very )?fond of)|I'm (?:very )?fond of) (?<what>.+)");
    private static final Pattern DISLIKES = form("I " + SURELY
            + "(?:(?:do not|don't|no longer) (?:really |much )?(?:like|love|enjoy)|dislike|hate|detest"
            + "|can't stand|cannot stand|can not stand|avoid) (?<what>.+)");
    private static final Pattern USES = form("I " + SURELY + "use (?<what>.+?)(?: (?:for|as) (?:my )?(?<purpose>.+))?");
    private static final Pattern FAVORITE = form("my favou?rite (?<what>.+?) (?:is|are) (?<value>.+)");
    private static final Pattern MINE = form("my (?<what>.+?) (?:is|are) (?<value>.+)");

    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?i)(?:everything|anything|nothing|it|that|this|these|those|them|him|her|you|how|what|when|where|why|who|if|to be|to think|to know"
                    + "|the (?:idea|way|fact))\\b.*");
    private static final Pattern ARTICLE = Pattern.compile("(?i)^(?:to|the|a|an|my|some|any|all)\\s+");
    private static final Pattern TAIL = Pattern.compile(
            "(?i)\\s+(?:(?:more|better|best|most|very much|a lot|so much|too|as well|anymore|any more|to|over|than|because"
                    + "|but|when|while|since|rather|instead|for|in|on|with|at|from)\\b.*)$");
    private static final Pattern LIST = Pattern.compile("\\s*(?:,\\s*(?:and|or)?|\\band\\b|\\bor\\b)\\s*");
    private static final Pattern NEGATED = Pattern.compile("(?i)(?:not|no longer|never|unknown|n't)\\b.*");

    /** What a sentence states; empty for most. */
    static List<StatedPreference> of(String sentence) {
        String plain =
                sentence.strip().replace('’', '\'').replaceAll("[.!…\\s]+$", "").replaceAll("\\s+", " ");
        Matcher dislikes = DISLIKES.matcher(plain);
        if (dislikes.matches()) {
            return listed(dislikes.group("what"), "", JsonValue.FALSE);
        }
        Matcher likes = LIKES.matcher(plain);
        if (likes.matches()) {
            return listed(likes.group("what"), "", JsonValue.TRUE);
        }
        Matcher uses = USES.matcher(plain);
        if (uses.matches()) {
            return uses.group("purpose") == null
                    ? listed(uses.group("what"), "uses.", JsonValue.TRUE)
                    : valued("uses.", uses.group("purpose"), uses.group("what"));
        }
        Matcher favorite = FAVORITE.matcher(plain);
        if (favorite.matches()) {
            return valued("favorite.", favorite.group("what"), favorite.group("value"));
        }
        Matcher mine = MINE.matcher(plain);
        return mine.matches() ? valued("", mine.group("what"), mine.group("value")) : List.of();
    }

    private static List<StatedPreference> listed(String what, String prefix, JsonValue value) {
        if (ELSEWHERE.matcher(what).matches()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (String each : LIST.split(what, -1)) {
            String word =
                    word(TAIL.matcher(ARTICLE.matcher(each).replaceFirst("")).replaceFirst(""));
            if (word.isEmpty()) {
                return List.of();
            }
            words.add(word);
        }
        return words.stream()
                .map(word -> new StatedPreference(prefix + word, value))
                .toList();
    }

    private static List<StatedPreference> valued(String prefix, String what, String value) {
        String word = word(what);
        boolean says = !NEGATED.matcher(value).matches() && value.codePointCount(0, value.length()) <= LONGEST_VALUE;
        return says && !word.isEmpty()
                ? List.of(new StatedPreference(prefix + word, Json.createValue(value)))
                : List.of();
    }

    /** The words as one of a key; empty where they are none or too many. */
    private static String word(String text) {
        List<String> words = Stream.of(
                        text.toLowerCase(Locale.ROOT).replace("'s", "").split("[^\\p{L}\\p{N}+#]+", -1))
                .filter(each -> !each.isEmpty())
                .toList();
        String word = words.stream()
                .map(each -> each.replace("+", "p").replace("#", "sharp"))
                .collect(Collectors.joining("_"));
        boolean fits = words.size() <= MOST_WORDS && word.length() <= LONGEST_WORD && word.matches("[a-z0-9_]+");
        return fits ? word : "";
    }

    private static Pattern form(String form) {
        return Pattern.compile(BEFORE + form, Pattern.CASE_INSENSITIVE);
    }
}
