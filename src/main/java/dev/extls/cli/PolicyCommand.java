package dev.extls.cli;

import dev.extls.policy.BuiltInPolicies;
import dev.extls.policy.Policy;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code extls policy}. */
@Command(
        name = PolicyCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Lists the built-in policies, prints one as a policy file, or checks a file of yours.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  extls policy                                        what there is",
            "  extls policy exchange-recommended > ours.yaml       a file to begin with",
            "  extls policy ours.yaml                              is it right?",
            "  extls scan --policy ours.yaml -f targets/servers.yaml",
            "",
            "A policy file of yours can take over the rules of another and add to them:",
            "",
            "  policy: ours",
            "  extends: exchange-recommended",
            "  waive:",
            "    - rule: tls10-refused",
            "      host: ex03.contoso.test",
            "      reason: the scanners of the warehouse, until they are replaced",
            "      expires: 2027-03-31"
        })
final class PolicyCommand implements Callable<Integer> {
    /** What the command is called. */
    static final String NAME = "policy";

    @Parameters(paramLabel = "POLICY", arity = "0..1", description = "The name of a built-in policy, or a policy file.")
    private Optional<String> policy = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws UserError {
        PrintWriter out = spec.commandLine().getOut();
        if (policy.isEmpty()) {
            BuiltInPolicies.names().forEach(name -> out.println(line(name)));
            return 0;
        }
        Optional<String> text = BuiltInPolicies.text(policy.get());
        if (text.isPresent()) {
            out.print(text.get());
            return 0;
        }
        Policy checked =
                PolicyInput.read(policy.get(), new Notes(spec.commandLine().getErr(), false));
        out.println(checked.name() + ": " + counted(checked.rules().size(), "rule") + ", "
                + counted(checked.waivers().size(), "waiver") + ", no mistakes");
        return 0;
    }

    private static String line(String name) {
        Policy one = BuiltInPolicies.named(name).orElseThrow();
        boolean standard = name.equals(BuiltInPolicies.TLS12_ENABLED.name());
        return String.format(
                "%-22s %-9s %s%s",
                name, counted(one.rules().size(), "rule"), one.title(), standard ? " (the default)" : "");
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
