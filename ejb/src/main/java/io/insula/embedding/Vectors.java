package io.insula.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Vectors as they are stored, little-endian float32, and what is computed with them. */
public final class Vectors {

    private Vectors() {}

    /** The stored form: four bytes a component, least significant first. */
    public static byte[] toBytes(float[] vector) {
        ByteBuffer buffer = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(vector);
        return buffer.array();
    }

    /** Reads the stored form; refuses bytes that cannot be whole components. */
    public static float[] fromBytes(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException("A stored vector of " + bytes.length + " bytes is not whole floats");
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    /** The dot product, which for two embeddings (both of length one) is their cosine. */
    public static float dot(float[] left, float[] right) {
        if (left.length != right.length) {
            throw new IllegalArgumentException(
                    "Vectors of " + left.length + " and " + right.length + " dimensions cannot be compared");
        }
        return dot(left, right, 0);
    }

    /** Scales the vector to length one in place; a zero vector stays zero. */
    public static float[] normalize(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        if (length > 0) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= (float) length;
            }
        }
        return vector;
    }

    /** Lays vectors of one dimension end to end, as {@link TopK} reads them. */
    public static float[] pack(Iterable<float[]> vectors, int count, int dimension) {
        float[] packed = new float[Math.multiplyExact(count, dimension)];
        int at = 0;
        for (float[] vector : vectors) {
            if (vector.length != dimension) {
                throw new IllegalArgumentException("Expected " + dimension + " dimensions, found " + vector.length);
            }
            System.arraycopy(vector, 0, packed, at, dimension);
            at += dimension;
        }
        return at == packed.length ? packed : Arrays.copyOf(packed, at);
    }

    /**
     * The dot product with a row that begins at {@code offset} of a packed matrix. Eight sums that do not wait for each
     * other let the processor overlap the additions, which a single sum would forbid.
     */
    static float dot(float[] vector, float[] packed, int offset) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int whole = vector.length & ~7;
        for (int i = 0, j = offset; i < whole; i += 8, j += 8) {
            s0 += vector[i] * packed[j];
            s1 += vector[i + 1] * packed[j + 1];
            s2 += vector[i + 2] * packed[j + 2];
            s3 += vector[i + 3] * packed[j + 3];
            s4 += vector[i + 4] * packed[j + 4];
            s5 += vector[i + 5] * packed[j + 5];
            s6 += vector[i + 6] * packed[j + 6];
            s7 += vector[i + 7] * packed[j + 7];
        }
        float sum = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
        for (int i = whole; i < vector.length; i++) {
            sum += vector[i] * packed[offset + i];
        }
        return sum;
    }
}
