package io.insula.bench.alone;

import io.insula.embedding.Meaning;
import io.insula.embedding.TopK;
import io.insula.embedding.Vectors;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The memories of one user of a synthetic tenant: vectors that lie in clusters which all users share. They are made anew
 * from a seed each time they are needed, so that a million of them need not lie in memory.
 */
final class Crowd {

    static final String MODEL = "bench";
    static final int DIMENSION = 384;

    private static final double SPREAD = 0.5;

    private final float[][] centres;
    private final int user;
    private final int memories;

    Crowd(int clusters, int user, int memories) {
        Random random = new Random(clusters);
        this.centres = IntStream.range(0, clusters)
                .mapToObj(i -> around(new float[DIMENSION], 1, random))
                .toArray(float[][]::new);
        this.user = user;
        this.memories = memories;
    }

    String user() {
        return "usr_" + user;
    }

    int memories() {
        return memories;
    }

    Meaning memory(int number) {
        return any(new Random((long) user << 32 | number));
    }

    /** Something to ask that is no memory, but lies where memories lie. */
    Meaning question(int number) {
        return any(new Random(-1L - number));
    }

    /** The numbers of the memories nearest to each question, by comparing all. */
    List<List<Integer>> nearest(List<Meaning> questions, int limit) {
        float[] packed = Vectors.pack(
                () -> IntStream.range(0, memories)
                        .mapToObj(number -> memory(number).vector())
                        .iterator(),
                memories,
                DIMENSION);
        return questions.stream()
                .map(question -> TopK.scan(question.vector(), packed, limit, -1).stream()
                        .map(TopK.Hit::row)
                        .toList())
                .toList();
    }

    private Meaning any(Random random) {
        return new Meaning(MODEL, around(centres[random.nextInt(centres.length)], SPREAD, random));
    }

    private static float[] around(float[] centre, double spread, Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (centre[i] + random.nextGaussian() * spread / Math.sqrt(DIMENSION));
        }
        return Vectors.normalize(vector);
    }
}
