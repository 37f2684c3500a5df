package io.insula.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordPieceTokenizerTest {

    private static WordPieceTokenizer tokenizer;

    @BeforeAll
    static void readTheModelsVocabulary() throws IOException {
        try (InputStream json =
                WordPieceTokenizerTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            tokenizer = WordPieceTokenizer.read(json);
        }
    }

    @Test
    void framesWithTheMarkersOfTheModel() {
        assertThat(tokenizer.start()).isEqualTo(101);
        assertThat(tokenizer.end()).isEqualTo(102);
        assertThat(tokenizer.unknown()).isEqualTo(100);
    }

    @Test
    void takesTheLongestKnownPieceFirst() {
        assertThat(tokenizer.tokenize("unaffable")).isEqualTo(pieces("una", "##ffa", "##ble"));
    }

    @Test
    void separatesSymbolsFromNumbers() {
        assertThat(tokenizer.tokenize("It's $5,000!")).isEqualTo(pieces("it", "'", "s", "$", "5", ",", "000", "!"));
    }

    @Test
    void readsAccentsAndCapitalsAsPlainLetters() {
        assertThat(tokenizer.tokenize("CAFÉ Málaga")).isEqualTo(tokenizer.tokenize("cafe malaga"));
        assertThat(tokenizer.tokenize("cafe\u0301")).isEqualTo(tokenizer.tokenize("café"));
    }

    @Test
    void readsIdeographsOneByOne() {
        assertThat(tokenizer.tokenize("東京")).isEqualTo(pieces("東", "京"));
    }

    @Test
    void knowsNoEmojiButReadsOnBehindIt() {
        assertThat(tokenizer.tokenize("🦊 fox")).isEqualTo(new int[] {100, tokenizer.idOf("fox")});
    }

    @Test
    void takesAWordOfMoreThanAHundredLettersAsUnknown() {
        assertThat(tokenizer.tokenize("a".repeat(101))).isEqualTo(new int[] {100});
        assertThat(tokenizer.tokenize("a".repeat(100))).hasSizeGreaterThan(1);
    }

    @Test
    void dropsControlCharactersAndUnpairedSurrogates() {
        assertThat(tokenizer.tokenize("he\u0000l\u200Blo\uD800 wor\uFFFDld")).isEqualTo(pieces("hello", "world"));
    }

    @Test
    void treatsAnyWhiteSpaceAlike() {
        assertThat(tokenizer.tokenize("\t hello\u00A0\u3000world\r\n")).isEqualTo(pieces("hello", "world"));
        assertThat(tokenizer.tokenize(" \n\t")).isEmpty();
    }

    @Test
    void readsNamesOfMarkersInATextAsPlainText() {
        assertThat(tokenizer.tokenize("[SEP]")).isEqualTo(pieces("[", "sep", "]"));
    }

    private static int[] pieces(String... pieces) {
        return Arrays.stream(pieces).mapToInt(tokenizer::idOf).toArray();
    }
}
