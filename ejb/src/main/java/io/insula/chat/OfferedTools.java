package io.insula.chat;

import io.insula.model.TokenEstimate;
import io.insula.model.ToolOffer;
import io.insula.tool.Tool;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tools under the names by which a model may ask for them. Providers take 64 plain characters, MCP many more: a name that
 * does not fit, or that two tools would have, ends in a digest of what it stands for.
 */
final class OfferedTools {

    private static final JsonObject ANYTHING = JsonProvider.provider()
            .createObjectBuilder(Map.of("type", "object"))
            .build();
    /** What providers take. */
    private static final int MOST = 128;

    private static final int LONGEST_NAME = 64;
    private static final int DIGEST = 12;
    private static final int LONGEST_DESCRIPTION = 1024;

    private final Map<String, Tool> byName = new LinkedHashMap<>();
    private final List<ToolOffer> offers = new ArrayList<>();
    private int tokens;

    private OfferedTools() {}

    /**
     * Offers as many of the tools as find room, in their order.
     *
     * @param budget tokens at most
     */
    static OfferedTools of(List<Tool> tools, int budget) {
        Map<String, Long> wanted = tools.stream()
                .map(OfferedTools::plain)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        OfferedTools offered = new OfferedTools();
        for (Tool tool : tools) {
            String plain = plain(tool);
            boolean fits = plain.equals(joined(tool)) && plain.length() <= LONGEST_NAME && wanted.get(plain) == 1;
            offered.offer(fits ? plain : digested(plain, tool), tool, budget);
        }
        return offered;
    }

    /** All offers. */
    List<ToolOffer> offers() {
        return List.copyOf(offers);
    }

    /** The tool behind a name. */
    Optional<Tool> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    boolean isEmpty() {
        return offers.isEmpty();
    }

    /** What telling the model of them takes. */
    int tokens() {
        return tokens;
    }

    private void offer(String name, Tool tool, int budget) {
        JsonObject parameters = tool.inputSchema() == null ? ANYTHING : tool.inputSchema();
        ToolOffer offer = new ToolOffer(name, description(tool), parameters);
        int cost = TokenEstimate.of(offer);
        if (offers.size() < MOST && tokens + cost <= budget && byName.putIfAbsent(name, tool) == null) {
            offers.add(offer);
            tokens += cost;
        }
    }

    private static String description(Tool tool) {
        boolean described = tool.description() != null && !tool.description().isBlank();
        String said = described ? tool.description() : tool.title();
        return said == null ? "" : Excerpt.of(said, LONGEST_DESCRIPTION);
    }

    private static String joined(Tool tool) {
        return tool.server() + "__" + tool.name();
    }

    private static String plain(Tool tool) {
        return joined(tool).replaceAll("[^a-zA-Z0-9_-]", "_");
    }

    private static String digested(String plain, Tool tool) {
        int room = LONGEST_NAME - DIGEST - 1;
        String begin = plain.length() <= room ? plain : plain.substring(0, room);
        return begin + '_' + digest(tool.server() + '\n' + tool.name());
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
