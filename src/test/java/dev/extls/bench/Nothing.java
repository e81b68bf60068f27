package dev.extls.bench;

/** A program that does nothing: what a start of the JVM costs by itself. */
final class Nothing {
    private Nothing() {}

    public static void main(String[] arguments) {
        // nothing
    }
}
