package dev.sluice.api;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;

/** Sends bodies as they are, on which REST-assured would chew. */
final class Raw {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Raw() {}

    static HttpResponse<String> put(String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + Api.admin().token())
                .header("Content-Type", "application/json")
                .PUT(body)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
