package io.drover.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Surprises in words for people, who are not helped by a stack trace. */
final class Messages {
    private Messages() {}

    static String of(Exception problem) {
        String message = String.valueOf(problem.getMessage());
        if (problem instanceof NoSuchFileException) {
            return "file " + message + " does not exist";
        }
        if (problem instanceof AccessDeniedException) {
            return "file " + message + " can't be opened: the permission is missing";
        }
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : message;
    }
}
