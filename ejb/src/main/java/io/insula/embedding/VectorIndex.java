package io.insula.embedding;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Proposes which texts of one user are near to a question, in meaning or in words. It is a copy of what the database
 * holds: fed with each user's own rows as his own requests read them, rebuilt from them whenever it is lost, and never
 * believed. Whoever asks reads the rows that it names again, under the asking user's own rights, before anything leaves.
 *
 * <p>Nothing here runs inside a transaction: an index may be another process. Whatever fails makes an index forget, not
 * lie: {@link #held} then says that less is held, and what is not held is for the caller to compare himself.
 */
public interface VectorIndex {

    /** Whose texts; nothing is ever looked up across owners. */
    record Owner(String formation, String tenant, String user) {}

    /**
     * What the index holds of an owner.
     *
     * @param revision of the owner's rows up to which all are held; 0 for nothing
     * @param swept the revision up to which deleted ones are gone from the index
     */
    record Held(long revision, long swept) {

        /** Nothing is held. */
        public static final Held NOTHING = new Held(0, 0);
    }

    /**
     * A text to be found.
     *
     * @param id of the text among its owner's; one that is held already is replaced
     * @param meaning only questions of the same model find it by meaning
     * @param terms its words as the caller compares them
     */
    record Entry(String id, Meaning meaning, List<String> terms) {

        public Entry {
            terms = List.copyOf(terms);
        }
    }

    /**
     * What is asked.
     *
     * @param terms words, compared with those of the entries; empty to ask for the meaning alone
     * @param limit how many are proposed by meaning, and how many by words
     */
    record Question(Meaning meaning, List<String> terms, int limit) {

        public Question {
            terms = List.copyOf(terms);
        }
    }

    /**
     * What makes a word rare among an owner's texts.
     *
     * @param texts how many are held; one that was replaced or deleted lately may be among them
     * @param holders in how many of them a word stands
     */
    record Counts(long texts, Map<String, Long> holders) {

        /** Of nothing. */
        public static final Counts NONE = new Counts(0, Map.of());

        public Counts {
            holders = Map.copyOf(holders);
        }
    }

    /** What is held of the owner. */
    Held held(Owner owner);

    /** Takes the rows that came or changed after the revision that is held, up to {@code revision}. */
    void take(Owner owner, List<Entry> newer, long revision);

    /** Drops what is not among the living any more, as of {@code revision}. */
    void sweep(Owner owner, Set<String> living, long revision);

    /** The ids of the texts nearest in meaning, nearest first, and then of those best by words. None comes twice. */
    List<String> propose(Owner owner, Question question);

    /** In how many of the owner's texts each of these words stands; of very many words the first. */
    Counts count(Owner owner, List<String> terms);

    /** Drops everything of the owner. */
    void forget(Owner owner);
}
