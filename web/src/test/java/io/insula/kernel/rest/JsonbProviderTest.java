package io.insula.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonbProviderTest {

    @Test
    void writesRecordsAsClientsReadThem() {
        String json = new JsonbProvider()
                .getContext(Sample.class)
                .toJson(new Sample(
                        Instant.parse("2026-01-02T03:04:05Z"),
                        List.of(new Part("p", null)),
                        Map.of("keptAsIs", List.of(1, "two", true)),
                        null));

        assertThat(json)
                .contains("\"created_at\":\"2026-01-02T03:04:05.000Z\"")
                .contains("\"all_parts\":[{\"part_name\":\"p\"}]")
                .contains("\"metadata\":{\"keptAsIs\":[1,\"two\",true]}")
                .doesNotContain("next_cursor");
    }

    public record Sample(Instant createdAt, List<Part> allParts, Map<String, Object> metadata, String nextCursor) {}

    public record Part(String partName, Double score) {}
}
