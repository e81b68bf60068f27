package dev.extls.verdict;

/** What a run tells the shell, as far as it follows from the verdicts. The numbers are part of the contract. */
public enum ExitCode {
    /** Every rule of severity error holds, or is waived. */
    EVERY_RULE_HOLDS(0),
    /** A rule of severity error fails. */
    A_RULE_FAILS(1),
    /** None fails, but whether one holds stayed UNKNOWN. */
    SOMETHING_UNKNOWN(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /**
     * The number for the shell.
     *
     * @return 0, 1 or 3
     */
    public int number() {
        return number;
    }

    static ExitCode of(Judged.State overall) {
        return switch (overall) {
            case HOLDS -> EVERY_RULE_HOLDS;
            case FAILS -> A_RULE_FAILS;
            case UNKNOWN -> SOMETHING_UNKNOWN;
        };
    }
}
