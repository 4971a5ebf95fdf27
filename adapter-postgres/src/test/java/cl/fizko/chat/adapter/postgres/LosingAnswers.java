package cl.fizko.chat.adapter.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/** Connections that commit, and then lose the server's answer when they are told to. */
final class LosingAnswers implements ConnectionFactory {

    private final DataSource source;
    private final AtomicBoolean losesNext = new AtomicBoolean();

    LosingAnswers(DataSource source) {
        this.source = source;
    }

    void loseNext() {
        losesNext.set(true);
    }

    @Override
    public Connection openConnection() throws SQLException {
        var connection = source.getConnection();
        return (Connection) Proxy.newProxyInstance(
                LosingAnswers.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        var result = method.invoke(connection, arguments);
                        if (method.getName().equals("commit") && losesNext.getAndSet(false)) {
                            throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
