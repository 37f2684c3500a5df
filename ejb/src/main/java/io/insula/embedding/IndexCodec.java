package io.insula.embedding;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Lucene's own format, under Lucene's own names, for vectors as long as any model makes them. */
final class IndexCodec extends Lucene912Codec {

    /** Half the work of Lucene's own 16 and 100; the wider search that {@link Proposals} does makes up for it. */
    private static final int NEIGHBOURS = 12;

    private static final int CANDIDATES = 60;

    private final KnnVectorsFormat vectors = new LongVectors(new Lucene99HnswVectorsFormat(NEIGHBOURS, CANDIDATES));

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }

    /** Lucene stops at 1,024 components unless it is told otherwise; models of the trade have up to 4,096. */
    private static final class LongVectors extends KnnVectorsFormat {

        private static final int LONGEST = 4096;

        private final KnnVectorsFormat format;

        private LongVectors(KnnVectorsFormat format) {
            super(format.getName());
            this.format = format;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return format.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return LONGEST;
        }
    }
}
