package cl.fizko.chat.adapter.kapso;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** The code that a failed call is stored with, when all that matters is that it may be tried again. */
final class NetworkFault {

    private NetworkFault() {}

    static String code(IOException e) {
        if (e instanceof UnknownHostException) {
            return "net:dns";
        }
        if (e instanceof SSLException) {
            return "net:tls";
        }
        if (e instanceof InterruptedIOException) {
            return "net:timeout";
        }
        return e instanceof ConnectException ? "net:connect" : "net:io";
    }
}
