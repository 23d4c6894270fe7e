package dev.sluice.traffic.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An instance that answers each request with exactly the bytes that it is told to. */
final class RawInstance implements AutoCloseable {

    /** What is done with a request. */
    interface Script {
        void serve(Connection connection, String head) throws IOException;
    }

    /** A connection from the router. */
    record Connection(Socket socket) {

        void send(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** The next bytes until these, which are the last of them; less when the router closes. */
        String readUntil(String end) throws IOException {
            StringBuilder read = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (!read.toString().endsWith(end)) {
                int next = in.read();
                if (next < 0) {
                    return read.toString();
                }
                read.append((char) next);
            }
            return read.toString();
        }
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    RawInstance(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Connection connection = new Connection(server.accept());
                connection.socket().setTcpNoDelay(true);
                Thread.startVirtualThread(() -> serve(connection));
            }
        } catch (IOException closed) {
            connections.forEach(connection -> close(connection.socket()));
        }
    }

    private void serve(Connection connection) {
        try {
            String head = connection.readUntil("\r\n\r\n");
            if (!head.isEmpty()) {
                connections.add(connection);
            }
            while (!head.isEmpty()) {
                script.serve(connection, head);
                head = connection.readUntil("\r\n\r\n");
            }
        } catch (IOException closed) {
            close(connection.socket());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI uri() {
        return URI.create("http://" + Rig.HOST + ":" + server.getLocalPort());
    }

    /** Those on which a request came, in the order of their first ones. */
    List<Connection> connections() {
        return connections;
    }

    /** An answer with a body of known length. */
    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
