package io.insula.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Of two statements about one thing the newer stands first: who asks where the sister lives wants to know where she
 * lives now. "My brother lives in Bonn" does not replace what was said of the sister, however alike the two sound.
 *
 * <p>Where a model has decided that the newer statement replaces the older one, or that it does not, that holds for the
 * first {@value #DECIDED}, unless the question asks how something once was. Otherwise the newer statement is taken to
 * replace the older one if all of this holds:
 *
 * <ul>
 *   <li>both are among the first {@value #LOOKED_AT}, and their cosine is {@value #ABOUT_ONE_THING} or more;
 *   <li>it says not the same of another: where it lacks a word that the question and the older one share, at most one of
 *       the words around it returns around another word ({@link Wording#echoedIn}), and the word is no name;
 *   <li>{@code alike - 0.5 * loss - 0.2 * echoed >= 0.1}, where <i>alike</i> is their cosine, <i>loss</i> how much less
 *       near the newer one is to the question, and <i>echoed</i> 1 if one such word returns;
 *   <li>the question does not ask how something once was ({@link Occasion#isPast});
 *   <li>it does not lack the number or time that the question asks for, where the older one has it.
 * </ul>
 *
 * <p>The figures, and how these values were chosen, stand in {@code docs/evaluation.md}.
 */
final class NewerFirst {

    static final double ABOUT_ONE_THING = 0.3;
    /** What stands further down is hardly about the question. */
    static final int LOOKED_AT = 4;
    /** Nothing needs to be guessed of what was decided, so that more may be looked at. */
    static final int DECIDED = 30;

    private static final int MOST_ECHOED = 1;
    private static final double COST_OF_LOSS = 0.5;
    private static final double COST_OF_AN_ECHO = 0.2;
    private static final double ENOUGH = 0.1;

    private final Expectation expectation;
    private final boolean isPast;
    private final Wording question;
    private final Set<String> names;
    private final Likeness likeness;

    NewerFirst(String question, Likeness likeness) {
        this.expectation = Expectation.of(question);
        this.isPast = Occasion.isPast(question);
        this.question = Wording.of(question);
        this.names = Wording.names(question);
        this.likeness = likeness;
    }

    /** A statement in its place; its wording is looked at only where the rule decides. */
    private static final class Statement {

        private final Candidate said;
        private final int rank;
        private Wording wording;

        Statement(Candidate said, int rank) {
            this.said = said;
            this.rank = rank;
        }

        Wording wording() {
            if (wording == null) {
                wording = Wording.of(said.content());
            }
            return wording;
        }

        boolean isAfter(Statement other) {
            return said.created() != null
                    && other.said.created() != null
                    && said.created().isAfter(other.said.created());
        }
    }

    /** The places of the candidates in their new order. */
    List<Integer> order(List<Candidate> ranked) {
        List<Statement> statements = IntStream.range(0, Math.min(DECIDED, ranked.size()))
                .mapToObj(rank -> new Statement(ranked.get(rank), rank))
                .toList();
        List<Integer> order = new ArrayList<>(ranked.size());
        for (int i = 0; i < ranked.size(); i++) {
            order.add(i < DECIDED ? firstReplaced(order, statements, statements.get(i)) : i, i);
        }
        return order;
    }

    private int firstReplaced(List<Integer> order, List<Statement> statements, Statement newer) {
        for (int at = 0; at < order.size(); at++) {
            if (replaces(newer, statements.get(order.get(at)))) {
                return at;
            }
        }
        return order.size();
    }

    private boolean replaces(Statement newer, Statement older) {
        if (isPast || !newer.isAfter(older)) {
            return false;
        }
        Verdict verdict = likeness.verdict(newer.said, older.said);
        return verdict == Verdict.OPEN
                ? newer.rank < LOOKED_AT && older.rank < LOOKED_AT && isTakenToReplace(newer, older)
                : verdict == Verdict.SUPERSEDES;
    }

    private boolean isTakenToReplace(Statement newer, Statement older) {
        if (lacksWhatIsAskedFor(newer, older)) {
            return false;
        }
        Set<String> lost = older.wording().lostIn(newer.wording(), question);
        int echoed = older.wording().echoedIn(newer.wording(), question);
        if (echoed > MOST_ECHOED || !Collections.disjoint(lost, names)) {
            return false;
        }
        double alike = likeness.between(newer.said, older.said);
        double loss = older.said.cosine() - newer.said.cosine();
        return alike >= ABOUT_ONE_THING && alike - COST_OF_LOSS * loss - COST_OF_AN_ECHO * echoed >= ENOUGH;
    }

    private boolean lacksWhatIsAskedFor(Statement newer, Statement older) {
        return expectation.isMetBy(older.said.content()) && !expectation.isMetBy(newer.said.content());
    }
}
