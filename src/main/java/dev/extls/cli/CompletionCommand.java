package dev.extls.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code extls completion}. */
@Command(
        name = CompletionCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Prints a script that completes commands, options and their values in a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(extls completion bash)",
            "  extls completion bash > ~/.local/share/bash-completion/completions/extls",
            "  extls completion zsh >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "completion";

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private enum Shell {
        BASH,
        ZSH
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        switch (shell) {
            case BASH -> {}
            // zsh understands the completions of bash, once told to
            case ZSH -> out.println("autoload -U +X compinit && compinit");
        }
        out.print(AutoComplete.bash("extls", spec.parent().commandLine()).replace("\r\n", "\n"));
        out.flush();
        return 0;
    }
}
