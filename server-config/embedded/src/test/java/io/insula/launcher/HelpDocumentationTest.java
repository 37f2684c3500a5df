package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} quotes the help that the launcher prints: neither can change alone. */
class HelpDocumentationTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "configuration.md");

    @Test
    void theDocumentQuotesTheHelp() throws IOException {
        assertThat(Files.readString(DOCUMENT)).contains("```\n" + Help.ALL + "```\n");
    }
}
