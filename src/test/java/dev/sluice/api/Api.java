package dev.sluice.api;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Calls the API over HTTP, as somebody. */
final class Api {

    private static Optional<Api> admin = Optional.empty();

    private final Optional<String> token;

    private Api(Optional<String> token) {
        this.token = token;
    }

    /** With no token at all. */
    static Api nobody() {
        return new Api(Optional.empty());
    }

    static Api withToken(String token) {
        return new Api(Optional.of(token));
    }

    /** The admin whose token is the first one. */
    static synchronized Api admin() {
        if (admin.isEmpty()) {
            admin = Optional.of(withToken(nobody().tokenOf("root", "person", "admin")));
        }
        return admin.get();
    }

    /** The first admin's token was made by the test itself. */
    static synchronized void isAdmin(Api first) {
        admin = Optional.of(first);
    }

    /** A new token's holder. */
    static Api person(String name, String role, String... groups) {
        return withToken(admin().tokenOf(name, "person", role, groups));
    }

    static Api program(String name, String role) {
        return withToken(admin().tokenOf(name, "ci", role));
    }

    /** Has a token made, and answers its secret. */
    String tokenOf(String name, String kind, String role, String... groups) {
        Response made = post("/v1/tokens", Map.of("name", name, "kind", kind, "role", role, "groups", groups));
        return made.then().statusCode(201).extract().path("secret");
    }

    String token() {
        return token.orElseThrow();
    }

    RequestSpecification asking() {
        RequestSpecification request = given().urlEncodingEnabled(false);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    Response get(String path) {
        return asking().get(path);
    }

    Response delete(String path) {
        return asking().delete(path);
    }

    /** Creates or replaces, whatever is there. */
    Response put(String path, Object body) {
        RequestSpecification request = asking().contentType("application/json").body(body);
        return get(path).statusCode() == 200 ? request.header("If-Match", "*").put(path) : request.put(path);
    }

    Response post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    Response post(String path, Object body, String key) {
        return asking().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }
}
