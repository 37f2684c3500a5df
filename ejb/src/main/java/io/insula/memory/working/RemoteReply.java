package io.insula.memory.working;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * What such a server answers, as far as it is believed: whether it did what it was asked, how much an index holds, and
 * numbers. Distances are not even read: what is proposed is compared here.
 *
 * @param numbers that a search proposes, as they came; negative ones stand for nothing
 * @param missing whether the server says that it has no such index
 */
record RemoteReply(boolean success, OptionalLong total, List<Long> numbers, boolean missing) {

    private static final int LONGEST_KEY = 100;

    /**
     * Reads a frame without making room for more than it holds, whatever it claims.
     *
     * @param most numbers that may be proposed
     * @throws RemoteFailure if it is no answer of this protocol
     */
    static RemoteReply read(byte[] frame, int most) {
        try (MessageUnpacker in = new MessagePack.UnpackerConfig()
                .withStringSizeLimit(frame.length)
                .newUnpacker(frame)) {
            Reading reading = new Reading(in, most);
            RemoteReply reply = reading.read();
            if (in.hasNext()) {
                throw RemoteFailure.nonsense("more than one map");
            }
            return reply;
        } catch (MessagePackException | IOException | ArithmeticException e) {
            throw RemoteFailure.nonsense(e.getClass().getSimpleName());
        }
    }

    private static final class Reading {

        private final MessageUnpacker in;
        private final int most;
        private final List<Long> numbers = new ArrayList<>();
        private Boolean success;
        private OptionalLong total = OptionalLong.empty();
        private boolean missing;

        Reading(MessageUnpacker in, int most) {
            this.in = in;
            this.most = most;
        }

        RemoteReply read() throws IOException {
            int entries = in.unpackMapHeader();
            for (int i = 0; i < entries; i++) {
                String key = in.unpackString();
                if (key.length() > LONGEST_KEY) {
                    throw RemoteFailure.nonsense("a long key");
                }
                take(key);
            }
            if (success == null) {
                throw RemoteFailure.nonsense("neither success nor failure");
            }
            return new RemoteReply(success, total, List.copyOf(numbers), missing);
        }

        private void take(String key) throws IOException {
            switch (key) {
                case "success" -> success = in.unpackBoolean();
                case "total" -> total = OptionalLong.of(in.unpackLong());
                case "error" -> {
                    String error = in.unpackString();
                    missing = error.endsWith("does not exist") || error.endsWith("not found");
                }
                case "results" -> results();
                default -> in.skipValue();
            }
        }

        /** One question was asked, so there is one result. */
        private void results() throws IOException {
            if (in.unpackArrayHeader() != 1) {
                throw RemoteFailure.nonsense("not one result");
            }
            int entries = in.unpackMapHeader();
            for (int i = 0; i < entries; i++) {
                if (in.unpackString().equals("indices")) {
                    indices();
                } else {
                    in.skipValue();
                }
            }
        }

        private void indices() throws IOException {
            int count = in.unpackArrayHeader();
            if (count > most) {
                throw RemoteFailure.nonsense("more than was asked for");
            }
            for (int i = 0; i < count; i++) {
                numbers.add(in.unpackLong());
            }
        }
    }
}
