package dev.extls.cli;

import dev.extls.endpoint.Expanded;
import dev.extls.endpoint.Expansion;
import dev.extls.target.TargetReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lab in a JVM of its own, as long as this object is open. */
final class LabProcess implements AutoCloseable {
    private final Process process;
    private final LabFarm farm;
    private final BufferedReader lines;
    private final Map<Integer, Integer> ports;

    private LabProcess(Process process, LabFarm farm, BufferedReader lines, Map<Integer, Integer> ports) {
        this.process = process;
        this.farm = farm;
        this.lines = lines;
        this.ports = ports;
    }

    /** Starts the lab on free ports and waits until every door is open. */
    static LabProcess start(LabFarm farm) throws IOException, UserError {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "lab",
                "--free-ports",
                "--piped"));
        if (farm == LabFarm.REBOOT) {
            command.add("--reboot");
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-of-lab"));
        Map<Integer, Integer> ports = new LinkedHashMap<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(LabCommand.READY)) {
                return new LabProcess(process, farm, lines, ports);
            }
            String[] words = line.split(" ", -1);
            if (words.length == 3 && words[0].equals(LabCommand.DOOR)) {
                ports.put(Integer.valueOf(words[1]), Integer.valueOf(words[2]));
            }
        }
        process.destroyForcibly();
        throw new UserError("the lab did not start; its words are above");
    }

    /** The endpoints of the list, with the ports that the lab really has. */
    Expanded endpoints() throws IOException {
        String list = rewritten(new String(farm.list(), StandardCharsets.UTF_8));
        return Expansion.of(TargetReader.read(farm.file(), list.getBytes(StandardCharsets.UTF_8)));
    }

    /** Has the servers restarted, so many times as quick as real ones; on return those that go down are down. */
    void restart(int timesAsQuick) throws IOException, UserError {
        OutputStream commands = process.getOutputStream();
        commands.write((LabCommand.RESTART + " " + timesAsQuick + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
        if (!LabCommand.RESTARTED.equals(lines.readLine())) {
            throw new UserError("the lab did not restart its servers; its words are above");
        }
    }

    private String rewritten(String list) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        Matcher port = Pattern.compile("(?<=127\\.0\\.0\\.1:)\\d+").matcher(list);
        while (port.find()) {
            Integer real = ports.get(Integer.valueOf(port.group()));
            text.append(list, from, port.start()).append(real == null ? port.group() : real.toString());
            from = port.end();
        }
        return text.append(list, from, list.length()).toString();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
