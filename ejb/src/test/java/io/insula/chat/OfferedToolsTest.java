package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.model.ToolOffer;
import io.insula.tool.Tool;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OfferedToolsTest {

    private static final int ENOUGH = 1_000_000;

    @Test
    void aPlainNameIsServerAndTool() {
        assertThat(names(tool("github", "list_issues"), tool("files", "read")))
                .containsExactly("github__list_issues", "files__read");
    }

    @Test
    void everyNameFitsAndLeadsBackToItsTool() {
        List<Tool> tools = List.of(
                tool("a", "b__c"),
                tool("a__b", "c"),
                tool("files", "read.text"),
                tool("files", "read/text"),
                tool("files", "read_text"),
                tool("s".repeat(63), "t".repeat(128)),
                tool("s".repeat(63), "t".repeat(127)));

        OfferedTools offered = OfferedTools.of(tools, ENOUGH);

        assertThat(offered.offers())
                .extracting(ToolOffer::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-zA-Z0-9_-]{1,64}"));
        assertThat(offered.offers().stream()
                        .map(offer -> offered.find(offer.name()).orElseThrow()))
                .containsExactlyElementsOf(tools);
        assertThat(offered.find("a__b__c")).isEmpty();
    }

    @Test
    void aNameStaysTheSameWhateverStandsBesideIt() {
        Tool dotted = tool("files", "read.text");

        assertThat(names(tool("github", "list_issues"), dotted).get(1))
                .isEqualTo(names(dotted).get(0));
    }

    @Test
    void asManyAreOfferedAsFindRoomAndProvidersTake() {
        Tool[] many = IntStream.range(0, 200).mapToObj(i -> tool("s", "t" + i)).toArray(Tool[]::new);
        OfferedTools few = OfferedTools.of(List.of(many), 100);

        assertThat(names(many)).hasSize(128);
        assertThat(few.offers()).isNotEmpty().hasSizeLessThan(20);
        assertThat(few.tokens()).isPositive().isLessThanOrEqualTo(100);
        assertThat(OfferedTools.of(List.of(many), 3).isEmpty()).isTrue();
    }

    private static List<String> names(Tool... tools) {
        return OfferedTools.of(Stream.of(tools).toList(), ENOUGH).offers().stream()
                .map(ToolOffer::name)
                .toList();
    }

    private static Tool tool(String server, String name) {
        return new Tool(server, name, "", "Does it", JsonValue.EMPTY_JSON_OBJECT);
    }
}
