package io.insula.input.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonInputTest {

    @Test
    void readsEachKindOfField() {
        JsonInput input = input("{'a':'x','b':true,'c':12,'d':{'e':1},'f':null,'g':1.0e1}");

        assertThat(input.requiredString("a", 10)).isEqualTo("x");
        assertThat(input.bool("b")).isTrue();
        assertThat(input.integer("c", 1, 20)).isEqualTo(12);
        assertThat(input.integer("g", 1, 20)).isEqualTo(10);
        assertThat(input.object("d").getInt("e")).isEqualTo(1);
        assertThat(input.optionalString("f", 10)).isNull();
        assertThat(input.isSent("f")).isFalse();
        assertThat(input.bool("missing")).isNull();
        assertThat(input.rejectUnknown("a", "b", "c", "d", "f", "g").check()).isSameAs(input);
    }

    @ParameterizedTest
    @CsvSource({
        "{},missing",
        "{'a':null},missing",
        "{'a':''},blank",
        "{'a':' \\n\\u3000 '},blank",
        "{'a':7},wrong_type",
        "{'a':['x']},wrong_type",
        "{'a':'123456'},too_long",
        "{'a':'a\\u0007'},control",
        "{'a':'a\\u007f'},control",
        "{'a':'a\\u0085'},control"
    })
    void saysWhatIsWrongWithAText(String json, String type) {
        JsonInput input = input(json);

        assertThat(input.requiredString("a", 5)).isNull();
        assertThat(faults(input)).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("a");
            assertThat(fault.type()).isEqualTo(type);
        });
    }

    @Test
    void countsCharactersAndKeepsLineBreaks() {
        assertThat(input("{'a':'\\ud83d\\ude00\\ud83d\\ude00\\n\\t\\r'}").requiredString("a", 5))
                .isEqualTo("😀😀\n\t\r");
    }

    @ParameterizedTest
    @CsvSource({"{'a':'1'},wrong_type", "{'a':1.5},wrong_type", "{'a':0},out_of_range", "{'a':1e300},out_of_range"})
    void saysWhatIsWrongWithANumber(String json, String type) {
        JsonInput input = input(json);

        assertThat(input.integer("a", 1, 9)).isNull();
        assertThat(faults(input)).extracting(FieldFault::type).containsExactly(type);
    }

    @Test
    void reportsAllFaultsAtOnceAndEachOnce() {
        JsonInput input = input("{'b':1,'files':[1],'odd name\\n':1}");

        input.requiredString("a", 5);
        input.object("b");
        input.object("b");
        input.bool("b");
        input.reject("files").rejectUnknown("a", "b", "files");

        assertThat(faults(input)).extracting(FieldFault::field).containsExactly("a", "b", "b", "files", "odd?name?");
    }

    @Test
    void takesAnEmptyListOfAnUnbuiltOptionForNothing() {
        assertThat(input("{'files':[]}").reject("files").check()).isNotNull();
    }

    @Test
    void reportsNoMoreFaultsThanAnybodyMends() {
        StringBuilder json = new StringBuilder("{'x':1");
        for (int i = 0; i < 1000; i++) {
            json.append(",'f").append(i).append("':1");
        }

        assertThat(faults(input(json.append('}').toString()).rejectUnknown("x")))
                .hasSize(50);
    }

    private static List<FieldFault> faults(JsonInput input) {
        PlatformException thrown = catchThrowableOfType(PlatformException.class, input::check);
        assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_PARAMS);
        return thrown.faults();
    }

    private static JsonInput input(String json) {
        return new JsonInput(StrictJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }
}
