package io.insula.input.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * JSON objects, one a line, read while they arrive. What is wrong with a line is noted with its number, and reading goes
 * on, so that a caller mends many in one go. Blank lines are passed over.
 */
public final class LineInput {

    private static final int MOST_FAULTS = 50;
    private static final int MOST_LINE_BYTES = 1 << 23;

    private final InputStream stream;
    private final int mostLines;
    private final long mostBytes;
    private final List<FieldFault> faults = new ArrayList<>();
    private long bytes;
    private int number;
    private boolean ended;

    /** Reads up to so many lines and bytes; more are refused as a whole. */
    public LineInput(InputStream stream, int mostLines, long mostBytes) {
        this.stream = new BufferedInputStream(stream, 1 << 16);
        this.mostLines = mostLines;
        this.mostBytes = mostBytes;
    }

    /**
     * Up to {@code most} further lines, as what {@code reading} makes of each; fewer where some are at fault, none at
     * the end.
     *
     * @throws PlatformException PAYLOAD_TOO_LARGE for more lines or bytes than are taken
     */
    public <T> List<T> next(int most, Function<JsonInput, T> reading) {
        List<T> read = new ArrayList<>();
        while (read.size() < most && !ended) {
            byte[] line = line();
            if (!isBlank(line)) {
                add(line, reading, read);
            }
        }
        return read;
    }

    /** Whether no line is left. */
    public boolean isAtEnd() {
        return ended;
    }

    /** Names a line at fault for a reason of the caller's own. */
    public void fault(String field, String message, String type) {
        note(new FieldFault(field, message, type));
    }

    public boolean hasFaults() {
        return !faults.isEmpty();
    }

    /** All faults, the first {@value #MOST_FAULTS} of them, each with its line. */
    public PlatformException refusal() {
        return PlatformException.invalidParams(faults);
    }

    private <T> void add(byte[] line, Function<JsonInput, T> reading, List<T> read) {
        try {
            read.add(reading.apply(new JsonInput(StrictJson.read(line))));
        } catch (PlatformException refused) {
            if (refused.faults().isEmpty()) {
                note(new FieldFault("", refused.getMessage(), "malformed"));
            }
            refused.faults().forEach(this::note);
        }
    }

    private void note(FieldFault fault) {
        if (faults.size() < MOST_FAULTS) {
            String place = "line " + number;
            faults.add(new FieldFault(
                    fault.field().isEmpty() ? place : place + ": " + fault.field(), fault.message(), fault.type()));
        }
    }

    private byte[] line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try {
            int next = stream.read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                if (line.size() > MOST_LINE_BYTES) {
                    throw tooLarge("A line is longer than the " + MOST_LINE_BYTES + " bytes that are accepted");
                }
                next = stream.read();
            }
            ended = next < 0;
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.INVALID_REQUEST, "The body could not be read to its end");
        }
        number++;
        bytes += line.size() + 1L;
        if (bytes - 1 > mostBytes) {
            throw tooLarge("The body is larger than the " + mostBytes + " bytes that are accepted");
        }
        if (number > mostLines && line.size() > 0) {
            throw tooLarge("The body has more than the " + mostLines + " lines that are accepted");
        }
        return line.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    private static PlatformException tooLarge(String message) {
        return new PlatformException(ErrorCode.PAYLOAD_TOO_LARGE, message);
    }
}
