package dev.extls.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file or folder cannot be used, in words: the messages of Java name the file only. */
final class FileTrouble {
    private FileTrouble() {}

    /** The reason, to stand behind the name of the file and a colon. */
    static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "the permission is missing";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file of that name already";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no folder";
        }
        String reason = failure instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
