package dev.sluice.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import dev.sluice.store.Database;
import dev.sluice.store.Idempotency;
import dev.sluice.store.Idempotency.Answer;
import dev.sluice.store.Idempotency.Known;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Does what a POST asks once, however often it is sent with the same idempotency key. */
@ApplicationScoped
public class IdempotentRequests {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;

    private final Database database;
    private final Caller caller;
    private final ObjectMapper mapper;

    public IdempotentRequests(Database database, Caller caller, ObjectMapper mapper) {
        this.database = database;
        this.caller = caller;
        this.mapper = mapper;
    }

    /** What was made of a request. */
    record Made(int status, Map<String, String> headers, Object body) {}

    /** What is asked, by whom, under which key. */
    record Asked(String principal, String key, String fingerprint) {}

    /**
     * What makes a request the same request.
     *
     * @param given the request's key; one is made up where it is missing
     * @param what method and path, so that a key is good for one operation
     */
    Asked asked(Optional<String> given, String what, Object body) {
        String key = given.orElseGet(() -> UUID.randomUUID().toString());
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new Refused(ProblemCode.MALFORMED, HEADER + " must have 1 to " + LONGEST_KEY + " characters");
        }
        return new Asked(caller.name(), key, HexFormat.of().formatHex(fingerprint(what, body)));
    }

    /**
     * Runs the work in one transaction with the note of its answer, or gives the answer again.
     *
     * @param given the request's key; one is made up and returned where it is missing
     * @param what method and path, so that a key is good for one operation
     */
    Response run(Optional<String> given, String what, Object body, Function<Handle, Made> work) {
        return run(asked(given, what, body), work);
    }

    /** The same, for a request that was looked at before. */
    Response run(Asked asked, Function<Handle, Made> work) {
        Faults.hit(FaultPoint.TAKE_BEFORE);
        Answer answer = database.in(handle -> Faults.passing(FaultPoint.TAKE_INSIDE, answer(handle, asked, work)));
        Faults.hit(FaultPoint.TAKE_AFTER);
        Response.ResponseBuilder response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer.body())
                .header(HEADER, asked.key());
        answer.headers().forEach(response::header);
        return response.build();
    }

    /** The answer, in the caller's transaction. */
    Answer answer(Handle handle, Asked asked, Function<Handle, Made> work) {
        byte[] request = HexFormat.of().parseHex(asked.fingerprint());
        Optional<Known> known = Idempotency.find(handle, asked.principal(), asked.key(), request);
        if (known.isPresent()) {
            return switch (known.get()) {
                case Known.Same same -> same.answer();
                case Known.Other _ -> throw reused(asked.key());
            };
        }
        Made made = work.apply(handle);
        Answer answer = new Answer(made.status(), made.headers(), json(made.body()));
        Idempotency.put(handle, asked.principal(), asked.key(), request, answer);
        return answer;
    }

    static Refused reused(String key) {
        return new Refused(
                ProblemCode.KEY_REUSED, HEADER + " " + key + " was used for another request; take a new one");
    }

    private byte[] fingerprint(String what, Object body) {
        return Hashing.sha256()
                .newHasher()
                .putString(what, StandardCharsets.UTF_8)
                .putString(json(body), StandardCharsets.UTF_8)
                .hash()
                .asBytes();
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
