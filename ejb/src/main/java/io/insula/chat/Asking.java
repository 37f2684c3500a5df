package io.insula.chat;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by its form whether one sentence asks for something. */
final class Asking {

    private static final String QUESTION_WORD = "(what|who|whom|whose|which|where|when|why|how|if|whether)";
    private static final String PRONOUN =
            "(?:i|you|we|he|she|it|they|there|this|that|these|those|anyone|anybody|anything"
                    + "|someone|everyone|everything)";
    private static final String DETERMINER = "(?:my|your|our|his|her|its|their|the|any)";

    private static final String QUESTION_MARKS = "?？؟";
    private static final int LONGEST_PLEASANTRY = 80;

    private static final Pattern OPENING = Pattern.compile(
            "^(?:(?:hi|hey|hello|ok|okay|so|and|but|well|now|also|please|then|just|quickly|sorry|thanks|yes|no|oh|hmm|um"
                    + "|by the way|btw|again|actually|quick question)\\b(?: there)?[\\s,:;!-]*+){1,6}");
    private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final Pattern PLEASANTRY = Pattern.compile(
            "(?:(?:hi|hey|hello|there|thanks|thank you|many thanks|very|so|much|a lot|ok|okay|yes|no|yep|nope|bye|goodbye"
                    + "|good (?:morning|afternoon|evening|night|day)|great|cool|nice|perfect|please|sure|cheers|welcome"
                    + "|see you|later|well done|got it|alright|right)\\b[\\s,.!…-]*)+");

    /** "Remember my birthday is in May" tells something, "remember my birthday" asks for it. */
    private static final String TELLS =
            "(?:.*\\b(?:is|are|was|were|will|has|have|needs?|likes?|starts?|ends?)\\b|.*[:\\d])";
    /** "Can you remember that …" hands something over; "can you remember where …" asks for it. */
    private static final Pattern KEEP_THIS =
            starts("(?:(?:can|could|will|would) you )?(?:please |kindly )?(?:remember(?! (?:me|my|our)\\b(?!" + TELLS
                    + "))|note|keep in mind|write down|take note|don't forget|make a note|remind me (?:that|to)\\b)(?! "
                    + QUESTION_WORD + "\\b)");

    private static final String QUESTION_WORD_FIRST = "(?:what|who|whom|whose|which|where|when|why|how)";
    /** "When I travel …", "What a day" and "Which reminds me" only look like questions. */
    private static final Pattern QUESTION_START = starts(QUESTION_WORD_FIRST + "(?:'s|'re|'d|'ll|s)\\b|"
            + QUESTION_WORD_FIRST + "\\b(?!'| (?:a|an|i|we|you|he|she|it|they|my|our|the|reminds|means|nice|lovely|sad"
            + "|great|ever)\\b)");

    /** "Had my teeth cleaned" only drops its subject, so "have" and "had" ask before pronouns alone. */
    private static final Pattern VERB_FIRST =
            starts("(?:(?:am|is|are|was|were|do|does|did|has|can|could|will|would|shall"
                    + "|should|may|might|must)(?:n't)? (?:" + PRONOUN + "|" + DETERMINER + ")|(?:have|had)(?:n't)? "
                    + PRONOUN
                    + "|does [^ ]+)\\b");

    private static final Pattern REQUEST =
            starts("(?:tell|show|remind|send|read) (?:me|us)\\b|give me (?:my|our|the|all|a|an|any|every)\\b"
                    + "|let me know\\b|i(?:'d| would) like to (?:know|hear|see)\\b|i (?:want|need) to know\\b"
                    + "|(?:list|find|recall|name|show|summari[sz]e|explain|describe|repeat|look up|search|check|compare|translate"
                    + "|suggest|recommend|calculate) (?:me|my|our|all|every|the|what|which|who|where|when|how|if|whether|for|again)\\b"
                    + "|help me\\b|any (?:idea|clue)\\b|remember " + QUESTION_WORD + "\\b"
                    + "|(?:do you )?(?:know|remember|recall) (?:my|our|" + QUESTION_WORD + ")\\b");
    private static final Pattern ROUNDABOUT = starts("(?:i(?:'m| am) |i was |i )?(?:just )?wonder(?:ing)?\\b"
            + "|(?:i|we)(?:'ve| have)? ?(?:forgot|forget|forgotten|(?:don't|do not|can't|cannot) (?:remember|recall)) "
            + QUESTION_WORD + "\\b(?! to\\b)");

    private Asking() {}

    static boolean asks(String sentence) {
        String plain = plain(sentence);
        if (KEEP_THIS.matcher(plain).find()) {
            return false;
        }
        return endsInQuestionMark(plain)
                || QUESTION_START.matcher(plain).find()
                || VERB_FIRST.matcher(plain).find()
                || REQUEST.matcher(plain).find()
                || ROUNDABOUT.matcher(plain).find();
    }

    /** Looks past what may follow the mark: quotation marks, brackets, blanks, exclamation marks, emoji. */
    private static boolean endsInQuestionMark(String sentence) {
        int at = sentence.length();
        while (at > 0) {
            int symbol = sentence.codePointBefore(at);
            if (QUESTION_MARKS.indexOf(symbol) >= 0) {
                return true;
            }
            if (Character.isLetterOrDigit(symbol)) {
                return false;
            }
            at -= Character.charCount(symbol);
        }
        return false;
    }

    static boolean isPleasantry(String sentence) {
        String normal = normal(sentence);
        return !LETTER_OR_DIGIT.matcher(normal).find()
                || (normal.length() <= LONGEST_PLEASANTRY
                        && PLEASANTRY.matcher(normal).matches());
    }

    private static String plain(String sentence) {
        String normal = normal(sentence);
        String opened = OPENING.matcher(normal).replaceFirst("");
        return opened.isEmpty() ? normal : opened;
    }

    private static String normal(String sentence) {
        String straight =
                sentence.strip().toLowerCase(Locale.ROOT).replace('’', '\'').replace('‘', '\'');
        return SPACES.matcher(straight).replaceAll(" ");
    }

    private static Pattern starts(String beginning) {
        return Pattern.compile("^(?:" + beginning + ")");
    }
}
