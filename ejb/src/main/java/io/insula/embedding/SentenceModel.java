package io.insula.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/** The network itself: one sequence of token ids in, the sum of its token vectors out. Many threads may use it. */
final class SentenceModel implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;

    private SentenceModel(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    static SentenceModel load(String resource, int threads) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (InputStream weights = SentenceModel.class.getResourceAsStream(resource);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            if (weights == null) {
                throw new IllegalStateException("The model's weights " + resource + " are not on the class path");
            }
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            return new SentenceModel(environment, environment.createSession(weights.readAllBytes(), options));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The model's weights cannot be read", unreadable);
        } catch (OrtException refused) {
            throw new IllegalStateException("The embedding model cannot be loaded", refused);
        }
    }

    /** Runs one sequence alone, without padding, and adds its token vectors up. */
    float[] sumOfTokens(int[] tokens) {
        long[] shape = {1, tokens.length};
        long[] ids = Arrays.stream(tokens).asLongStream().toArray();
        long[] mask = new long[tokens.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
                OnnxTensor typeTensor =
                        OnnxTensor.createTensor(environment, LongBuffer.allocate(tokens.length), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            return sum(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.length);
        } catch (OrtException failed) {
            throw new IllegalStateException("The embedding model failed on " + tokens.length + " tokens", failed);
        }
    }

    /** Read flat: an array for each token would cost more than adding it up. */
    private static float[] sum(FloatBuffer states, int tokens) {
        float[] sum = new float[states.remaining() / tokens];
        float[] state = new float[sum.length];
        for (int token = 0; token < tokens; token++) {
            states.get(state);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        return sum;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new IllegalStateException("The embedding model cannot be closed", failed);
        }
    }
}
