package dev.helpdesk.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTests {

    @Test
    void readsEveryKindOfValue() throws InvalidTokenException {
        byte[] json = """
                 { "text" : "a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9é", "whole":-12 , "part":1.5e1,
                   "list":[ ], "nested":{"list":[1,"2",null,true,false]}, "none":{} }
                """.getBytes(StandardCharsets.UTF_8);

        assertThat(StrictJson.parseObject(json))
                .containsEntry("text", "a\"\\/\b\f\n\r\té\u00e9")
                .containsEntry("whole", -12L)
                .containsEntry("part", 15.0)
                .containsEntry("list", List.of())
                .containsEntry("nested", Map.of("list", Arrays.asList(1L, "2", null, true, false)))
                .containsEntry("none", Map.of())
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "{",
                "}",
                "{}}",
                "{} x",
                "{\"a\":1,}",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":0x1}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"",
                "{\"a\":\"\\",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1/**/}",
                "{\"a\":{\"b\":1,\"\\u0062\":2}}"
            })
    void refusesWhatIsNotExactlyJson(String json) {
        assertRefused(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertRefused(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
        assertRefused("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void boundsTheDepth() {
        assertRefused(("{\"a\":" + "[".repeat(17) + "]".repeat(17) + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(byte[] json) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .isThrownBy(() -> StrictJson.parseObject(json))
                .withMessage("its JSON is malformed");
    }
}
