package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GreetingTest {
    @TempDir
    private Path keys;

    @Test
    void showsTwoTenantsWithoutShowingAKey() throws IOException {
        Files.writeString(keys.resolve("demo.properties"), "admin_key=fma_secret\nclient_key=fmc_secret\n");
        String text = new Greeting("http://127.0.0.1:8001", keys).text();
        assertThat(text.lines().filter(line -> line.contains("curl"))).hasSize(3);
        assertThat(text)
                .contains("http://127.0.0.1:8001", keys.toString(), "acme:alice", "globex:alice", "My budget is $5,000")
                .doesNotContain("fma_secret", "fmc_secret");
    }

    @Test
    void showsNoLinesToPasteWhenTheFormationsBringTheirOwnKeys() {
        assertThat(new Greeting("http://127.0.0.1:8001", keys).text())
                .contains("bring their own keys", keys.toString())
                .doesNotContain("curl");
    }
}
