package io.insula.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.kernel.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The guide to roles and the permissions that roles can grant, word by word. */
class AccessDocumentationTest {

    private static final Map<String, String> CONCERNS = Map.of(
            "the user", "USER",
            "the tenant", "TENANT",
            "the formation", "FORMATION");

    @Test
    void eachPermissionStandsInItsFamilyWithWhatItConcerns() throws IOException {
        Map<String, Set<String>> families = new LinkedHashMap<>();
        Map<String, String> reaches = new LinkedHashMap<>();
        String family = "";
        for (String line : lines()) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            family = cells.get(1).isEmpty() ? family : cells.get(1).replace("`", "");
            String word = cells.get(2).replace("`", "");
            families.computeIfAbsent(family, each -> new TreeSet<>()).add(word);
            reaches.put(word, CONCERNS.get(cells.get(4)));
        }

        for (Map.Entry<String, Set<String>> documented : families.entrySet()) {
            Set<String> granted = new TreeSet<>();
            Permission.granted(documented.getKey()).forEach(each -> granted.add(each.word()));
            assertThat(granted).as(documented.getKey()).isEqualTo(documented.getValue());
        }
        assertThat(families.keySet()).isSubsetOf(Permission.words());
        Set<String> words = new TreeSet<>(families.keySet());
        words.addAll(reaches.keySet());
        assertThat(words).containsExactlyInAnyOrderElementsOf(Permission.words());
        reaches.forEach((word, reach) -> assertThat(Permission.valueOf(word.toUpperCase(Locale.ROOT))
                        .reach()
                        .name())
                .as(word)
                .isEqualTo(reach));
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "access.md")).stream()
                .dropWhile(line -> !line.startsWith("| family |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
