package io.insula.memory.working.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.value.Value;

/** Frames of the protocol, from and to maps. */
public final class Packed {

    private Packed() {}

    /** The frame of one map. */
    public static byte[] frame(Map<String, Object> map) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(packer, map);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a search that proposes these. */
    public static byte[] proposing(Object... numbers) {
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            distances.add(Double.NaN);
        }
        return frame(Map.of(
                "success", true, "results", List.of(Map.of("distances", distances, "indices", List.of(numbers)))));
    }

    static Map<String, Object> map(byte[] frame) {
        try {
            Map<String, Object> map = new LinkedHashMap<>();
            MessagePack.newDefaultUnpacker(frame)
                    .unpackValue()
                    .asMapValue()
                    .map()
                    .forEach((key, value) -> map.put(key.asStringValue().asString(), plain(value)));
            return map;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object plain(Value value) {
        if (value.isArrayValue()) {
            return value.asArrayValue().list().stream().map(Packed::plain).toList();
        }
        if (value.isIntegerValue()) {
            return value.asIntegerValue().asLong();
        }
        return value.isFloatValue()
                ? (Object) value.asFloatValue().toDouble()
                : value.asStringValue().asString();
    }

    private static void pack(MessagePacker packer, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            packer.packMapHeader(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                pack(packer, entry.getKey());
                pack(packer, entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            packer.packArrayHeader(list.size());
            for (Object each : list) {
                pack(packer, each);
            }
        } else if (value instanceof Boolean truth) {
            packer.packBoolean(truth);
        } else if (value instanceof Double number) {
            packer.packDouble(number);
        } else if (value instanceof Number number) {
            packer.packLong(number.longValue());
        } else {
            packer.packString(String.valueOf(value));
        }
    }
}
