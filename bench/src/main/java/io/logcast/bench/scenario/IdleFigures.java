package io.logcast.bench.scenario;

import io.logcast.bench.process.JvmProbe;
import io.logcast.bench.process.ProcFigures;
import io.logcast.bench.server.Gateway;
import java.io.IOException;
import java.util.List;

/**
 * Memory of all gateways.
 *
 * @param pssBytes resident, of the whole process
 * @param heapBytes alive after a collection
 * @param kernelBytes of the kernel for its objects, on the whole machine: both ends of each connection
 */
record IdleFigures(long pssBytes, long heapBytes, long kernelBytes) {

    static IdleFigures of(List<Gateway> gateways) throws IOException {
        long heap = 0;
        for (Gateway gateway : gateways) {
            try (JvmProbe probe = gateway.probe()) {
                heap += probe.liveHeapBytes();
            }
        }
        long pss = gateways.stream().mapToLong(Gateway::pssBytes).sum();
        return new IdleFigures(pss, heap, ProcFigures.kernelSlabBytes());
    }

    IdleFigures since(IdleFigures before) {
        return new IdleFigures(
                pssBytes - before.pssBytes, heapBytes - before.heapBytes, kernelBytes - before.kernelBytes);
    }
}
