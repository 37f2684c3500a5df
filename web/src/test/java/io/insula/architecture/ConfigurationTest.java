package io.insula.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.insula.kernel.Setting;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} and the settings in the code are one truth: none can change in one of them alone. */
class ConfigurationTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final String HEADING = "## Properties";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("server-config") && !location.contains("insula-postgres"))
            .importPackages("io.insula");

    @Test
    void everySettingIsDocumentedAsItIs() throws IOException {
        List<String> rows =
                settings().map(ConfigurationTest::row).distinct().sorted().toList();

        assertThat(rows).isNotEmpty();
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void settingsStandInConfigurationClassesAlone() {
        assertThat(settings().map(field -> field.getOwner().getSimpleName()).distinct())
                .allMatch(name -> name.endsWith("Configuration"));
    }

    @Test
    void nothingIsReadPastTheSettings() {
        Stream<String> callers = PRODUCT.stream()
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Config.class)))
                .map(JavaClass::getSimpleName);
        Stream<String> injected = PRODUCT.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.isAnnotatedWith(ConfigProperty.class))
                .map(JavaField::getFullName);

        // Secrets have names that only formations know; the version is a fact of the build; the JPA providers are told
        // of the data source before there is any bean.
        assertThat(callers)
                .containsExactlyInAnyOrder("Setting", "FormationDirectory", "OpenApiManners", "ServerDataSource");
        assertThat(injected)
                .containsExactlyInAnyOrder(
                        "io.insula.health.rest.HealthResource.version",
                        "io.insula.formation.rest.FormationResource.version",
                        "io.insula.mcp.rest.Conversation.version");
    }

    private static Stream<JavaField> settings() {
        return PRODUCT.stream().flatMap(type -> type.getFields().stream()).filter(field -> field.getRawType()
                .isEquivalentTo(Setting.class));
    }

    private static String row(JavaField declared) {
        try {
            Field field = declared.reflect();
            field.setAccessible(true);
            Setting<?> setting = (Setting<?>) field.get(null);
            String fallback = setting.fallback() == null ? "required" : "`" + setting.fallback() + "`";
            return "| `" + setting.name() + "` | " + setting.values() + " | " + fallback + " |";
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of the table without their last column, which is prose. */
    private static List<String> documented() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        return lines.stream()
                .skip(lines.indexOf(HEADING) + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.lastIndexOf(" | ") + 2))
                .toList();
    }
}
