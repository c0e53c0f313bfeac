package io.logcast.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux knows of a process (proc(5)). */
public final class ProcFigures {

    /** USER_HZ: the unit of /proc/PID/stat, 100 on every Linux that is not built by hand. */
    private static final double TICKS = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int CHILDREN_USER_TIME = 13;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    private final Path folder;

    private ProcFigures(Path folder) {
        this.folder = folder;
    }

    static ProcFigures of(long pid) {
        return new ProcFigures(Path.of("/proc", Long.toString(pid)));
    }

    /** Of a process that is none of our children, for example this one. */
    public static ProcFigures ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    /** In steps of 10 ms; nothing for a process that is gone. */
    public Cpu cpu() {
        String[] words = stat();
        return words.length == 0
                ? Cpu.NONE
                : new Cpu(Long.parseLong(words[USER_TIME]) / TICKS, Long.parseLong(words[SYSTEM_TIME]) / TICKS);
    }

    /** Proportional set size: resident memory, shared pages divided among those who share them. */
    public long pssBytes() {
        return kilobytes(read("smaps_rollup"), "Pss:") * 1024;
    }

    /** Processor time of the whole machine, of everybody. */
    public static double machineBusySeconds() {
        String[] words =
                content(Path.of("/proc/stat")).lines().findFirst().orElse("").split(" +", -1);
        double ticks = 0;
        for (int i : new int[] {1, 2, 3, 6, 7}) {
            ticks += Long.parseLong(words[i]);
        }
        return ticks / TICKS;
    }

    /** Processor time of this process and of all that it has started, ended ones too. */
    public static double oursSeconds() {
        String[] words = ofThisProcess().stat();
        double ended = words.length == 0
                ? 0
                : (Long.parseLong(words[CHILDREN_USER_TIME]) + Long.parseLong(words[CHILDREN_SYSTEM_TIME])) / TICKS;
        double living = ProcessHandle.current()
                .descendants()
                .mapToDouble(child -> of(child.pid()).cpu().total())
                .sum();
        return ofThisProcess().cpu().total() + ended + living;
    }

    /** Of the kernel for its own objects, on the whole machine: sockets and files above all. */
    public static long kernelSlabBytes() {
        return kilobytes(content(Path.of("/proc/meminfo")), "Slab:") * 1024;
    }

    /** Files and sockets that a process may have open. */
    public static int descriptorLimit() {
        return content(Path.of("/proc/self/limits"))
                .lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split(" +", -1)[3])
                .map(limit -> limit.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(limit))
                .findFirst()
                .orElse(1024);
    }

    /** What follows the name of the program, which stands in brackets and may hold anything; nothing if it is gone. */
    private String[] stat() {
        String stat = read("stat");
        return stat.isEmpty()
                ? new String[0]
                : stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static long kilobytes(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.split(" +", -1)[1]))
                .sum();
    }

    private String read(String file) {
        return content(folder.resolve(file));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
