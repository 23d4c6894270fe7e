package dev.sluice.traffic.embedded;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/**
 * Moves bytes as they come, and lets the source wait while the sink is full. Unlike Vert.x's own pipe it leaves end and
 * failure of either side to the caller, who must know which side it was.
 */
final class Pump {

    private Pump() {}

    static void connect(ReadStream<Buffer> source, WriteStream<Buffer> sink) {
        source.handler(bytes -> {
            sink.write(bytes);
            if (sink.writeQueueFull()) {
                source.pause();
                sink.drainHandler(drained -> source.resume());
            }
        });
    }
}
