package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Requests that come back to the router. */
class LoopTest {

    @Test
    void a_request_that_comes_back_to_its_target_is_refused_at_once() throws Exception {
        try (Rig rig = Rig.start()) {
            rig.router.write(Rig.stable(URI.create("http://" + Rig.HOST + ":" + rig.port)));

            HttpResponse<String> answer = rig.get("/");

            assertThat(answer.statusCode()).isEqualTo(508);
            assertThat(answer.body()).contains("Loop detected", "shop/eu");
        }
    }

    @Test
    void a_request_that_other_proxies_passed_on_is_served_and_keeps_their_marks() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Rig rig = Rig.start()) {
            rig.router.write(Rig.stable(rig.instance(request -> {
                seen.addAll(request.headers().getAll(Loop.HEADER));
                request.response().end("served");
            })));

            assertThat(rig.get("/", "CDN-Loop", "edge.example, sluice-0000000000000000.shop.eu")
                            .body())
                    .isEqualTo("served");
            assertThat(seen).hasSize(2).first().isEqualTo("edge.example, sluice-0000000000000000.shop.eu");
            assertThat(seen.getLast()).matches("sluice-[0-9a-f]{16}\\.shop\\.eu");
        }
    }
}
