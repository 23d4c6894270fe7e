package dev.sluice.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;

/** Where the demo's story is told. */
interface Screen {

    void say(String sentence);

    /** Something happened to a release. */
    void event(JsonNode event);

    /** How a release stands at this moment. */
    void status(JsonNode release, Visits visits);

    /** The last word. */
    void summary(DemoResult result);

    /** One JSON object a line. */
    record JsonLines(PrintWriter out, ObjectMapper mapper) implements Screen {
        @Override
        public void say(String sentence) {
            print(Map.of("at", Instant.now().toString(), "say", sentence));
        }

        @Override
        public void event(JsonNode event) {
            print(event);
        }

        @Override
        public void status(JsonNode release, Visits visits) {
            print(Map.of(
                    "at", Instant.now().toString(),
                    "release", release.path("id").asText(),
                    "phase", release.path("phase").asText(),
                    "weight", release.at("/targets/0/weight"),
                    "sentence", release.path("sentence").asText(),
                    "requests", visits.answered(),
                    "dropped", visits.dropped()));
        }

        @Override
        public void summary(DemoResult result) {
            print(result.figures());
        }

        private void print(Object value) {
            try {
                out.println(mapper.writeValueAsString(value));
                out.flush();
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
