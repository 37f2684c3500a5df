package io.insula.model;

/**
 * How many tokens a text has, guessed without knowing the model: rather too many than too few. Three ASCII characters are
 * counted as one token (English has four and more), any other character by the bytes of its UTF-8 less one, which the
 * byte-pair encodings in use stay below.
 */
public final class TokenEstimate {

    private static final int ASCII_PER_TOKEN = 3;
    /** Role and separators of one message. */
    private static final int FRAME = 4;

    private TokenEstimate() {}

    public static int of(PromptMessage message) {
        return FRAME
                + of(message.content())
                + message.toolCalls().stream().mapToInt(TokenEstimate::of).sum();
    }

    /** A call that a model wants, or wanted. */
    public static int of(ToolCall call) {
        return FRAME + of(call.name()) + of(call.arguments());
    }

    /** A tool that a model is told of. */
    public static int of(ToolOffer tool) {
        return FRAME
                + of(tool.name())
                + of(tool.description())
                + of(tool.parameters().toString());
    }

    public static int of(String text) {
        long ascii = text.chars().filter(unit -> unit < 0x80).count();
        long others = text.codePoints()
                .filter(point -> point >= 0x80)
                .mapToLong(point -> point < 0x800 ? 1 : point < 0x10000 ? 2 : 3)
                .sum();
        return (int) Math.min(Integer.MAX_VALUE / 4, others + (ascii + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN);
    }
}
