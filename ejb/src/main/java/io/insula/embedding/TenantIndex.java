package io.insula.embedding;

import io.insula.embedding.VectorIndex.Counts;
import io.insula.embedding.VectorIndex.Entry;
import io.insula.embedding.VectorIndex.Held;
import io.insula.embedding.VectorIndex.Question;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;

/**
 * The Lucene index of one tenant of one formation. A document is a text of one user, and one more document of each user,
 * his mark, says up to which revision his texts are held: Lucene commits both together or neither, so that a mark never
 * promises what a crash took. Writers take turns; searches do not wait for them.
 *
 * <p>Terms carry the user before the word, so that the rarity of a word is counted among his own texts alone.
 */
final class TenantIndex implements Closeable {

    static final String USER = "user";
    static final String MEMORY = "memory";
    static final String TERM = "term";

    private static final String KEY = "key";
    private static final String MARK = "mark";
    private static final String REVISION = "revision";
    private static final String SWEPT = "swept";
    private static final char BETWEEN = '\u0000';
    private static final int LONGEST_TERM = 64;
    private static final double WRITE_BUFFER_MEGABYTES = 32;
    private static final int UNCOMMITTED = 5_000;
    private static final FieldType TERM_TYPE = termType();

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private int uncommitted;

    /** Opens what lies in the directory, or begins anew in an empty one. Owns the directory from here on. */
    TenantIndex(Directory directory) throws IOException {
        this.directory = directory;
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(2, 1);
        // A merge spends its time on the graph, not on the disk; held up it would only hold up the writers.
        merges.disableAutoIOThrottle();
        IndexWriterConfig config = new IndexWriterConfig()
                .setCodec(new IndexCodec())
                .setRAMBufferSizeMB(WRITE_BUFFER_MEGABYTES)
                .setMergeScheduler(merges)
                .setCommitOnClose(false);
        this.writer = new IndexWriter(directory, config);
        this.searchers = searchers(writer);
    }

    private static SearcherManager searchers(IndexWriter writer) throws IOException {
        try {
            return new SearcherManager(writer, null);
        } catch (IOException | RuntimeException unreadable) {
            writer.rollback();
            throw unreadable;
        }
    }

    Held held(String user) throws IOException {
        return search(searcher -> {
            TopDocs marks = searcher.search(new TermQuery(new Term(MARK, user)), 1);
            if (marks.scoreDocs.length == 0) {
                return Held.NOTHING;
            }
            Document mark = searcher.storedFields().document(marks.scoreDocs[0].doc);
            return new Held(
                    mark.getField(REVISION).numericValue().longValue(),
                    mark.getField(SWEPT).numericValue().longValue());
        });
    }

    synchronized void take(String user, List<Entry> newer, long revision) throws IOException {
        Held before = held(user);
        for (Entry entry : newer) {
            writer.updateDocument(key(user, entry.id()), document(user, entry));
        }
        // Whoever begins has nothing to sweep: what was deleted before never came in.
        mark(user, revision, before.revision() == 0 ? revision : before.swept());
        publish(newer.size());
    }

    synchronized void sweep(String user, Set<String> living, long revision) throws IOException {
        Held before = held(user);
        Set<String> gone = new TreeSet<>();
        search(searcher -> {
            OwnDocuments.forEach(searcher, user, id -> {
                if (!living.contains(id)) {
                    gone.add(id);
                }
            });
            return null;
        });
        for (String id : gone) {
            writer.deleteDocuments(key(user, id));
        }
        mark(user, before.revision(), revision);
        publish(gone.size());
    }

    /** Whose texts are held. */
    Set<String> users() throws IOException {
        return search(searcher -> {
            Set<String> users = new TreeSet<>();
            Terms marks = MultiTerms.getTerms(searcher.getIndexReader(), MARK);
            TermsEnum each = marks == null ? TermsEnum.EMPTY : marks.iterator();
            for (BytesRef user = each.next(); user != null; user = each.next()) {
                users.add(user.utf8ToString());
            }
            return users;
        });
    }

    /** What was deleted leaves the files too, as soon as a merge has rewritten them. */
    synchronized void forget(String user) throws IOException {
        writer.deleteDocuments(new Term(USER, user), new Term(MARK, user));
        publish(UNCOMMITTED);
        writer.forceMergeDeletes(false);
    }

    List<String> propose(String user, Question question) throws IOException {
        return search(searcher -> new Proposals(searcher, user, question).collect());
    }

    Counts count(String user, List<String> words) throws IOException {
        return search(searcher -> {
            IndexReader reader = searcher.getIndexReader();
            Map<String, Long> holders = new HashMap<>();
            for (String word :
                    words.stream().distinct().limit(Proposals.MOST_TERMS).toList()) {
                holders.put(word, (long) reader.docFreq(term(user, word)));
            }
            return new Counts(reader.docFreq(new Term(USER, user)), holders);
        });
    }

    /** Makes what was written last through a crash. */
    synchronized void commit() throws IOException {
        writer.commit();
        uncommitted = 0;
    }

    /** Keeps what was written and gives up merges that are under way: nobody waits for minutes. */
    @Override
    public synchronized void close() throws IOException {
        try (directory) {
            end();
        }
    }

    private void end() throws IOException {
        try (searchers) {
            writer.commit();
        } finally {
            writer.rollback();
        }
    }

    private void mark(String user, long revision, long swept) throws IOException {
        Document mark = new Document();
        mark.add(new StringField(MARK, user, Field.Store.NO));
        mark.add(new StoredField(REVISION, revision));
        mark.add(new StoredField(SWEPT, swept));
        writer.updateDocument(new Term(MARK, user), mark);
    }

    /** Committing waits for the disk; what a crash takes is read again from the database. */
    private void publish(int changes) throws IOException {
        uncommitted += changes;
        if (uncommitted >= UNCOMMITTED) {
            commit();
        }
        searchers.maybeRefreshBlocking();
    }

    private <T> T search(Search<T> search) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return search.run(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    private static Document document(String user, Entry entry) {
        Document document = new Document();
        document.add(new StringField(KEY, user + BETWEEN + entry.id(), Field.Store.NO));
        document.add(new StringField(USER, user, Field.Store.NO));
        document.add(new BinaryDocValuesField(MEMORY, new BytesRef(entry.id())));
        float[] vector = Vectors.normalize(entry.meaning().vector());
        if (Vectors.dot(vector, vector) > 0) {
            document.add(new KnnFloatVectorField(field(entry.meaning()), vector, VectorSimilarityFunction.DOT_PRODUCT));
        }
        for (String term : entry.terms()) {
            document.add(new Field(TERM, term(user, term).text(), TERM_TYPE));
        }
        return document;
    }

    private static Term key(String user, String id) {
        return new Term(KEY, user + BETWEEN + id);
    }

    static Term term(String user, String word) {
        return new Term(TERM, user + BETWEEN + word.substring(0, Math.min(word.length(), LONGEST_TERM)));
    }

    /** Vectors of two models, or of two lengths, stand in fields apart and never meet. */
    static String field(Meaning meaning) {
        return "vector:" + meaning.vector().length + ":" + meaning.model();
    }

    private static FieldType termType() {
        FieldType type = new FieldType();
        type.setTokenized(false);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    @FunctionalInterface
    private interface Search<T> {
        T run(IndexSearcher searcher) throws IOException;
    }
}
