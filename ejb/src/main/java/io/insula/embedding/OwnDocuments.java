package io.insula.embedding;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/** Walks through the documents of one user, as they lie. */
final class OwnDocuments {

    private OwnDocuments() {}

    /** The ids of all texts that are held of the user. */
    static void forEach(IndexSearcher searcher, String user, Consumer<String> each) throws IOException {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            DocIdSetIterator own = of(leaf.reader(), user);
            BinaryDocValues ids = leaf.reader().getBinaryDocValues(TenantIndex.MEMORY);
            for (int doc = own.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = own.nextDoc()) {
                if (ids.advanceExact(doc)) {
                    each.accept(ids.binaryValue().utf8ToString());
                }
            }
        }
    }

    /** The living documents of the user in one segment. */
    static DocIdSetIterator of(LeafReader reader, String user) throws IOException {
        PostingsEnum all = reader.postings(new Term(TenantIndex.USER, user), PostingsEnum.NONE);
        if (all == null) {
            return DocIdSetIterator.empty();
        }
        Bits living = reader.getLiveDocs();
        return living == null ? all : new Living(all, living);
    }

    private static final class Living extends DocIdSetIterator {

        private final DocIdSetIterator all;
        private final Bits living;

        private Living(DocIdSetIterator all, Bits living) {
            this.all = all;
            this.living = living;
        }

        @Override
        public int docID() {
            return all.docID();
        }

        @Override
        public int nextDoc() throws IOException {
            int doc = all.nextDoc();
            while (doc != NO_MORE_DOCS && !living.get(doc)) {
                doc = all.nextDoc();
            }
            return doc;
        }

        @Override
        public int advance(int target) throws IOException {
            int doc = all.advance(target);
            return doc == NO_MORE_DOCS || living.get(doc) ? doc : nextDoc();
        }

        @Override
        public long cost() {
            return all.cost();
        }
    }
}
