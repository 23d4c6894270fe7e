package dev.sluice.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.store.Database;
import dev.sluice.store.Idempotency;
import dev.sluice.store.Idempotency.Answer;
import dev.sluice.store.Idempotency.Known;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Does what a POST asks once, however often it is sent with the same idempotency key. */
@ApplicationScoped
public class Once {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;

    private final Database database;
    private final Caller caller;
    private final ObjectMapper mapper;

    public Once(Database database, Caller caller, ObjectMapper mapper) {
        this.database = database;
        this.caller = caller;
        this.mapper = mapper;
    }

    /** What was made of a request. */
    record Made(int status, Map<String, String> headers, Object body) {}

    /**
     * Runs the work in one transaction with the note of its answer, or gives the answer again.
     *
     * @param given the request's key; one is made up and returned where it is missing
     * @param what method and path, so that a key is good for one operation
     */
    Response run(Optional<String> given, String what, Object body, Function<Handle, Made> work) {
        String key = given.orElseGet(() -> UUID.randomUUID().toString());
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new Refused(ProblemCode.MALFORMED, HEADER + " must have 1 to " + LONGEST_KEY + " characters");
        }
        byte[] request = fingerprint(what, body);
        Answer answer = database.in(handle -> answer(handle, key, request, work));
        Response.ResponseBuilder response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer.body())
                .header(HEADER, key);
        answer.headers().forEach(response::header);
        return response.build();
    }

    private Answer answer(Handle handle, String key, byte[] request, Function<Handle, Made> work) {
        Optional<Known> known = Idempotency.find(handle, caller.name(), key, request);
        if (known.isPresent()) {
            return switch (known.get()) {
                case Known.Same same -> same.answer();
                case Known.Other _ ->
                    throw new Refused(
                            ProblemCode.KEY_REUSED,
                            HEADER + " " + key + " was used for another request; take a new one");
            };
        }
        Made made = work.apply(handle);
        Answer answer = new Answer(made.status(), made.headers(), json(made.body()));
        Idempotency.put(handle, caller.name(), key, request, answer);
        return answer;
    }

    private byte[] fingerprint(String what, Object body) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(what.getBytes(StandardCharsets.UTF_8));
            return sha.digest(json(body).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
