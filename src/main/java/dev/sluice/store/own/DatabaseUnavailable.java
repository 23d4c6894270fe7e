package dev.sluice.store.own;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The database can't be had. The message is for the user: what, which setting, what to do. */
public final class DatabaseUnavailable extends RuntimeException {

    DatabaseUnavailable(String message) {
        super(message);
    }

    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** The data directory can't be used, and choosing another is what helps. */
    static DatabaseUnavailable dataDirectory(Path directory, Exception cause) {
        return new DatabaseUnavailable(
                "The data directory " + directory + " can't be used: " + reason(directory, cause)
                        + "; choose another with --data-dir.",
                cause);
    }

    static DatabaseUnavailable interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new DatabaseUnavailable("Interrupted while waiting for PostgreSQL.", cause);
    }

    private static String reason(Path directory, Exception cause) {
        return switch (cause) {
            case FileAlreadyExistsException e
            when directory.toString().equals(e.getFile()) -> "it is a file, not a directory";
            case FileAlreadyExistsException e -> e.getFile() + " is a file, not a directory";
            case AccessDeniedException e -> "permission denied on " + e.getFile();
            case NoSuchFileException e -> e.getFile() + " can't be created";
            case FileSystemException e when e.getReason() != null -> e.getReason() + " (" + e.getFile() + ")";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
