package io.insula.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text that carry its subject, cut to their stems so that "deadlines" meets "deadline". */
final class Terms {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Set<String> STOP = Set.of(
            SPACES.split(
                    """
            a an the this that these those i me my mine myself we us our ours you your yours he him his she her hers \
            it its they them their theirs am is are was were be been being do does did done have has had having can \
            could will would shall should may might must and or but if then so than as of at by for with about to \
            from in on into onto out off over under up down what which who whom whose when where why how much many \
            not no s t m re ve ll d please tell know remember there here also just very too some any all each every \
            use used called go going get"""));

    /** "planning" has doubled its last letter, "calling" had it twice before. */
    private static final List<Ending> ENDINGS = List.of(
            new Ending(Pattern.compile("(?<=..)ies$"), "y"),
            new Ending(Pattern.compile("(?<=..)([bdgmnprt])\\1(ing|ed)$"), "$1"),
            new Ending(Pattern.compile("(?<=...)(ing|ed)$"), ""),
            new Ending(Pattern.compile("(?<=..(s|x|z|ch|sh))es$"), ""),
            new Ending(Pattern.compile("(?<=..[^su])s$"), ""));

    private Terms() {}

    static Set<String> of(String text) {
        Set<String> terms = new HashSet<>();
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            if (!STOP.contains(words.group())) {
                terms.add(stem(words.group()));
            }
        }
        return terms;
    }

    /**
     * How much of the wanted terms the found ones hold, 0 to 1; a term counts the more, the fewer texts hold it.
     *
     * @param holders how many of the {@code texts} hold each term
     */
    static double share(Set<String> wanted, Set<String> found, Map<String, Integer> holders, int texts) {
        double all = 0;
        double held = 0;
        for (String term : wanted) {
            int holding = holders.getOrDefault(term, 0);
            double rarity = Math.log(1 + (texts - holding + 0.5) / (holding + 0.5));
            all += rarity;
            held += found.contains(term) ? rarity : 0;
        }
        return all == 0 ? 0 : held / all;
    }

    static Map<String, Integer> holders(Collection<Set<String>> texts) {
        Map<String, Integer> holders = new HashMap<>();
        texts.forEach(terms -> terms.forEach(term -> holders.merge(term, 1, Integer::sum)));
        return holders;
    }

    /** Takes an English ending off; what is left need not be a word, only the same for the forms of one word. */
    static String stem(String word) {
        for (Ending ending : ENDINGS) {
            String stem = ending.takenOff(word);
            if (!stem.equals(word)) {
                return withoutLastE(stem);
            }
        }
        return withoutLastE(word);
    }

    private static String withoutLastE(String stem) {
        return stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private record Ending(Pattern form, String kept) {

        String takenOff(String word) {
            return form.matcher(word).replaceFirst(kept);
        }
    }
}
