package io.insula.search;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts English words to what their forms have in common; what is left need not be a word. */
final class Stems {

    /** Letters that are doubled before "ing" and "ed" ("planning") but not in "calling" or "passed". */
    private static final String DOUBLED = "bdgmnprt";

    /** What no rule of endings brings together: the form, then the word that it is a form of. */
    private static final Map<String, String> IRREGULAR = pairs(
            """
            ate eat, eaten eat, became become, began begin, begun begin, bitten bite, bit bite, bought buy, broke break, \
            broken break, brought bring, built build, came come, caught catch, chose choose, chosen choose, cost cost, \
            children child, drank drink, drove drive, driven drive, fed feed, feet foot, fell fall, fallen fall, felt feel, \
            flew fly, flown fly, found find, forgot forget, forgotten forget, froze freeze, frozen freeze, gave give, \
            given give, grew grow, grown grow, heard hear, held hold, hid hide, hidden hide, kept keep, knew know, \
            known know, laid lay, led lead, lent lend, lost lose, made make, meant mean, men man, met meet, \
            mice mouse, paid pay, people person, ran run, rang ring, rode ride, ridden ride, said say, sang sing, sung sing, \
            sat sit, saw see, seen see, sent send, shook shake, shot shoot, shut shut, slept sleep, sold sell, spent spend, \
            spoke speak, spoken speak, stole steal, stolen steal, stood stand, swam swim, swum swim, taught teach, \
            teeth tooth, thought think, threw throw, thrown throw, told tell, took take, taken take, understood understand, \
            went go, wives wife, woke wake, woken wake, women woman, won win, wore wear, worn wear, wrote write, \
            written write""");

    private Stems() {}

    /** The stem of a word in lower case. */
    static String of(String word) {
        String whole = IRREGULAR.getOrDefault(word, word);
        return withoutLastE(withoutEnding(whole));
    }

    private static String withoutEnding(String word) {
        int length = word.length();
        if (length >= 5 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        int verbal = word.endsWith("ing") ? length - 3 : word.endsWith("ed") ? length - 2 : 0;
        return verbal >= 3 ? withoutDoubling(word.substring(0, verbal)) : singular(word);
    }

    private static String singular(String word) {
        int length = word.length();
        if (length < 4 || word.endsWith("ss") || word.endsWith("us") || !word.endsWith("s")) {
            return word;
        }
        boolean hissing = length >= 5 && word.charAt(length - 2) == 'e' && hisses(word, length - 2);
        return word.substring(0, hissing ? length - 2 : length - 1);
    }

    private static String withoutDoubling(String stem) {
        int last = stem.length() - 1;
        boolean doubled =
                last >= 3 && stem.charAt(last) == stem.charAt(last - 1) && DOUBLED.indexOf(stem.charAt(last)) >= 0;
        return doubled ? stem.substring(0, last) : stem;
    }

    /** Whether the plural after these letters takes "es": boxes, losses, churches. */
    private static boolean hisses(String word, int end) {
        char last = word.charAt(end - 1);
        return end >= 3
                && (last == 's'
                        || last == 'x'
                        || last == 'z'
                        || (last == 'h' && "cs".indexOf(word.charAt(end - 2)) >= 0));
    }

    private static String withoutLastE(String stem) {
        return stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static Map<String, String> pairs(String list) {
        return Pattern.compile(",\\s*")
                .splitAsStream(list.strip())
                .map(pair -> pair.split(" ", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }
}
