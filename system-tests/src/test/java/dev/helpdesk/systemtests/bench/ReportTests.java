package dev.helpdesk.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.systemtests.bench.Findings.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** What is printed and drawn of figures made up. */
class ReportTests {

    private static final Distribution ONE_TO_HUNDRED = Distribution.ofNanos(LongStream.rangeClosed(1, 100)
            .map(millis -> millis * 1_000_000)
            .boxed()
            .toList());

    @Test
    void countsQuantilesUpToTheRoundThatReachesThem() {
        assertThat(ONE_TO_HUNDRED.quantile(0.5)).isEqualTo(50);
        assertThat(ONE_TO_HUNDRED.quantile(0.99)).isEqualTo(99);
        assertThat(ONE_TO_HUNDRED.quantile(0.001)).isEqualTo(1);
        assertThat(ONE_TO_HUNDRED.max()).isEqualTo(100);
        assertThat(ONE_TO_HUNDRED.between(10, 20)).isEqualTo(10);
        assertThat(ONE_TO_HUNDRED).hasToString("p50 50 ms, p90 90 ms, p99 99 ms, max 100 ms, 100 rounds");
    }

    @Test
    void saysWhetherATargetWasReached() {
        assertThat(Figure.atMost("p99", 50.4, 50, " ms").verdict()).isEqualTo("MISSED");
        assertThat(Figure.atMost("p99", 50, 50, " ms").verdict()).isEqualTo("reached");
        assertThat(Figure.atLeast("ratio", 0.949, 0.95, "").verdict()).isEqualTo("MISSED");
        assertThat(Figure.exactly("refused", 100, 100).verdict()).isEqualTo("reached");
        assertThat(Figure.plain("p90", "3 ms").verdict()).isEmpty();
    }

    @Test
    void writesAPageWithEveryFigureAndAPictureThatIsValid(@TempDir Path folder)
            throws IOException, SAXException, ParserConfigurationException {
        Findings findings = new Findings(
                "A title",
                "A method.",
                List.of(Figure.atMost("p99", 99, 50, " ms"), Figure.plain("p90", "90 ms")),
                List.of(new Series("logout", "all four", ONE_TO_HUNDRED, 50)));

        Report.write(folder, List.of(findings), Machine.now(), Duration.ofSeconds(61));

        assertThat(Files.readString(folder.resolve("revocation.md")))
                .contains("61 s in all")
                .contains("## A title\n\nA method.\n")
                .contains("| p99 | 99 ms | ≤ 50 ms | MISSED |\n| p90 | 90 ms |  |  |\n");
        Document picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("revocation.svg").toFile());
        assertThat(picture.getElementsByTagName("rect").getLength()).isGreaterThan(20);
        assertThat(picture.getDocumentElement().getTextContent()).contains("all four");
    }
}
