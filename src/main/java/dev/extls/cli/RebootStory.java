package dev.extls.cli;

import dev.extls.journal.Assignment;
import dev.extls.policy.BuiltInPolicies;
import dev.extls.run.Patience;
import dev.extls.verdict.ExitCode;
import dev.extls.verdict.Judged;
import dev.extls.verdict.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The story of {@code extls demo --reboot}: a run before, a restart, and what is seen after it.
 *
 * @param options of the command
 * @param out for results
 * @param notes for everything else
 * @param quicker how many times as quick as real servers those of the lab are
 */
record RebootStory(ScanOptions options, PrintWriter out, Notes notes, int quicker) {
    /** As long as the last service of the lab takes to come back, and some more: that one never does is part of the story. */
    private static final Duration WAIT = Duration.ofMinutes(8);

    /** Plays it from the beginning to the end. */
    void play(LabProcess lab, Assignment list) throws UserError, IOException {
        notes.note("1 of 3, before the change:  extls scan --name before -f targets/reboot.yaml");
        Folder before = new Folder();
        new ScanJob("before", BuiltInPolicies.TLS12_ENABLED, options, out, notes).run(list, before);
        out.println();
        notes.note(
                "2 of 3, the change: the registry files are imported, and the servers are restarted; from now on time runs "
                        + quicker + " times as quick as at real servers");
        lab.restart(quicker);
        Patience patience = Patience.DEFAULT.waiting(WAIT).quicker(quicker);
        notes.note("3 of 3, after the change:  extls verify --before " + before.path + " --wait " + WAIT.toMinutes()
                + "m; here " + patience.atMost().toSeconds() + " s");
        try (StoredRun earlier = StoredRun.read(before.path.toString(), notes)) {
            options.patience = Optional.of(patience);
            new ScanJob(VerifyCommand.NAME, BuiltInPolicies.TLS12_ENABLED, options, out, notes)
                    .run(list, new ChangeWindow(earlier.answers(), patience.atMost(), out));
        }
    }

    /** Remembers where the run lies. */
    private static final class Folder implements ScanJob.Purpose {
        private Path path = Path.of("");

        @Override
        public ExitCode end(Judged judged, Optional<Verification> verification, Path folder) {
            path = folder;
            return judged.exitCode();
        }
    }
}
