package dev.sluice.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Counts the statements that are prepared on a data source's connections; each is sent once. */
final class CountedStatements {

    private final AtomicLong count = new AtomicLong();

    long count() {
        return count.get();
    }

    DataSource on(DataSource source) {
        return proxy(DataSource.class, source, this);
    }

    private Object watched(Object result) {
        return result instanceof Connection connection ? proxy(Connection.class, connection, this) : result;
    }

    private static <T> T proxy(Class<T> type, T real, CountedStatements counter) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        counter.count.incrementAndGet();
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return method.getName().equals("unwrap") ? result : counter.watched(result);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
