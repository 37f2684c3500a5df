package io.insula.embedding;

import java.util.Random;

/** Vectors that lie in clusters, as those of a model do: graphs find nothing among vectors that are merely random. */
final class Clusters {

    private static final double SPREAD = 0.5;

    private final Random random;
    private final float[][] centres;

    Clusters(int seed, int count, int dimension) {
        this.random = new Random(seed);
        this.centres = new float[count][];
        for (int i = 0; i < count; i++) {
            centres[i] = around(new float[dimension], 1);
        }
    }

    /** A vector of length one in any of the clusters. */
    float[] next() {
        return around(centres[random.nextInt(centres.length)], SPREAD);
    }

    private float[] around(float[] centre, double spread) {
        float[] vector = new float[centre.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (centre[i] + random.nextGaussian() * spread / Math.sqrt(vector.length));
        }
        return Vectors.normalize(vector);
    }
}
