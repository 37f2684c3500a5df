package io.insula.embedding;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns text into the word pieces of an uncased BERT vocabulary: the longest known piece first, {@code [UNK]} for a
 * word that cannot be pieced together. Names of special tokens inside a text are plain text, so that nobody can end a
 * sequence from within it. The markers that frame a sequence are left to the caller.
 */
final class WordPieceTokenizer {

    private static final String CONTINUED = "##";
    /** Longer words are unknown, as in the model's training. */
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int start;
    private final int end;

    WordPieceTokenizer(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.unknown = idOf("[UNK]");
        this.start = idOf("[CLS]");
        this.end = idOf("[SEP]");
    }

    /** Reads the vocabulary out of a {@code tokenizer.json}. */
    static WordPieceTokenizer read(InputStream tokenizerJson) {
        try (JsonParser parser = Json.createParser(tokenizerJson)) {
            String key = "";
            while (parser.hasNext()) {
                JsonParser.Event event = parser.next();
                if (event == JsonParser.Event.KEY_NAME) {
                    key = parser.getString();
                } else if (event == JsonParser.Event.START_OBJECT && key.equals("vocab")) {
                    return new WordPieceTokenizer(vocabulary(parser));
                }
            }
        }
        throw new IllegalStateException("The model's tokenizer.json holds no vocabulary");
    }

    private static Map<String, Integer> vocabulary(JsonParser parser) {
        Map<String, Integer> pieces = new HashMap<>(1 << 16);
        while (parser.next() == JsonParser.Event.KEY_NAME) {
            String piece = parser.getString();
            parser.next();
            pieces.put(piece, parser.getInt());
        }
        return pieces;
    }

    /** The ids of the text's pieces, without the framing markers; empty for blank text. */
    int[] tokenize(String text) {
        return BasicTokens.split(text).stream().flatMapToInt(this::pieces).toArray();
    }

    int unknown() {
        return unknown;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int idOf(String piece) {
        Integer id = vocabulary.get(piece);
        if (id == null) {
            throw new IllegalStateException("The model's vocabulary lacks the piece " + piece);
        }
        return id;
    }

    private IntStream pieces(String word) {
        int length = word.codePointCount(0, word.length());
        if (length > LONGEST_WORD) {
            return IntStream.of(unknown);
        }
        int[] found = new int[length];
        int count = 0;
        int from = 0;
        while (from < word.length()) {
            int to = longestPieceEnd(word, from);
            if (to == from) {
                return IntStream.of(unknown);
            }
            found[count++] = vocabulary.get(piece(word, from, to));
            from = to;
        }
        return IntStream.of(found).limit(count);
    }

    private int longestPieceEnd(String word, int from) {
        int to = word.length();
        while (to > from && !vocabulary.containsKey(piece(word, from, to))) {
            to = word.offsetByCodePoints(to, -1);
        }
        return to;
    }

    private static String piece(String word, int from, int to) {
        String piece = word.substring(from, to);
        return from == 0 ? piece : CONTINUED + piece;
    }
}
