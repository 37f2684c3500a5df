package io.insula.embedding;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;

/**
 * Searches by words as if the index held one user's texts alone: how many texts there are decides how much a rare word
 * weighs, and nothing that others have said may shift the order of one's own. Short texts are taken to be of one usual
 * length, for the same reason.
 */
final class OwnStatistics extends IndexSearcher {

    private static final int USUAL_LENGTH = 12;

    private final int texts;

    OwnStatistics(IndexReader reader, int texts) {
        super(reader);
        this.texts = texts;
        setQueryCache(null);
    }

    @Override
    public CollectionStatistics collectionStatistics(String field) {
        long terms = (long) texts * USUAL_LENGTH;
        return new CollectionStatistics(field, texts, texts, terms, terms);
    }
}
