package dev.sluice.store.own;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where PostgreSQL listens: the same port as last time while it is free, so that other programs find it again. */
record Port(int number) {

    static final String HOST = "127.0.0.1";

    static Port choose(Path remembered) throws IOException {
        if (Files.exists(remembered)) {
            String text = Files.readString(remembered).strip();
            if (text.matches("[1-9][0-9]{0,4}") && isFree(Integer.parseInt(text))) {
                return new Port(Integer.parseInt(text));
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return new Port(socket.getLocalPort());
        }
    }

    boolean isTaken() {
        return !isFree(number);
    }

    void remember(Path file) throws IOException {
        Files.writeString(file, number + "\n");
    }

    private static boolean isFree(int number) {
        if (number > 65_535) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket(number, 1, InetAddress.ofLiteral(HOST))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
