package io.insula.embedding;

/** What a text means to one model. Meanings of two models say nothing to each other. */
public final class Meaning {

    private final String model;
    private final float[] vector;

    public Meaning(String model, float[] vector) {
        this.model = model;
        this.vector = vector.clone();
    }

    /** Reads a meaning as it is stored: little-endian float32. */
    public static Meaning read(String model, byte[] bytes) {
        return new Meaning(model, Vectors.fromBytes(bytes));
    }

    /** The model that said so. */
    public String model() {
        return model;
    }

    /** The vector as it is stored: little-endian float32. */
    public byte[] bytes() {
        return Vectors.toBytes(vector);
    }

    /** How many components the vector has. */
    public int dimension() {
        return vector.length;
    }

    /** A copy of the vector. */
    public float[] vector() {
        return vector.clone();
    }

    /**
     * How near two texts are in meaning: the cosine, -1 to 1.
     *
     * @throws IllegalArgumentException if the two come from different models
     */
    public double nearness(Meaning other) {
        if (!model.equals(other.model)) {
            throw new IllegalArgumentException("Meanings of two models cannot be compared");
        }
        return Vectors.dot(vector, other.vector);
    }
}
