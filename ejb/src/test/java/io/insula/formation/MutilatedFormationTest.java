package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, the reader answers with faults and never with an exception or with a secret. */
class MutilatedFormationTest {

    private static final String WHOLE =
            """
            %YAML 1.2
            ---
            schema: "1.0.0" # comment
            id: &id whole
            description: >-
              folded ${{ secrets.A }}
              text
            server: {api_keys: {admin_key: "${{ secrets.KEY }}", client_key: '${{ secrets.KEY }}x'}}
            tenancy: {create: on_first_use, max: 7, default: *id}
            memory:
              persistent:
                connection_string: postgres://app:${{ secrets.KEY }}@localhost/insula
                pool: {max_connections: 5}
              working:
                mode: local
            logging: ["\\u00e4\\x41\\U0001F600", plain]
            agents:
              - {id: a, name: "A"}
            """;
    private static final String NOISE = "{}[]:,-?&*!|>'\"%@`#~<=$ \t\n\\\0\uFEFF\u2028é0aA.";
    private static final Map<String, String> SECRETS = Map.of("A", "hush-a", "KEY", "hush-0123456789-0123456789");

    @Test
    void theWholeOneLoads() {
        assertThat(Formations.read(WHOLE, SECRETS).faults()).isEmpty();
    }

    @Test
    void itsPiecesAndDisturbancesEndInFaultsOrInAFormation() {
        Random random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            String text = mutilated(random);
            Reading reading = Formations.read(text, SECRETS);

            assertThat(reading.formation().isPresent())
                    .as(text)
                    .isEqualTo(reading.faults().isEmpty());
            assertThat(reading.toString()).as(text).doesNotContain("hush-");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%YAML 1.99999999999999999999\n---\nid: a\n",
                "%YAML 1\n---\nid: a\n",
                "%TAG ! tag:x,2000:\n---\nid: !y a\n",
                "description: \"\\UFFFFFFFF\"\n",
                "description: \"\\UD8000000\"\n",
                "description: \"\\ud800\"\n",
                "description: \ud800\n",
                "description: !<%zz> a\n",
                "description: !!% a\n",
                "description: |99\n a\n",
                "description: >0\n a\n",
                "\uFEFFid: a\ndescription: 1_0\nid: b\n",
                "? \n",
                "- ? a",
            })
    void oddEscapesAndDirectivesAreFaultsToo(String text) {
        assertThat(Formations.read(text).faults()).isNotEmpty();
    }

    private static String mutilated(Random random) {
        StringBuilder text = new StringBuilder(WHOLE);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
                case 2 -> text.setLength(Math.max(20, at));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        return text.toString();
    }
}
