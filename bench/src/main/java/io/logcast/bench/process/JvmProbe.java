package io.logcast.bench.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks a JVM about its heap, from outside (JMX on loopback). Asking allocates there too: a few hundred kilobytes. */
public final class JvmProbe implements JvmFigures, AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private JvmProbe(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    /** For the command line of a JVM that shall answer at that port. */
    public static List<String> options(int port) {
        return List.of(
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false");
    }

    @SuppressWarnings("BanJNDI") // A child of ours on loopback.
    public static JvmProbe connect(int port) throws IOException {
        // Its checks would complain on the console about a JVM that was killed on purpose.
        return new JvmProbe(JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"),
                Map.of("jmx.remote.x.client.connection.check.period", 0L)));
    }

    /** Of all threads that live, since they began. */
    @Override
    public double allocatedBytes() throws IOException {
        try {
            ObjectName threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
            Object ids = beans.getAttribute(threads, "AllThreadIds");
            long[] allocated = (long[]) beans.invoke(
                    threads, "getThreadAllocatedBytes", new Object[] {ids}, new String[] {long[].class.getName()});
            return Arrays.stream(allocated).filter(bytes -> bytes > 0).sum();
        } catch (JMException e) {
            throw new IOException("the JVM does not tell what its threads allocate", e);
        }
    }

    @Override
    public double compileSeconds() throws IOException {
        return count(ManagementFactory.COMPILATION_MXBEAN_NAME, "TotalCompilationTime") / 1e3;
    }

    /** What is alive: collects twice, so that what only references of finished requests kept is gone. */
    public long liveHeapBytes() throws IOException {
        MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** A number that a library counts, for example {@code kafka.server:type=BrokerTopicMetrics,…} and {@code Count}. */
    public long count(String bean, String attribute) throws IOException {
        try {
            return ((Number) beans.getAttribute(new ObjectName(bean), attribute)).longValue();
        } catch (JMException e) {
            throw new IOException("the JVM does not know " + bean, e);
        }
    }

    /** The JVM may be gone already. */
    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // Then there is nothing to say good-bye to.
        }
    }
}
