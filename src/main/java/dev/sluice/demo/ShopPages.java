package dev.sluice.demo;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the shop shows to its customers. */
final class ShopPages {

    private static final JsonArray PRODUCTS = new JsonArray()
            .add(product("kettle", 2900))
            .add(product("teapot", 3400))
            .add(product("cup", 700));

    /** An answer that is ready to be sent. */
    record Page(int status, String type, String body) {}

    private final String home;

    ShopPages(String version) {
        this.home = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>The sample shop, %1$s</title>
                <style>body{font:1.2rem system-ui;background:%2$s;margin:4rem auto;max-width:30rem}</style>
                </head>
                <body>
                <h1>The sample shop</h1>
                <p>You are served by version <strong>%1$s</strong>.</p>
                <p><a href="/api/products">What we sell</a></p>
                </body>
                </html>
                """.formatted(version, colour(version));
    }

    Page of(HttpMethod method, String path) {
        return switch (path) {
            case "/" -> only(HttpMethod.GET, method, new Page(200, "text/html; charset=utf-8", home));
            case "/api/products" -> only(HttpMethod.GET, method, json(200, PRODUCTS.encode()));
            case "/api/cart" ->
                only(
                        HttpMethod.POST,
                        method,
                        json(201, new JsonObject().put("items", 1).encode()));
            default -> json(404, error("there is no such page"));
        };
    }

    static Page healthy() {
        return json(200, new JsonObject().put("status", "UP").encode());
    }

    static Page outOfOrder() {
        return json(500, error("the shop is out of order"));
    }

    private static Page only(HttpMethod allowed, HttpMethod method, Page page) {
        return method.equals(allowed) ? page : json(405, error("this page answers " + allowed + " only"));
    }

    private static Page json(int status, String body) {
        return new Page(status, "application/json", body);
    }

    private static String error(String what) {
        return new JsonObject().put("error", what).encode();
    }

    private static JsonObject product(String name, int cents) {
        return new JsonObject().put("name", name).put("cents", cents);
    }

    /** Another colour for each version, so that a reload shows who answered. */
    private static String colour(String version) {
        return String.format(Locale.ROOT, "hsl(%d 60%% 92%%)", Math.floorMod(version.hashCode() * 137, 360));
    }
}
