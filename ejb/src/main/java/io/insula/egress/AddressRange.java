package io.insula.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** All addresses that begin with the same bits, as in {@code 10.0.0.0/8} or {@code fc00::/7}. */
final class AddressRange {

    private static final String PART = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    /** Nothing else: Java would ask the name service for what only looks like an address. */
    private static final Pattern FOUR = Pattern.compile(PART + "(?:\\." + PART + "){3}");

    private static final Pattern SIX = Pattern.compile("(?=.*:)[0-9A-Fa-f:]{2,39}(?:(?<=:)" + FOUR.pattern() + ")?");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private final byte[] start;
    private final int bits;

    private AddressRange(byte[] start, int bits) {
        this.start = start;
        this.bits = bits;
    }

    /** Reads a range, or a single address as the range of itself; empty if it is neither. */
    static Optional<AddressRange> read(String text) {
        String[] parts = text.split("/", 2);
        Optional<InetAddress> address = literal(parts[0]);
        if (address.isEmpty() || (parts.length == 2 && !BITS.matcher(parts[1]).matches())) {
            return Optional.empty();
        }
        byte[] start = address.get().getAddress();
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : start.length * 8;
        return bits > start.length * 8 ? Optional.empty() : Optional.of(new AddressRange(start, bits));
    }

    /** Reads one that is known to be well formed. */
    static AddressRange of(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException(text + " is no range of addresses"));
    }

    /** The address that a text spells out in the one usual way; a name is never looked up. */
    static Optional<InetAddress> literal(String text) {
        if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] given = address.getAddress();
        if (given.length != start.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((given[bit >> 3] ^ start[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
