package io.insula.embedding;

import io.insula.embedding.VectorIndex.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** One question to one tenant's index, among the texts of one user. */
final class Proposals {

    /** Up to so many texts of a user, comparing each is as fast as following the graph past everybody else's. */
    private static final int COMPARED_ONE_BY_ONE = 20_000;
    /** How much wider the graph is searched than is asked for; see the figures in docs/performance.md. */
    private static final int WIDTH = 4;

    private static final int LEAST_WIDTH = 100;
    static final int MOST_TERMS = 64;

    private final IndexSearcher searcher;
    private final String user;
    private final Question question;
    private final String field;
    private final float[] vector;

    Proposals(IndexSearcher searcher, String user, Question question) {
        this.searcher = searcher;
        this.user = user;
        this.question = question;
        this.field = TenantIndex.field(question.meaning());
        this.vector = Vectors.normalize(question.meaning().vector());
    }

    private record Near(int doc, float nearness) {}

    List<String> collect() throws IOException {
        int own = searcher.getIndexReader().docFreq(new Term(TenantIndex.USER, user));
        if (own == 0 || question.limit() <= 0) {
            return List.of();
        }
        Set<Integer> found = new LinkedHashSet<>(own <= COMPARED_ONE_BY_ONE ? nearestOfAll() : nearestByGraph());
        for (ScoreDoc worded : bestByWords(own)) {
            found.add(worded.doc);
        }
        List<String> ids = new ArrayList<>(found.size());
        for (int doc : found) {
            ids.add(id(doc));
        }
        return List.copyOf(ids);
    }

    private List<Integer> nearestOfAll() throws IOException {
        PriorityQueue<Near> worstFirst = new PriorityQueue<>(Comparator.comparingDouble(Near::nearness));
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
            DocIdSetIterator own = OwnDocuments.of(leaf.reader(), user);
            int doc = vectors == null ? DocIdSetIterator.NO_MORE_DOCS : own.nextDoc();
            for (; doc != DocIdSetIterator.NO_MORE_DOCS; doc = own.nextDoc()) {
                int at = vectors.docID() < doc ? vectors.advance(doc) : vectors.docID();
                if (at == doc) {
                    worstFirst.add(new Near(leaf.docBase + doc, Vectors.dot(vector, vectors.vectorValue())));
                    if (worstFirst.size() > question.limit()) {
                        worstFirst.remove();
                    }
                }
            }
        }
        return worstFirst.stream()
                .sorted(Comparator.comparingDouble(Near::nearness).reversed())
                .map(Near::doc)
                .toList();
    }

    private List<Integer> nearestByGraph() throws IOException {
        int width = Math.max(WIDTH * question.limit(), LEAST_WIDTH);
        KnnFloatVectorQuery nearest =
                new KnnFloatVectorQuery(field, vector, width, new TermQuery(new Term(TenantIndex.USER, user)));
        return Stream.of(searcher.search(nearest, question.limit()).scoreDocs)
                .map(hit -> hit.doc)
                .toList();
    }

    private ScoreDoc[] bestByWords(int own) throws IOException {
        Set<String> words = new HashSet<>();
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String word : question.terms()) {
            if (words.size() < MOST_TERMS && words.add(word)) {
                any.add(new TermQuery(TenantIndex.term(user, word)), BooleanClause.Occur.SHOULD);
            }
        }
        if (words.isEmpty()) {
            return new ScoreDoc[0];
        }
        return new OwnStatistics(searcher.getIndexReader(), own).search(any.build(), question.limit()).scoreDocs;
    }

    private String id(int found) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found, leaves));
        BinaryDocValues ids = leaf.reader().getBinaryDocValues(TenantIndex.MEMORY);
        ids.advanceExact(found - leaf.docBase);
        return ids.binaryValue().utf8ToString();
    }
}
