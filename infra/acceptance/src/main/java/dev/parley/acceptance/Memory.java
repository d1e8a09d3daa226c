package dev.parley.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How much memory everything takes that the demo has started. */
final class Memory {
  private Memory() {}

  /** In words, as exactly as the system tells. */
  static String used() {
    List<Long> processes =
        Stream.concat(ProcessHandle.current().descendants(), Stream.of(ProcessHandle.current()))
            .map(ProcessHandle::pid)
            .map(Memory::residentMegabytes)
            .filter(megabytes -> megabytes > 0)
            .toList();
    long megabytes = processes.stream().mapToLong(Long::longValue).sum();
    if (megabytes == 0) {
      Runtime runtime = Runtime.getRuntime();
      return (runtime.totalMemory() - runtime.freeMemory()) / 1_048_576 + " MB (heap)";
    }
    return processes.size() == 1
        ? megabytes + " MB (resident)"
        : "%d MB (resident, in %d processes)".formatted(megabytes, processes.size());
  }

  /** 0 when the system does not tell, or the process has ended. */
  private static long residentMegabytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.exists(status)
          ? Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
              .findFirst()
              .orElse(0)
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
