package io.insula.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was decided of a statement and one that was made before it. */
public enum Verdict {
    /** Both say the same. */
    SAME,
    /** The newer one replaces the older one: both cannot hold now. */
    SUPERSEDES,
    /** Both hold. */
    COMPATIBLE,
    /** Nothing was decided, so that the rule decides. */
    OPEN;

    /** The word that stands for it where it is written down. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a word stands for, if it stands for a decision. */
    public static Optional<Verdict> of(String word) {
        return Arrays.stream(values())
                .filter(each -> each != OPEN && each.word().equals(word))
                .findFirst();
    }
}
