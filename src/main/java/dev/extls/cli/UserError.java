package dev.extls.cli;

/** A mistake of the user or of the user's machine that ends the command: the message names the place and what was expected. */
final class UserError extends Exception {
    private static final long serialVersionUID = 1L;

    UserError(String message) {
        super(message);
    }
}
