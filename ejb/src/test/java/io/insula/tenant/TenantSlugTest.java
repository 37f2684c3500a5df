package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSlugTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "acme", "acme-2", "a--b-", "tenant", "nfs"})
    void takesASlugWithAndWithoutItsPrefix(String slug) {
        assertThat(TenantSlug.parse(slug)).contains(slug);
        assertThat(TenantSlug.parse("tenant_" + slug)).contains(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Acme", "a_b", "a:b", "-a", "a b", "a\n", "tenant_", "tenant_tenant_a", "Tenant_a"})
    void refusesWhatIsNoSlug(String text) {
        assertThat(TenantSlug.parse(text)).isEmpty();
    }

    @Test
    void endsAtSixtyThreeCharacters() {
        assertThat(TenantSlug.parse("a".repeat(63))).isPresent();
        assertThat(TenantSlug.parse("a".repeat(64))).isEmpty();
    }
}
