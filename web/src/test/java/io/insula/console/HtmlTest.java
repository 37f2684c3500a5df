package io.insula.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void aTextMeansNothingButItself() {
        assertThat(Html.text("<a href=\"x\" title='y'>&amp;</a>"))
                .hasToString("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    }

    @Test
    void whatCannotBeSeenIsShownAsSuch() {
        assertThat(Html.text("a\u0000b\u202Ec\u2066d\u007Fe")).hasToString("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
        assertThat(Html.text("Zoë 你好 \uD83D\uDC1D\n")).hasToString("Zoë 你好 \uD83D\uDC1D\n");
    }

    @Test
    void aTemplateTakesMarkupOnlyFromWhereTextsAreEscaped() {
        Html filled = Html.of("fact", Map.of("name", Html.text("{{value}}"), "value", Html.text("$1 \\ <b>")));

        assertThat(filled.toString()).contains("<dt>{{value}}</dt><dd>$1 \\ &lt;b&gt;</dd>");
        assertThat(Html.all(List.of(Html.text("<"), Html.text(">")))).hasToString("&lt;&gt;");
    }

    @Test
    void aPlaceThatNobodyFillsIsAFault() {
        assertThatThrownBy(() -> Html.of("fact", Map.of("name", Html.text("x"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("value");
    }
}
