package io.insula.search;

import java.util.regex.Pattern;

/** Tells by its words whether a statement announces that something is no longer as it was. English only. */
final class ChangeWords {

    private static final Pattern CHANGE = Pattern.compile(
            "\\b(now|no longer|any ?more|instead|after all|from now on|from (?:this|next) (?:week|month|year)|as of|since|new"
                    + "|moved?|moving|changed?|switch(?:ed)?|replaced?|retired|left|gave up|given up|quit|stopped|sold"
                    + "|shifted|postponed|put (?:back|off|forward)|brought forward|rescheduled|cancell?ed|raised|lifted"
                    + "|lowered|doubled|halved|increased?|cut|more expensive|cheaper|gets?|got|(?:go|went|gone)(?:es)? up"
                    + "|(?:takes|took|taken) over|turn(?:s|ed)? out|actually|was wrong|correction|decided"
                    + "|until further notice|for now|renamed|upgraded)\\b",
            Pattern.CASE_INSENSITIVE);

    private ChangeWords() {}

    static boolean in(String text) {
        return CHANGE.matcher(text).find();
    }
}
