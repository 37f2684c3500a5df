package io.insula.audit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.audit.AuditEntry;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"})
    void noCellIsAFormula(String hostile) {
        assertThat(AuditCsv.cell(hostile)).isEqualTo("'" + hostile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mem_1", "GET /v1/memories", "127.0.0.1", "1", "a=b"})
    void whatIsHarmlessStaysAsItIs(String harmless) {
        assertThat(AuditCsv.cell(harmless)).isEqualTo(harmless);
    }

    @Test
    void separatorsAndQuotesAreQuoted() throws IOException {
        StringBuilder out = new StringBuilder();

        AuditCsv.entry(
                out,
                new AuditEntry(
                        "aud_1",
                        Instant.parse("2026-11-22T12:00:00.000001Z"),
                        "=key,1",
                        null,
                        "memory.create",
                        "memory",
                        "say \"hello\"",
                        "success",
                        1,
                        null,
                        "req_1"));

        assertThat(out)
                .hasToString("aud_1,2026-11-22T12:00:00.000001Z,\"'=key,1\",,memory.create,memory,"
                        + "\"say \"\"hello\"\"\",success,1,,req_1\r\n");
    }
}
