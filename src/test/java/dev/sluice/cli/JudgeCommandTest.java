package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@DisplayName("./sluice judge")
class JudgeCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<JsonNode> judge(String... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayInputStream in =
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        int exit = new CommandLine(new JudgeCommand(in, new PrintStream(out, true, StandardCharsets.UTF_8))).execute();
        assertThat(exit).isZero();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    private static String window(String n1, String x1, String n0, String x0) {
        return "{\"candidate\":{\"n\":" + n1 + ",\"x\":" + x1 + "},\"stable\":{\"n\":" + n0 + ",\"x\":" + x0 + "}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'test':'A','g':2}|100,3,1900,10|1.4451694074772",
                "{'test':'A','g':1.5,'lambda':1.2}|1000,30,1000,10|2.5174709705694",
                "{'test':'A','g':0.5,'lambda':2}|100,4,1900,12|-1.9919460955289",
                "{'test':'C','g':2,'predicted':0.005}|100,3,1900,10|1.4469164885304",
                "{'test':'C','g':3,'delta':0.01,'history':{'n':99,'x':0}}|100,5,1900,10|2.4137670222808",
                "{'test':'C','g':1.5,'lambda':1.2,'predicted':0.01}|1000,30,1000,10|2.5288830573906",
                "{'test':'N','g':1,'lambda':1.5,'predicted':0.005}|100,0,1900,10|0.24843744210221",
                "{'test':'N','kappa':0.9,'lambda':1,'delta':0.01,'predicted':0.01}|1000,9,1000,10|2.875249856819",
                "{'test':'H','p0':0.01,'g':3}|100,5,1,0|3.512798713723",
                "{'test':'H','p0':0.05,'g':2}|200,0,1,0|-9.758032833886",
            })
    void gives_the_vectors(String header, String counts, double expected) throws IOException {
        String[] n = counts.split(",", -1);
        List<JsonNode> answers = judge(header.replace('\'', '"'), window(n[0], n[1], n[2], n[3]));
        assertThat(answers.get(0).path("stream").asInt()).isEqualTo(1);
        assertThat(answers.get(1).path("logE").asDouble()).isCloseTo(expected, within(1e-12 * 10));
    }

    @Test
    void streams_a_mixture_and_keeps_a_fail() throws IOException {
        List<JsonNode> answers = judge(
                "{\"test\":\"A\"}",
                window("100", "1", "1900", "10"),
                window("100", "3", "1900", "9"),
                window("400", "11", "1600", "8"),
                window("2000", "40", "0", "0"));
        assertThat(answers.get(1).path("logE").asDouble()).isCloseTo(-0.043764120917863, within(1e-12));
        assertThat(answers.get(2).path("verdict").asText()).isEqualTo("CONTINUE");
        assertThat(answers.get(3).path("logE").asDouble()).isCloseTo(7.0545453828244, within(1e-11));
        assertThat(answers.get(3).path("p").asDouble()).isCloseTo(Math.exp(-7.0545453828244), within(1e-12));
        assertThat(answers.get(3).path("verdict").asText()).isEqualTo("FAIL");
        assertThat(answers.get(4).path("logE")).isEqualTo(answers.get(3).path("logE"));
        assertThat(answers.get(4).path("verdict").asText()).isEqualTo("FAIL");
    }

    @Test
    void judges_before_and_after_differences_and_conditions_in_further_streams() throws IOException {
        List<JsonNode> answers = judge(
                "{\"test\":\"H\",\"history\":{\"n\":20000,\"x\":95}}",
                "{\"candidate\":{\"n\":150,\"x\":2}}",
                "{\"test\":\"S\"}",
                "{\"d\":0.2}",
                "{\"test\":\"T\",\"success\":\"result < 0.01\",\"failureLimit\":1}",
                "{\"result\":0.5}",
                "{\"result\":0.5}");
        assertThat(answers.get(1).path("logE").asDouble()).isCloseTo(-0.8357316424631, within(1e-12));
        assertThat(answers.get(2).path("stream").asInt()).isEqualTo(2);
        assertThat(answers.get(3).path("logE").asDouble()).isCloseTo(0.30748469974796, within(1e-12));
        assertThat(answers.get(5).path("verdict").asText()).isEqualTo("CONTINUE");
        assertThat(answers.get(6).path("verdict").asText()).isEqualTo("FAIL");
    }

    @Test
    void compares_latency_tails() throws IOException {
        String history = "{\"n\":10000,\"le\":{\"0.1\":5000,\"0.3\":9000,\"1\":9900}}";
        String stable = "{\"n\":1000,\"le\":{\"0.1\":500,\"0.3\":900,\"1\":990}}";
        String slow = "{\"n\":1000,\"le\":{\"0.1\":300,\"0.3\":700,\"1\":950}}";
        List<JsonNode> answers = judge(
                "{\"test\":\"L\",\"history\":" + history + "}",
                "{\"candidate\":" + slow + ",\"stable\":" + stable + "}");
        assertThat(answers.get(1).path("verdict").asText()).isEqualTo("FAIL");
    }

    @Test
    void starts_the_next_part_of_the_step_mixture() throws IOException {
        List<JsonNode> answers = judge("{\"test\":\"S\",\"steps\":3}", "{\"d\":-1}", "{\"newStep\":true}", "{\"d\":1}");
        assertThat(answers.get(2).path("step").asInt()).isEqualTo(2);
        assertThat(answers.get(3).path("logE").asDouble()).isGreaterThan(-.7);
    }

    @Test
    void learns_from_the_first_window_when_it_is_told_so() throws IOException {
        String first = window("100", "50", "1900", "10");
        List<JsonNode> answers = judge("{\"test\":\"C\",\"skipEmptyHistory\":true}", first, "{\"test\":\"C\"}", first);
        assertThat(answers.get(1).path("logE").asDouble()).isZero();
        assertThat(answers.get(3).path("logE").asDouble()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"candidate\":{\"n\":0,\"x\":0},\"stable\":{\"n\":10,\"x\":1}}",
                "{\"candidate\":{\"n\":10,\"x\":11},\"stable\":{\"n\":10,\"x\":1}}",
                "{\"candidate\":{\"n\":-10,\"x\":0},\"stable\":{\"n\":10,\"x\":1}}",
                "{\"candidate\":{\"n\":1e999,\"x\":0},\"stable\":{\"n\":10,\"x\":1}}",
                "{\"candidate\":{\"n\":10,\"x\":0}}",
                "{\"candidate\":{\"n\":10,\"x\":0},\"stable\":null}"
            })
    void numbers_that_cannot_be_are_no_data(String line) throws IOException {
        JsonNode answer = judge("{\"test\":\"C\"}", line).get(1);
        assertThat(answer.path("verdict").asText()).isEqualTo("NO_DATA");
        assertThat(answer.path("logE").asDouble()).isZero();
        assertThat(answer.path("reason").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json|JSON",
                "[1]|object",
                "{'candidate':{'n':10}}|candidate.x",
                "{'candidate':{'n':'ten','x':1}}|candidate.n",
                "{'candidate':{'n':1,'x':1},'colour':1}|colour",
                "{'candidate':{'n':1,'x':1,'y':2}}|candidate.y",
                "{}|candidate",
                "{'newStep':1}|newStep",
                "{'test':'Q'}|test",
                "{'test':'C','alpha':2}|alpha",
                "{'test':'C','lambda':'a'}|lambda",
                "{'test':'C','history':{'n':5,'x':9}}|history.x",
                "{'test':'H'}|p0",
                "{'test':'T'}|success",
                "{'test':'T','success':'result <'}|success",
            })
    void a_bad_line_names_its_field_and_the_stream_goes_on(String line, String named) throws IOException {
        String good = window("100", "3", "1900", "10");
        List<JsonNode> answers = judge("{\"test\":\"A\",\"g\":2}", line.replace('\'', '"'), good);
        assertThat(answers.get(1).path("error").asText()).contains(named);
        assertThat(answers.get(2).path("logE").asDouble()).isCloseTo(1.4451694074772, within(1e-12));
    }
}
